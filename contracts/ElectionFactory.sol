// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IElectionFactory} from "./IElectionFactory.sol";

/// @title What all factories share: the register of the elections they created
abstract contract ElectionFactory is IElectionFactory {
    /// @inheritdoc IElectionFactory
    mapping(address election => address organiser) public organiserOf;

    address[] private _elections;

    /// @inheritdoc IElectionFactory
    function electionCount() external view returns (uint256) {
        return _elections.length;
    }

    /// @inheritdoc IElectionFactory
    function elections(uint256 from, uint256 to) external view returns (address[] memory list) {
        if (from > to || to > _elections.length) revert NoSuchRange(from, to, _elections.length);

        list = new address[](to - from);
        for (uint256 i = 0; i < list.length; ++i) {
            list[i] = _elections[from + i];
        }
    }

    function _register(address election, address roll) internal {
        organiserOf[election] = msg.sender;
        _elections.push(election);

        emit ElectionCreated(election, msg.sender, roll);
    }

    /// The salt binds the caller, so nobody can squat an address or take an organiser's name.
    function _salt() internal view returns (bytes32) {
        return bytes32(uint256(uint160(msg.sender)));
    }

    /// The address at which this factory creates what `initcode` (arguments included) builds for the caller (EIP-1014).
    function _addressOf(bytes memory initcode) internal view returns (address) {
        bytes32 hash = keccak256(abi.encodePacked(hex"ff", address(this), _salt(), keccak256(initcode)));
        return address(uint160(uint256(hash)));
    }
}
