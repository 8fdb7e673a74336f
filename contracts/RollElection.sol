// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Chunks} from "./Chunks.sol";
import {Election} from "./Election.sol";
import {IElection, IPublicElection, Question} from "./IElection.sol";
import {IRollElection} from "./IRollElection.sol";
import {Roll} from "./Roll.sol";
import {Text} from "./Text.sol";

/// @title An election in which every voter on a closed roll has one vote
/// @notice The ballot box is on the chain, one byte a voter: it is the record from which the tally can be recounted,
/// and needs no event log.
///
/// The tally slot of a candidate holds its number on the ballot, from 1, above the count (40 bits).
contract RollElection is Election, IRollElection {
    uint256 private constant VOTERS_A_WORD = 32;
    /// For the longest roll: 1,228 chunks of 1,216 voters.
    uint256 private constant MOST_WORDS = 46_664;
    uint256 private constant COUNT_BITS = 40;

    Roll private immutable ROLL;
    uint256 private immutable SIZE;

    uint256[MOST_WORDS] private _box;

    constructor(Question memory question, Roll roll_) Election(question) {
        if (!roll_.closed()) revert RollNotClosed(address(roll_));

        ROLL = roll_;
        SIZE = roll_.size();
    }

    /// @inheritdoc IPublicElection
    /// @dev Searches the sender on the roll, which costs more gas the longer the roll is; see the other `vote`.
    function vote(bytes32 candidate) external {
        _requireOpen();
        (bool isFound, uint256 index) = Chunks.find(address(ROLL), SIZE, msg.sender);
        if (!isFound) revert NotOnRoll(msg.sender);

        _cast(candidate, index);
    }

    /// @inheritdoc IRollElection
    function vote(bytes32 candidate, uint256 index) external {
        _requireOpen();
        if (index >= SIZE || Chunks.voterAt(address(ROLL), index) != msg.sender) revert WrongIndex(msg.sender, index);

        _cast(candidate, index);
    }

    /// @inheritdoc IPublicElection
    function hasVoted(address voter) external view returns (bool) {
        return _numberOf(voter) != 0;
    }

    /// @inheritdoc IPublicElection
    function ballotOf(address voter) external view returns (bytes32) {
        uint256 number = _numberOf(voter);
        if (number == 0) return 0;

        (,, string[] memory names) = Text.load(TEXT);
        return keccak256(bytes(names[number - 1]));
    }

    /// @inheritdoc IRollElection
    function box(uint256 fromWord, uint256 toWord) external view returns (uint256[] memory words) {
        uint256 all = (SIZE + VOTERS_A_WORD - 1) / VOTERS_A_WORD;
        if (fromWord > toWord || toWord > all) revert NoSuchRange(fromWord, toWord, all);

        words = new uint256[](toWord - fromWord);
        for (uint256 i = 0; i < words.length; ++i) {
            words[i] = _box[fromWord + i];
        }
    }

    /// @inheritdoc IElection
    function roll() external view override(Election, IElection) returns (address) {
        return address(ROLL);
    }

    /// Counts the sender's ballot; `index` is the sender's own place on the roll.
    function _cast(bytes32 candidate, uint256 index) private {
        uint256 word = _box[index / VOTERS_A_WORD];
        uint256 shift = _shift(index);
        if (uint8(word >> shift) != 0) revert AlreadyVoted(msg.sender);
        uint256 tally = _tally[candidate];
        if (tally == 0) revert UnknownCandidate(candidate);

        _box[index / VOTERS_A_WORD] = word | (tally >> COUNT_BITS) << shift;
        // No overflow into the number: a roll has at most 1,493,248 voters.
        _tally[candidate] = tally + 1;

        emit Voted(msg.sender, candidate);
    }

    function _requireOpen() private view {
        // Validators can shift the time by some seconds; the window's edges are no finer than that.
        if (block.timestamp < OPENS || block.timestamp >= CLOSES) revert NotOpen(block.timestamp, OPENS, CLOSES);
    }

    /// The number of the candidate on the voter's ballot; 0 where there is none, or the voter is not on the roll.
    function _numberOf(address voter) private view returns (uint256) {
        (bool isFound, uint256 index) = Chunks.find(address(ROLL), SIZE, voter);
        return isFound ? uint8(_box[index / VOTERS_A_WORD] >> _shift(index)) : 0;
    }

    /// How far a voter's byte lies from the least significant end of its word, in bits.
    function _shift(uint256 index) private pure returns (uint256) {
        return 8 * (VOTERS_A_WORD - 1 - index % VOTERS_A_WORD);
    }

    function _emptyTally(bytes32, uint256 number) internal pure override returns (uint256) {
        return number << COUNT_BITS;
    }
}
