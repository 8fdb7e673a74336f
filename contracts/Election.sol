// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IElection, Question} from "./IElection.sol";
import {Text} from "./Text.sol";

/// @title What all elections share: the window, the candidates, the tally and the text
abstract contract Election is IElection {
    /// The low bits of a tally slot that count votes. 2^40 votes would take more gas than any chain has.
    uint256 internal constant COUNT_MASK = type(uint40).max;

    uint64 internal immutable OPENS;
    uint64 internal immutable CLOSES;
    uint64 internal immutable CREATED_AT;
    address internal immutable TEXT;

    /// Per candidate id: the count in the low 40 bits; above it what the kind of election keeps there, never all zero.
    /// So 0 means "no candidate", and the first vote pays no more than the next.
    mapping(bytes32 candidate => uint256 tally) internal _tally;

    constructor(Question memory question) {
        if (question.opens >= question.closes) revert EmptyWindow(question.opens, question.closes);
        if (question.closes <= block.timestamp) revert ClosesInPast(question.closes, block.timestamp);

        OPENS = question.opens;
        CLOSES = question.closes;
        // The cast holds for 500 billion years.
        CREATED_AT = uint64(block.timestamp);
        TEXT = Text.store(question);

        for (uint256 i = 0; i < question.candidates.length; ++i) {
            bytes32 id = keccak256(bytes(question.candidates[i]));
            if (_tally[id] != 0) revert DuplicateCandidate(i);
            _tally[id] = _emptyTally(id, i + 1);
        }
    }

    /// @inheritdoc IElection
    function opens() external view returns (uint64) {
        return OPENS;
    }

    /// @inheritdoc IElection
    function closes() external view returns (uint64) {
        return CLOSES;
    }

    /// @inheritdoc IElection
    function createdAt() external view returns (uint64) {
        return CREATED_AT;
    }

    /// @inheritdoc IElection
    function roll() external view virtual returns (address);

    /// @inheritdoc IElection
    function getVoteCount(bytes32 candidate) external view returns (uint256) {
        return _count(candidate);
    }

    /// @inheritdoc IElection
    function votes(bytes32 candidate) external view returns (uint256) {
        return _count(candidate);
    }

    /// @inheritdoc IElection
    function results() external view returns (bytes32[] memory ids, uint256[] memory counts, uint256 ballots) {
        (,, string[] memory names) = Text.load(TEXT);
        ids = new bytes32[](names.length);
        counts = new uint256[](names.length);
        for (uint256 i = 0; i < names.length; ++i) {
            ids[i] = keccak256(bytes(names[i]));
            counts[i] = _count(ids[i]);
            ballots += counts[i];
        }
    }

    /// @inheritdoc IElection
    function details()
        external
        view
        returns (string memory title, string memory description, string[] memory candidates)
    {
        return Text.load(TEXT);
    }

    /// The tally slot of a candidate without votes: low 40 bits zero, the rest not all zero.
    /// `number` is the candidate's place on the ballot, from 1.
    function _emptyTally(bytes32 id, uint256 number) internal pure virtual returns (uint256);

    function _count(bytes32 candidate) internal view virtual returns (uint256) {
        return _tally[candidate] & COUNT_MASK;
    }
}
