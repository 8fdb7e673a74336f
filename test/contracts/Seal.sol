// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @title The seal as the documents describe it, written independently of the contract
library Seal {
    uint256 private constant COUNT_BITS = 40;

    function first(bytes32 candidate) internal pure returns (uint256) {
        return uint256(keccak256(bytes.concat(candidate))) >> COUNT_BITS << COUNT_BITS;
    }

    function next(uint256 slot, address voter) internal pure returns (uint256) {
        bytes32 hash = keccak256(bytes.concat(bytes32(slot), bytes12(0), bytes20(voter)));
        uint256 count = slot % (1 << COUNT_BITS) + 1;
        return uint256(hash) >> COUNT_BITS << COUNT_BITS | count;
    }
}
