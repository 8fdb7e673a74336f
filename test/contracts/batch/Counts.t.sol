// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Question} from "../../../contracts/IElection.sol";
import {IRollElection} from "../../../contracts/IRollElection.sol";
import {RollElection} from "../../../contracts/RollElection.sol";
import {Ballots} from "../Ballots.sol";
import {SignedElectionTest} from "../SignedElectionTest.sol";
import {VM} from "../Vm.sol";

contract BatchCountsTest is SignedElectionTest {
    function test_RevertGiven_NotOpenYet() external {
        _expectNotOpen(OPENS - 1);
        _expectNotOpen(CREATED);
    }

    function test_RevertGiven_Closed() external {
        _expectNotOpen(CLOSES);
        _expectNotOpen(type(uint64).max);
    }

    function test_CountsInTheFirstSecond() external {
        VM.warp(OPENS);
        _expectCounted(_ballot(7, COFFEE_NUMBER), _counted(7, COFFEE_NUMBER));
    }

    function test_CountsInTheLastSecond() external {
        VM.warp(CLOSES - 1);
        _expectCounted(_ballot(7, COFFEE_NUMBER), _counted(7, COFFEE_NUMBER));
    }

    function test_RevertWhen_TheBatchIsNotWholeRecords() external {
        bytes memory two = bytes.concat(_ballot(0, TEA_NUMBER), _ballot(1, TEA_NUMBER));
        for (uint256 length = 1; length < two.length; ++length) {
            if (length == 68) continue;
            _expectBatchRefused(_cut(two, length), abi.encodeWithSelector(IRollElection.BrokenBatch.selector, length));
        }
        _expectBatchRefused(
            bytes.concat(two, hex"00"), abi.encodeWithSelector(IRollElection.BrokenBatch.selector, two.length + 1)
        );
    }

    /// A wallet's signature as it is, with its own byte for v, does not fit.
    function test_RevertWhen_ASignatureHas65Bytes() external {
        (uint8 v, bytes32 r, bytes32 s) = VM.sign(keys[voters[4]], _digest(TEA));
        bytes memory record = bytes.concat(_counted(4, TEA_NUMBER), r, s, bytes1(v));
        _expectBatchRefused(record, abi.encodeWithSelector(IRollElection.BrokenBatch.selector, 69));
    }

    /// 68 records of 69 bytes are whole records by their length; none of them but the first stands where it would.
    function test_SkipsWhatAnOverlongRecordShifts() external {
        bytes memory batch = "";
        for (uint256 i = 0; i < 68; ++i) {
            batch = bytes.concat(batch, _ballot(i, TEA_NUMBER), hex"1b");
        }
        _expectCounted(batch, _counted(0, TEA_NUMBER));
    }

    function test_RevertWhen_EtherIsSent() external {
        VM.deal(address(this), 1 ether);
        bytes memory call = abi.encodeCall(election.castBatch, (_ballot(0, TEA_NUMBER)));
        (bool taken,) = address(election).call{value: 1}(call);
        VM.assertEq(taken, false);
        VM.assertEq(election.hasVoted(voters[0]), false);
    }

    function test_CountsNothingInAnEmptyBatch() external {
        _expectNothingCounted("");
    }

    function test_CountsRecordsInAnyOrder() external {
        uint8[8] memory ascending = [0, 1, 31, 32, 33, 63, 64, 69];
        uint8[8] memory descending = [68, 65, 62, 34, 30, 29, 3, 2];
        uint8[8] memory alternating = [4, 35, 66, 5, 36, 67, 6, 37];
        _expectAllCounted(ascending);
        _expectAllCounted(descending);
        _expectAllCounted(alternating);
    }

    function test_CountsAllVotersOfTheRoll() external {
        (bytes memory batch, bytes memory counted) = (bytes(""), bytes(""));
        for (uint256 i = 0; i < SIZE; ++i) {
            uint8 number = uint8(1 + i % 3);
            batch = bytes.concat(batch, _ballot(i, number));
            counted = bytes.concat(counted, _counted(i, number));
        }
        _expectCounted(batch, counted);

        uint256[] memory words = election.box(0, WORDS);
        VM.assertEq(words[0], 0x0102030102030102030102030102030102030102030102030102030102030102);
        VM.assertEq(words[1], 0x0301020301020301020301020301020301020301020301020301020301020301);
        VM.assertEq(words[2], 0x0203010203010000000000000000000000000000000000000000000000000000);
        VM.assertEq(election.votes(TEA), 24);
        VM.assertEq(election.votes(COFFEE), 23);
        VM.assertEq(election.votes(WATER), 23);
    }

    /// A word that the batch comes back to must not be written as it was read at first.
    function test_CountsInWordsItComesBackTo() external {
        bytes memory batch = bytes.concat(_ballot(0, TEA_NUMBER), _ballot(40, WATER_NUMBER), _ballot(1, COFFEE_NUMBER));
        batch = bytes.concat(batch, _ballot(41, WATER_NUMBER), _ballot(2, TEA_NUMBER), _ballot(69, TEA_NUMBER));
        bytes memory counted =
            bytes.concat(_counted(0, TEA_NUMBER), _counted(40, WATER_NUMBER), _counted(1, COFFEE_NUMBER));
        counted = bytes.concat(counted, _counted(41, WATER_NUMBER), _counted(2, TEA_NUMBER), _counted(69, TEA_NUMBER));
        _expectCounted(batch, counted);
    }

    function test_CountsAcrossTheBordersOfChunks() external {
        uint256[] memory indexes = new uint256[](9);
        (indexes[0], indexes[1], indexes[2], indexes[3]) = (0, 700, FULL - 1, FULL);
        (indexes[4], indexes[5], indexes[6]) = (FULL + 1, FULL + 700, 2 * FULL - 1);
        (indexes[7], indexes[8]) = (2 * FULL, 2 * FULL + 1);
        _electFrom(_signersAt(indexes, 2 * FULL + 2));
        VM.warp(OPENS);

        // From both ends, so that every record but the last is in another chunk than the one before.
        (bytes memory batch, bytes memory counted) = (bytes(""), bytes(""));
        for (uint256 i = 0; i < indexes.length; ++i) {
            uint256 index = indexes[i % 2 == 0 ? i / 2 : indexes.length - 1 - i / 2];
            uint8 number = uint8(1 + i % 3);
            batch = bytes.concat(batch, _ballot(index, number));
            counted = bytes.concat(counted, _counted(index, number));
            // Not at the place as far in another chunk.
            uint256 other = index < FULL ? index + FULL : index - FULL;
            bytes memory signature = Ballots.sign(keys[voters[index]], _digest(TEA));
            batch = bytes.concat(_record(other, TEA_NUMBER, signature), batch);
        }
        _expectCounted(batch, counted);
    }

    function test_CountsForAnyOfAHundredCandidates() external {
        Question memory question = _question();
        question.candidates = _names(100, 200 - 40);
        question.description = "";
        voters = _signers(101);
        roll = _publish(voters);
        election = new RollElection(question, roll);
        (bytes32[] memory ids,,) = election.results();

        (bytes memory batch, bytes memory counted) = (bytes(""), bytes(""));
        for (uint256 i = 0; i < 100; ++i) {
            uint8 number = uint8(100 - i);
            batch = bytes.concat(batch, _record(i, number, Ballots.sign(keys[voters[i]], _digest(ids[number - 1]))));
            counted = bytes.concat(counted, _counted(i, number));
        }
        batch = bytes.concat(batch, _record(100, 101, Ballots.sign(keys[voters[100]], _digest(ids[99]))));
        _expectCounted(batch, counted);
    }

    function test_CountsARollOfOneVoter() external {
        _electFrom(_signers(1));
        bytes memory none = _record(1, TEA_NUMBER, new bytes(64));
        _expectCounted(bytes.concat(none, _ballot(0, WATER_NUMBER), none), _counted(0, WATER_NUMBER));
    }

    function test_AnyoneSendsAndTheEventNamesThem() external {
        _expectCounted(_ballot(0, TEA_NUMBER), _counted(0, TEA_NUMBER));
        VM.expectEmit(true, true, true, true, address(election));
        emit IRollElection.BatchCounted(voters[9], _counted(1, COFFEE_NUMBER));
        bytes memory batch = _ballot(1, COFFEE_NUMBER);
        VM.prank(voters[9]);
        election.castBatch(batch);
        VM.assertEq(election.hasVoted(voters[9]), false);
    }

    function _expectAllCounted(uint8[8] memory indexes) private {
        (bytes memory batch, bytes memory counted) = (bytes(""), bytes(""));
        for (uint256 i = 0; i < indexes.length; ++i) {
            uint8 number = uint8(1 + i % 3);
            batch = bytes.concat(batch, _ballot(indexes[i], number));
            counted = bytes.concat(counted, _counted(indexes[i], number));
        }
        _expectCounted(batch, counted);
    }

    function _expectNotOpen(uint256 time) private {
        VM.warp(time);
        _expectBatchRefused(_ballot(0, TEA_NUMBER), _notOpen(time));
        _expectBatchRefused("", _notOpen(time));
        // The window is what is asked first.
        _expectBatchRefused(hex"00", _notOpen(time));
    }

    function _cut(bytes memory batch, uint256 length) private pure returns (bytes memory cut) {
        cut = new bytes(length);
        for (uint256 i = 0; i < length; ++i) {
            cut[i] = batch[i];
        }
    }
}
