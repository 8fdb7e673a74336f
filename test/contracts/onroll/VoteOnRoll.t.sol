// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IPublicElection} from "../../../contracts/IElection.sol";
import {IRollElection} from "../../../contracts/IRollElection.sol";
import {RollElectionTest} from "../RollElectionTest.sol";
import {VM, Vm} from "../Vm.sol";

contract VoteOnRollTest is RollElectionTest {
    function test_RevertGiven_NotOpenYet() external {
        _expectNotOpen(OPENS - 1);
    }

    function test_RevertGiven_Closed() external {
        VM.warp(CLOSES - 1);
        _vote(voters[1], TEA);
        _expectNotOpen(CLOSES);
        _expectRefusal(voters[1], TEA, 1, _notOpen(CLOSES));
    }

    /// forge-config: default.fuzz.runs = 1000
    function testFuzz_RevertGiven_OutsideTheWindow(uint256 time, address voter, uint256 index) external {
        time = time % 2 == 0 ? time % OPENS : CLOSES + time % (type(uint64).max - CLOSES);
        VM.warp(time);
        _expectRefusal(voter, TEA, _notOpen(time));
        _expectRefusal(voter, TEA, index, _notOpen(time));
        _expectRefusal(voters[index % SIZE], TEA, index % SIZE, _notOpen(time));
    }

    function test_RevertWhen_SenderIsNotOnTheRoll() external {
        VM.warp(OPENS);
        _expectNotOnRoll(address(0));
        _expectNotOnRoll(address(type(uint160).max));
        _expectNotOnRoll(address(this));
        _expectNotOnRoll(address(roll));
        for (uint256 i = 0; i < SIZE; ++i) {
            _expectNotOnRoll(address(uint160(voters[i]) - 1));
            _expectNotOnRoll(address(uint160(voters[i]) + 1));
        }
    }

    /// forge-config: default.fuzz.runs = 1000
    function testFuzz_RevertWhen_AnyStrangerVotes(address stranger, uint256 index, bytes32 candidate) external {
        VM.warp(OPENS);
        for (uint256 i = 0; i < SIZE; ++i) {
            if (voters[i] == stranger) return;
        }
        _expectRefusal(stranger, candidate, abi.encodeWithSelector(IRollElection.NotOnRoll.selector, stranger));
        _expectWrongIndex(stranger, candidate, index);
        _expectWrongIndex(stranger, TEA, index % SIZE);
    }

    function test_RevertWhen_TheIndexIsAnothers() external {
        VM.warp(OPENS);
        for (uint256 i = 0; i < SIZE; ++i) {
            _expectWrongIndex(voters[0], TEA, i == 0 ? SIZE : i);
            _expectWrongIndex(voters[SIZE - 1], TEA, i == SIZE - 1 ? SIZE : i);
        }
    }

    function test_RevertWhen_TheIndexIsPastTheRoll() external {
        VM.warp(OPENS);
        // In the last word and behind it, in the last chunk and behind it, and where arithmetic might wrap.
        uint256[9] memory indexes = [SIZE, SIZE + 1, 95, 96, FULL - 1, FULL, FULL + 1, 0, 0];
        (indexes[7], indexes[8]) = (type(uint256).max, type(uint256).max / 20 + 1);
        for (uint256 i = 0; i < indexes.length; ++i) {
            _expectWrongIndex(voters[0], TEA, indexes[i]);
            _expectWrongIndex(voters[SIZE - 1], TEA, indexes[i]);
            // What stands behind the last voter reads as the zero address.
            _expectWrongIndex(address(0), TEA, indexes[i]);
        }
    }

    /// forge-config: default.fuzz.runs = 1000
    function testFuzz_RevertWhen_TheIndexIsNotTheSenders(uint256 voter, uint256 index) external {
        VM.warp(OPENS);
        voter %= SIZE;
        if (index == voter) return;
        _expectWrongIndex(voters[voter], TEA, index);
        _expectWrongIndex(address(0), TEA, index);
    }

    /// Behind the last full chunk stands the roll's index, whose first entry is the first voter.
    function test_RevertWhen_TheIndexPointsIntoTheRollsIndex() external {
        _electFrom(_voters(2 * FULL));
        VM.warp(OPENS);
        _expectWrongIndex(voters[0], TEA, 2 * FULL);
        _expectWrongIndex(voters[FULL], TEA, 2 * FULL + 1);
        _expectWrongIndex(address(0), TEA, 2 * FULL + 2);

        _vote(voters[2 * FULL - 1], TEA, 2 * FULL - 1);
        VM.assertEq(_byteOf(2 * FULL - 1), 1);
        VM.assertEq(election.votes(TEA), 1);
    }

    function test_RevertGiven_Voted() external {
        VM.warp(OPENS);
        _vote(voters[31], COFFEE);
        _expectAlreadyVoted(31);
        _vote(voters[32], COFFEE, 32);
        _expectAlreadyVoted(32);
        VM.assertEq(election.votes(COFFEE), 2);
    }

    /// forge-config: default.fuzz.runs = 1000
    function testFuzz_RevertWhen_NoSuchCandidate(bytes32 candidate, uint256 index) external {
        if (candidate == TEA || candidate == COFFEE || candidate == WATER) return;
        VM.warp(OPENS);
        _expectUnknown(index % SIZE, candidate);
    }

    function test_RevertWhen_CandidateZero() external {
        VM.warp(OPENS);
        _expectUnknown(0, 0);
    }

    function test_CountsInTheFirstSecondAndInTheLast() external {
        VM.warp(OPENS);
        _vote(voters[0], TEA);
        _vote(voters[1], TEA, 1);
        VM.warp(CLOSES - 1);
        _vote(voters[2], TEA);
        _vote(voters[3], TEA, 3);
        VM.assertEq(election.votes(TEA), 4);
    }

    /// forge-config: default.fuzz.runs = 1000
    function testFuzz_CountsAnyVoterInTheWindow(uint256 index, uint64 time, uint8 choice, bool isSearched) external {
        index %= SIZE;
        bytes32 candidate = [TEA, COFFEE, WATER][choice % 3];
        VM.warp(OPENS + time % (CLOSES - OPENS));

        if (isSearched) _vote(voters[index], candidate);
        else _vote(voters[index], candidate, index);

        VM.assertEq(election.getVoteCount(candidate), 1);
        VM.assertEq(election.votes(candidate), 1);
        VM.assertEq(election.hasVoted(voters[index]), true);
        VM.assertEq(election.ballotOf(voters[index]), candidate);
        VM.assertEq(_tally(candidate), (1 + uint256(choice % 3)) << 40 | 1);
        for (uint256 i = 0; i < WORDS * 32; ++i) {
            VM.assertEq(_byteOf(i), i == index ? 1 + choice % 3 : 0);
        }
        (,, uint256 ballots) = election.results();
        VM.assertEq(ballots, 1);
    }

    function test_TouchesNeitherNeighboursNorOtherCounters() external {
        VM.warp(OPENS);
        _vote(voters[5], COFFEE);
        _vote(voters[7], TEA, 7);
        _vote(voters[6], WATER);
        _vote(voters[37], WATER, 37);

        for (uint256 i = 0; i < WORDS * 32; ++i) {
            VM.assertEq(_byteOf(i), i == 5 ? 2 : i == 7 ? 1 : i == 6 || i == 37 ? 3 : 0);
        }
        VM.assertEq(_tally(TEA), 1 << 40 | 1);
        VM.assertEq(_tally(COFFEE), 2 << 40 | 1);
        VM.assertEq(_tally(WATER), 3 << 40 | 2);
        VM.assertEq(_tally(UNKNOWN), 0);
    }

    function test_EmitsVotedAndNothingElse() external {
        VM.warp(OPENS);
        VM.recordLogs();
        _vote(voters[40], COFFEE);
        _vote(voters[41], WATER, 41);

        Vm.Log[] memory logs = VM.getRecordedLogs();
        VM.assertEq(logs.length, 2);
        _expectVoted(logs[0], voters[40], COFFEE);
        _expectVoted(logs[1], voters[41], WATER);
    }

    function test_RevertWhen_EtherIsSent() external {
        VM.warp(OPENS);
        VM.deal(voters[0], 1 ether);
        VM.prank(voters[0]);
        (bool searched,) = address(election).call{value: 1}(abi.encodeWithSignature("vote(bytes32)", TEA));
        VM.prank(voters[0]);
        (bool placed,) = address(election).call{value: 1}(abi.encodeWithSignature("vote(bytes32,uint256)", TEA, 0));
        (bool taken,) = address(election).call{value: 1}("");

        VM.assertEq(searched || placed || taken, false);
        VM.assertEq(election.hasVoted(voters[0]), false);
    }

    function _expectNotOpen(uint256 time) private {
        VM.warp(time);
        bytes memory reason = _notOpen(time);
        _expectRefusal(voters[0], TEA, reason);
        _expectRefusal(voters[0], TEA, 0, reason);
        // The window is what is asked first.
        _expectRefusal(voters[0], UNKNOWN, 1, reason);
        _expectRefusal(address(this), TEA, reason);
        _expectRefusal(address(this), TEA, type(uint256).max, reason);
    }

    function _expectNotOnRoll(address stranger) private {
        bytes memory reason = abi.encodeWithSelector(IRollElection.NotOnRoll.selector, stranger);
        _expectRefusal(stranger, TEA, reason);
        _expectRefusal(stranger, UNKNOWN, reason);
    }

    function _expectWrongIndex(address voter, bytes32 candidate, uint256 index) private {
        _expectRefusal(voter, candidate, index, abi.encodeWithSelector(IRollElection.WrongIndex.selector, voter, index));
    }

    function _expectAlreadyVoted(uint256 index) private {
        bytes memory reason = abi.encodeWithSelector(IPublicElection.AlreadyVoted.selector, voters[index]);
        bytes32[3] memory candidates = [COFFEE, TEA, UNKNOWN];
        for (uint256 i = 0; i < candidates.length; ++i) {
            _expectRefusal(voters[index], candidates[i], reason);
            _expectRefusal(voters[index], candidates[i], index, reason);
        }
        VM.assertEq(election.ballotOf(voters[index]), COFFEE);
    }

    function _expectUnknown(uint256 index, bytes32 candidate) private {
        bytes memory reason = abi.encodeWithSelector(IPublicElection.UnknownCandidate.selector, candidate);
        _expectRefusal(voters[index], candidate, reason);
        _expectRefusal(voters[index], candidate, index, reason);
        VM.assertEq(_tally(candidate), 0);

        _vote(voters[index], WATER, index);
        VM.assertEq(election.ballotOf(voters[index]), WATER);
    }

    function _expectVoted(Vm.Log memory log, address voter, bytes32 candidate) private view {
        VM.assertEq(log.emitter, address(election));
        VM.assertEq(log.topics.length, 3);
        VM.assertEq(log.topics[0], keccak256("Voted(address,bytes32)"));
        VM.assertEq(log.topics[1], bytes32(uint256(uint160(voter))));
        VM.assertEq(log.topics[2], candidate);
        VM.assertEq(log.data.length, 0);
    }

    function _notOpen(uint256 time) private pure returns (bytes memory) {
        return abi.encodeWithSelector(IPublicElection.NotOpen.selector, time, OPENS, CLOSES);
    }
}
