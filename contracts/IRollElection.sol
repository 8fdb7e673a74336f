// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IPublicElection} from "./IElection.sol";

/// @title What an election on an electoral roll answers besides
/// @notice Every voter on the roll has one vote. It is cast by the voter's own transaction, or signed and delivered by
/// anybody, who can delay it but not change it. Whichever comes first counts, and nothing after it.
///
/// What is signed (EIP-712, domain: name "Recount", version "1", the chain's id and the election's address):
/// - an account's ballot: `Ballot(string election,string choice)`, the election's title and the candidate's name;
/// - a contract wallet's (ERC-1271): `WalletBallot(string election,string choice,address voter)`.
///
/// A ballot needs no number against repetition: a voter has one vote in an election, and the domain binds the signature
/// to it. Whoever signs two different ballots lets the first delivered decide.
interface IRollElection is IPublicElection {
    /// @notice Ballots were counted that somebody delivered in a batch. `Voted` is not emitted for them: who rebuilds the
    /// record reads both.
    /// @param carrier Who delivered them.
    /// @param ballots 4 bytes for each ballot counted, in the order of the batch: the voter's index on the roll (uint24)
    /// and the candidate's number on the ballot, from 1 (uint8).
    event BatchCounted(address indexed carrier, bytes ballots);

    /// @notice The roll is not closed yet, so it could still change.
    error RollNotClosed(address roll);
    /// @notice The address is not on the election's roll.
    error NotOnRoll(address voter);
    /// @notice The voter does not stand at that index of the roll.
    error WrongIndex(address voter, uint256 index);
    /// @notice The roll ends before that index.
    error NoVoterAt(uint256 index, uint256 size);
    /// @notice A batch that is not made of whole records of 68 bytes.
    error BrokenBatch(uint256 length);
    /// @notice The voter, a contract wallet, does not accept the signature; or is none.
    error InvalidSignature(address voter);
    /// @notice A part of the box that does not satisfy `fromWord <= toWord <= words`.
    error NoSuchRange(uint256 fromWord, uint256 toWord, uint256 words);

    /// @notice Casts the sender's one ballot, as `vote(candidate)` does, without the search for the sender on the roll.
    /// Reverts with `NotOpen`, `WrongIndex`, `AlreadyVoted` or `UnknownCandidate`.
    /// @param index The sender's place on the roll, from 0: `indexOf` of the roll.
    function vote(bytes32 candidate, uint256 index) external;

    /// @notice Counts signed ballots of accounts, whoever sends them. What is invalid, repeated or of somebody who has
    /// voted is passed over and costs the others nothing: no ballot can make a batch fail, since no contract is called.
    /// Emits `BatchCounted` where any was counted. Reverts with `NotOpen` or `BrokenBatch`.
    ///
    /// Its gas is known only roughly beforehand, so the limit should leave room; with too little it fails as a whole.
    /// @param ballots Records of 68 bytes: the voter's index on the roll (uint24), the candidate's number on the ballot
    /// from 1 (uint8), and the signature (64 bytes, EIP-2098). Any order counts the same; ascending by index costs least.
    /// @return counted How many of them were counted.
    function castBatch(bytes calldata ballots) external returns (uint256 counted);

    /// @notice Counts the signed ballot of a contract wallet (ERC-1271), whoever sends it. Emits `Voted`.
    /// Reverts with `NotOpen`, `NoVoterAt`, `InvalidSignature`, `AlreadyVoted` or `UnknownCandidate`.
    /// @param index The wallet's place on the roll, from 0.
    /// @param signature Whatever the wallet takes for one.
    function castSigned(bytes32 candidate, uint256 index, bytes calldata signature) external;

    /// @notice The ballot box: one byte a voter in the order of the roll, 32 voters a word, the first voter in the most
    /// significant byte. 0: no ballot; else the number of the candidate on the ballot, from 1. What stands behind the
    /// last voter is 0.
    /// @param fromWord The first word, from 0.
    /// @param toWord The word after the last; at most as many as the roll needs. Reverts with `NoSuchRange`.
    function box(uint256 fromWord, uint256 toWord) external view returns (uint256[] memory);
}
