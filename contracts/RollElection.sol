// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Chunks} from "./Chunks.sol";
import {Election} from "./Election.sol";
import {IElection, IPublicElection, Question} from "./IElection.sol";
import {IRollElection} from "./IRollElection.sol";
import {Roll} from "./Roll.sol";
import {SignedBallot} from "./SignedBallot.sol";
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
    /// A signed ballot in a batch: uint24 index, uint8 number, 64 bytes of signature.
    uint256 private constant RECORD_BYTES = 68;
    /// In the event of a batch: uint24 index, uint8 number.
    uint256 private constant COUNTED_BYTES = 4;

    /// `isValidSignature(bytes32,bytes)`: what a contract wallet is asked with, and what it answers with if it accepts.
    bytes4 private constant ERC1271_ACCEPTED = 0x1626ba7e;

    /// What is known of a batch while it is counted. By candidate, in ballot order: the id, what is signed for it, and
    /// how many ballots were counted. `voters` are the addresses to a word of the box, `counted` is the event's.
    struct Batch {
        bytes32[] ids;
        bytes32[] digests;
        uint256[] added;
        bytes voters;
        bytes counted;
    }

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

        _cast(candidate, index, msg.sender);
    }

    /// @inheritdoc IRollElection
    function vote(bytes32 candidate, uint256 index) external {
        _requireOpen();
        if (index >= SIZE || Chunks.voterAt(address(ROLL), index) != msg.sender) revert WrongIndex(msg.sender, index);

        _cast(candidate, index, msg.sender);
    }

    /// @inheritdoc IRollElection
    function castSigned(bytes32 candidate, uint256 index, bytes calldata signature) external {
        _requireOpen();
        if (index >= SIZE) revert NoVoterAt(index, SIZE);
        address voter = Chunks.voterAt(address(ROLL), index);
        (string memory title,,) = Text.load(TEXT);
        bytes32 digest = SignedBallot.walletDigest(SignedBallot.domain(), keccak256(bytes(title)), candidate, voter);
        // A static call: whatever the wallet does, it cannot vote meanwhile.
        if (!_isAccepted(voter, digest, signature)) revert InvalidSignature(voter);

        _cast(candidate, index, voter);
    }

    /// @inheritdoc IRollElection
    /// @dev Goes through runs of records whose voters share a word of the box: each word is read and written once a run.
    function castBatch(bytes calldata ballots) external returns (uint256 counted) {
        _requireOpen();
        if (ballots.length % RECORD_BYTES != 0) revert BrokenBatch(ballots.length);

        Batch memory batch = _begin(ballots.length / RECORD_BYTES);
        uint256 record;
        uint256 end;
        // Memory safe: touches none. The loop goes through the argument where it is, in the transaction.
        assembly ("memory-safe") {
            record := ballots.offset
            end := add(record, ballots.length)
        }
        while (record < end) {
            record = _countRun(batch, record, end);
        }

        counted = batch.counted.length / COUNTED_BYTES;
        if (counted == 0) return 0;
        for (uint256 i = 0; i < batch.ids.length; ++i) {
            // No overflow into the number: a roll has at most 1,493,248 voters.
            if (batch.added[i] != 0) _tally[batch.ids[i]] += batch.added[i];
        }
        emit BatchCounted(msg.sender, batch.counted);
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

    /// Counts a voter's ballot; `index` is that voter's place on the roll.
    function _cast(bytes32 candidate, uint256 index, address voter) private {
        uint256 word = _box[index / VOTERS_A_WORD];
        uint256 shift = _shift(index);
        if (uint8(word >> shift) != 0) revert AlreadyVoted(voter);
        uint256 tally = _tally[candidate];
        if (tally == 0) revert UnknownCandidate(candidate);

        _box[index / VOTERS_A_WORD] = word | (tally >> COUNT_BITS) << shift;
        // No overflow into the number: a roll has at most 1,493,248 voters.
        _tally[candidate] = tally + 1;

        emit Voted(voter, candidate);
    }

    /// What a batch needs before its first ballot, with room for as many to be counted.
    function _begin(uint256 records) private view returns (Batch memory batch) {
        (string memory title,, string[] memory names) = Text.load(TEXT);
        bytes32 domain = SignedBallot.domain();
        bytes32 titleHash = keccak256(bytes(title));
        batch.ids = new bytes32[](names.length);
        batch.digests = new bytes32[](names.length);
        batch.added = new uint256[](names.length);
        for (uint256 i = 0; i < names.length; ++i) {
            batch.ids[i] = keccak256(bytes(names[i]));
            batch.digests[i] = SignedBallot.digest(domain, titleHash, batch.ids[i]);
        }
        // Both are read and written by whole words, which reach past the last piece.
        batch.voters = new bytes(VOTERS_A_WORD * Chunks.ADDRESS_BYTES + 32);
        batch.counted = new bytes(records * COUNTED_BYTES + 32);
        bytes memory none = batch.counted;
        // Memory safe: the room stays, the length grows with every ballot counted.
        assembly ("memory-safe") {
            mstore(none, 0)
        }
    }

    /// Counts the records of a batch, from `record` on, whose voters share a word of the box: it is read and written
    /// once for all of them, and their addresses are read at once.
    /// @return next The first record of another word, or `end`.
    function _countRun(Batch memory batch, uint256 record, uint256 end) private returns (uint256 next) {
        uint256 place;
        // Memory safe: touches none. A record begins with the three bytes of the voter's index.
        assembly ("memory-safe") {
            place := shr(237, calldataload(record))
        }
        uint256 size = SIZE;
        // Past the box, where the array would refuse the whole batch.
        if (place * VOTERS_A_WORD >= size) return record + RECORD_BYTES;

        uint256 before = _box[place];
        Chunks.copyTo(batch.voters, address(ROLL), place * VOTERS_A_WORD, VOTERS_A_WORD);
        uint256 word = before;
        bytes memory voters = batch.voters;
        bytes32[] memory digests = batch.digests;
        uint256[] memory added = batch.added;
        bytes memory counted = batch.counted;
        next = record;

        // In assembly because it is nearly all that a batch costs: `test/gas.json` tells what a ballot takes.
        // Memory safe: it writes to the scratch space, for the time of each turn to 128 bytes behind what is allocated, to
        // `added` at choices that were checked, and to `counted`, which has room for every record and 32 bytes more.
        // No overflow: places, numbers and lengths are far below 2^64.
        assembly ("memory-safe") {
            let input := mload(0x40)
            let candidates := mload(digests)
            let out := add(add(counted, 32), mload(counted))
            for {} lt(next, end) { next := add(next, 68) } {
                let head := calldataload(next)
                let index := shr(232, head)
                if iszero(eq(shr(5, index), place)) { break }

                // Past the last voter the address read would be zero, which is also what a failed recovery leaves.
                if iszero(lt(index, size)) { continue }
                let choice := and(shr(224, head), 0xff)
                if or(iszero(choice), gt(choice, candidates)) { continue }
                let shift := shl(3, sub(31, and(index, 31)))
                if and(shr(shift, word), 0xff) { continue }

                // EIP-2098: the highest bit of s is the parity of the recovery.
                let s := calldataload(add(next, 36))
                mstore(input, mload(add(digests, shl(5, choice))))
                mstore(add(input, 32), add(27, shr(255, s)))
                mstore(add(input, 64), calldataload(add(next, 4)))
                mstore(add(input, 96), shr(1, shl(1, s)))
                // A failed recovery writes nothing: what the last one left would pass for its signer.
                mstore(0, 0)
                // Fails only for want of gas, and takes all but a 64th of what is left along, so the batch fails as well.
                pop(staticcall(gas(), 1, input, 128, 0, 32))
                let voter := shr(96, mload(add(add(voters, 32), mul(20, and(index, 31)))))
                if iszero(eq(mload(0), voter)) { continue }

                word := or(word, shl(shift, choice))
                let count := add(added, shl(5, choice))
                mstore(count, add(mload(count), 1))
                // The record's first four bytes; what follows them is overwritten by the next, or lies behind the end.
                mstore(out, head)
                out := add(out, 4)
            }
            mstore(counted, sub(out, add(counted, 32)))
        }

        if (word != before) _box[place] = word;
    }

    /// Whether a contract wallet accepts a signature (ERC-1271). Copies no more than 32 bytes of its answer, however
    /// much it gives.
    function _isAccepted(address wallet, bytes32 digest, bytes calldata signature)
        private
        view
        returns (bool accepted)
    {
        bytes memory question = abi.encodeWithSelector(ERC1271_ACCEPTED, digest, signature);
        bytes32 accepting = ERC1271_ACCEPTED;
        // Memory safe: writes to the scratch space alone. An address without code succeeds and answers with nothing.
        assembly ("memory-safe") {
            let isAnswered := staticcall(gas(), wallet, add(question, 32), mload(question), 0, 32)
            accepted := and(isAnswered, and(gt(returndatasize(), 31), eq(mload(0), accepting)))
        }
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
