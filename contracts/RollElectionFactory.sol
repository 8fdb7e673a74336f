// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ElectionFactory} from "./ElectionFactory.sol";
import {Question} from "./IElection.sol";
import {Roll} from "./Roll.sol";
import {RollElection} from "./RollElection.sol";
import {RollFactory} from "./RollFactory.sol";

/// @title Creates elections on electoral rolls
/// @notice Has no owner and keeps no power over what it created. Accepts rolls of one roll factory alone: any other
/// contract might answer like a roll and change its voters afterwards.
contract RollElectionFactory is ElectionFactory {
    RollFactory private immutable ROLLS;

    /// @notice The roll was not created by the factory whose rolls this one accepts.
    error ForeignRoll(address roll);

    constructor(RollFactory rolls) {
        ROLLS = rolls;
    }

    /// @notice Creates an election with the caller as its organiser. Reverts with `ForeignRoll`, and otherwise with the
    /// election's reason, such as `RollNotClosed`.
    /// The same question on the same roll by the same organiser is the same election: a second call returns it and
    /// changes nothing, so a retry is safe, also after the election has closed.
    /// @return election The election's address.
    function create(Question calldata question, Roll roll) external returns (address election) {
        if (!ROLLS.isRoll(address(roll))) revert ForeignRoll(address(roll));
        election = _addressOf(abi.encodePacked(type(RollElection).creationCode, abi.encode(question, roll)));
        if (organiserOf[election] != address(0)) return election;

        new RollElection{salt: _salt()}(question, roll);
        _register(election, address(roll));
    }
}
