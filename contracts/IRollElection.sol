// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IPublicElection} from "./IElection.sol";

/// @title What an election on an electoral roll answers besides
/// @notice Every voter on the roll has one vote.
interface IRollElection is IPublicElection {
    /// @notice The roll is not closed yet, so it could still change.
    error RollNotClosed(address roll);
    /// @notice The address is not on the election's roll.
    error NotOnRoll(address voter);
    /// @notice The voter does not stand at that index of the roll.
    error WrongIndex(address voter, uint256 index);
    /// @notice A part of the box that does not satisfy `fromWord <= toWord <= words`.
    error NoSuchRange(uint256 fromWord, uint256 toWord, uint256 words);

    /// @notice Casts the sender's one ballot, as `vote(candidate)` does, without the search for the sender on the roll.
    /// Reverts with `NotOpen`, `WrongIndex`, `AlreadyVoted` or `UnknownCandidate`.
    /// @param index The sender's place on the roll, from 0: `indexOf` of the roll.
    function vote(bytes32 candidate, uint256 index) external;

    /// @notice The ballot box: one byte a voter in the order of the roll, 32 voters a word, the first voter in the most
    /// significant byte. 0: no ballot; else the number of the candidate on the ballot, from 1. What stands behind the
    /// last voter is 0.
    /// @param fromWord The first word, from 0.
    /// @param toWord The word after the last; at most as many as the roll needs. Reverts with `NoSuchRange`.
    function box(uint256 fromWord, uint256 toWord) external view returns (uint256[] memory);
}
