// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Roll} from "./Roll.sol";

/// @title Creates electoral rolls
/// @notice Has no owner and keeps no power over what it created. A roll is genuine when its initcode ran: its address is
/// CREATE2 of this factory, `saltOf` and the roll's initcode with its publisher as the argument.
contract RollFactory {
    struct Origin {
        address publisher;
        bytes32 salt;
    }

    /// @notice A roll was created, empty.
    event RollCreated(address indexed roll, address indexed publisher, bytes32 salt);

    /// @notice A listing that does not satisfy `from <= to <= rollCount()`.
    error NoSuchRange(uint256 from, uint256 to, uint256 count);

    mapping(address roll => Origin) private _originOf;
    address[] private _rolls;

    /// @notice Creates an empty roll with the caller as its publisher. The same salt by the same publisher is the same
    /// roll: a second call returns it and changes nothing, so a retry is safe. Nobody can squat another's roll, since
    /// the publisher is part of the initcode.
    /// @param salt Anything; by convention the `keccak256` of all the roll's addresses, packed in order.
    function create(bytes32 salt) external returns (Roll roll) {
        bytes32 initcodeHash = keccak256(abi.encodePacked(type(Roll).creationCode, abi.encode(msg.sender)));
        bytes32 hash = keccak256(abi.encodePacked(hex"ff", address(this), salt, initcodeHash));
        roll = Roll(address(uint160(uint256(hash))));
        if (isRoll(address(roll))) return roll;

        new Roll{salt: salt}(msg.sender);
        _originOf[address(roll)] = Origin(msg.sender, salt);
        _rolls.push(address(roll));

        emit RollCreated(address(roll), msg.sender, salt);
    }

    /// @notice Who publishes the roll; 0 if this factory did not create it.
    function publisherOf(address roll) external view returns (address) {
        return _originOf[roll].publisher;
    }

    /// @notice The salt with which the roll was created.
    function saltOf(address roll) external view returns (bytes32) {
        return _originOf[roll].salt;
    }

    /// @notice How many rolls this factory created.
    function rollCount() external view returns (uint256) {
        return _rolls.length;
    }

    /// @notice The rolls from `from` up to but not including `to`, in the order of creation.
    function rolls(uint256 from, uint256 to) external view returns (address[] memory list) {
        if (from > to || to > _rolls.length) revert NoSuchRange(from, to, _rolls.length);

        list = new address[](to - from);
        for (uint256 i = 0; i < list.length; ++i) {
            list[i] = _rolls[from + i];
        }
    }

    /// @notice Whether this factory created the roll.
    function isRoll(address roll) public view returns (bool) {
        return _originOf[roll].publisher != address(0);
    }
}
