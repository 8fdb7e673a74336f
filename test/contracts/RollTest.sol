// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Roll} from "../../contracts/Roll.sol";

/// @title Rolls, published by the test itself
abstract contract RollTest {
    uint256 internal constant FULL = 1_216;

    /// `count` voters in the order of a roll, far apart: neither neighbour of any is a voter.
    function _voters(uint256 count) internal pure returns (address[] memory voters) {
        voters = new address[](count);
        uint256 most = type(uint160).max / (count + 1);
        uint256 voter = 0;
        for (uint256 i = 0; i < count; ++i) {
            voter += 2 + uint256(keccak256(abi.encode(count, i))) % (most - 2);
            voters[i] = address(uint160(voter));
        }
    }

    /// The voters from `from` up to but not including `to` as `add` takes them.
    function _pack(address[] memory voters, uint256 from, uint256 to) internal pure returns (bytes memory packed) {
        packed = new bytes((to - from) * 20);
        for (uint256 i = from; i < to; ++i) {
            bytes20 voter = bytes20(voters[i]);
            for (uint256 j = 0; j < 20; ++j) {
                packed[(i - from) * 20 + j] = voter[j];
            }
        }
    }

    function _pack(address[] memory voters) internal pure returns (bytes memory) {
        return _pack(voters, 0, voters.length);
    }

    function _add(Roll roll, address[] memory voters) internal {
        for (uint256 from = 0; from < voters.length; from += FULL) {
            roll.add(from, _pack(voters, from, voters.length - from < FULL ? voters.length : from + FULL));
        }
    }

    function _publish(address[] memory voters) internal returns (Roll roll) {
        roll = new Roll(address(this));
        _add(roll, voters);
        roll.close(voters.length);
    }

    /// The same addresses in the order of a roll.
    function _sorted(address[] memory voters) internal pure returns (address[] memory) {
        for (uint256 i = 1; i < voters.length; ++i) {
            for (uint256 j = i; j > 0 && voters[j - 1] > voters[j]; --j) {
                (voters[j - 1], voters[j]) = (voters[j], voters[j - 1]);
            }
        }
        return voters;
    }

    function _array(address a, address b, address c) internal pure returns (address[] memory array) {
        array = new address[](3);
        (array[0], array[1], array[2]) = (a, b, c);
    }
}
