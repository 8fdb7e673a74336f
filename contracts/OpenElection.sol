// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Election} from "./Election.sol";
import {IElection, IPublicElection, Question} from "./IElection.sol";

/// @title An election in which every address has one vote
/// @notice An open poll: it counts addresses, not people.
///
/// The tally slot of a candidate is a seal (216 bits) over the exact, ordered list of its voters, and the count
/// (40 bits):
/// - slot 0 is `keccak256(id)`, slot n is `keccak256(abi.encode(slot n-1, voter n))`,
/// - each with its low 40 bits overwritten by the count n.
/// So one storage proof per candidate shows that a recount from the event log is complete, at no extra storage.
contract OpenElection is Election, IPublicElection {
    mapping(address voter => bytes32 candidate) private _ballotOf;

    constructor(Question memory question) Election(question) {}

    /// @inheritdoc IPublicElection
    function vote(bytes32 candidate) external {
        // Validators can shift the time by some seconds; the window's edges are no finer than that.
        if (block.timestamp < OPENS || block.timestamp >= CLOSES) revert NotOpen(block.timestamp, OPENS, CLOSES);
        if (_ballotOf[msg.sender] != 0) revert AlreadyVoted(msg.sender);
        uint256 tally = _tally[candidate];
        if (tally == 0) revert UnknownCandidate(candidate);

        _ballotOf[msg.sender] = candidate;
        uint256 seal = uint256(keccak256(abi.encode(tally, msg.sender))) & ~COUNT_MASK;
        // No overflow into the seal: 2^40 votes would take more gas than any chain has.
        _tally[candidate] = seal | ((tally & COUNT_MASK) + 1);

        emit Voted(msg.sender, candidate);
    }

    /// @inheritdoc IPublicElection
    function hasVoted(address voter) external view returns (bool) {
        return _ballotOf[voter] != 0;
    }

    /// @inheritdoc IPublicElection
    function ballotOf(address voter) external view returns (bytes32) {
        return _ballotOf[voter];
    }

    /// @inheritdoc IElection
    function roll() external pure override(Election, IElection) returns (address) {
        return address(0);
    }

    function _emptyTally(bytes32 id, uint256) internal pure override returns (uint256) {
        return uint256(keccak256(abi.encode(id))) & ~COUNT_MASK;
    }
}
