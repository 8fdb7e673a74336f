// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IPublicElection} from "../../../contracts/IElection.sol";
import {ElectionTest} from "../ElectionTest.sol";
import {VM, Vm} from "../Vm.sol";

contract VoteTest is ElectionTest {
    function test_RevertGiven_NotOpenYet() external {
        VM.warp(OPENS - 1);
        _expectRefusal(ALICE, TEA, _notOpen(OPENS - 1));
        _expectNoVotes();
    }

    function test_RevertGiven_Closed() external {
        VM.warp(CLOSES);
        _expectRefusal(ALICE, TEA, _notOpen(CLOSES));
        _expectNoVotes();
    }

    function test_RevertGiven_ClosedAndVoted() external {
        VM.warp(OPENS);
        _vote(ALICE, TEA);

        VM.warp(CLOSES);
        _expectRefusal(ALICE, TEA, _notOpen(CLOSES));
        VM.assertEq(election.votes(TEA), 1);
    }

    function testFuzz_RevertGiven_OutsideTheWindow(uint256 time, address voter) external {
        time = time % 2 == 0 ? time % OPENS : CLOSES + time % (type(uint64).max - CLOSES);
        VM.warp(time);
        _expectRefusal(voter, TEA, _notOpen(time));
        _expectNoVotes();
    }

    function test_RevertGiven_Voted() external {
        VM.warp(OPENS);
        _vote(ALICE, TEA);

        bytes memory reason = abi.encodeWithSelector(IPublicElection.AlreadyVoted.selector, ALICE);
        _expectRefusal(ALICE, TEA, reason);
        _expectRefusal(ALICE, COFFEE, reason);
        _expectRefusal(ALICE, UNKNOWN, reason);

        VM.assertEq(election.votes(TEA), 1);
        VM.assertEq(election.votes(COFFEE), 0);
        VM.assertEq(election.ballotOf(ALICE), TEA);
    }

    function testFuzz_RevertWhen_NoSuchCandidate(bytes32 candidate) external {
        if (candidate == TEA || candidate == COFFEE || candidate == WATER) return;
        _expectRefusalOfCandidate(candidate);
    }

    function test_RevertWhen_CandidateZero() external {
        _expectRefusalOfCandidate(0);
    }

    function test_CountsInTheFirstSecond() external {
        VM.warp(OPENS);
        _vote(ALICE, TEA);
        VM.assertEq(election.votes(TEA), 1);
    }

    function test_CountsInTheLastSecond() external {
        VM.warp(CLOSES - 1);
        _vote(ALICE, TEA);
        VM.assertEq(election.votes(TEA), 1);
    }

    function testFuzz_CountsAnyVoterInTheWindow(address voter, uint64 time, uint8 choice) external {
        bytes32 candidate = [TEA, COFFEE, WATER][choice % 3];
        VM.warp(OPENS + time % (CLOSES - OPENS));

        _vote(voter, candidate);

        VM.assertEq(election.getVoteCount(candidate), 1);
        VM.assertEq(election.votes(candidate), 1);
        VM.assertEq(election.hasVoted(voter), true);
        VM.assertEq(election.ballotOf(voter), candidate);
        (,, uint256 ballots) = election.results();
        VM.assertEq(ballots, 1);
    }

    function test_CountsForThatCandidateOnly() external {
        VM.warp(OPENS);
        _vote(ALICE, COFFEE);
        _vote(BOB, COFFEE);

        VM.assertEq(election.votes(TEA), 0);
        VM.assertEq(election.votes(COFFEE), 2);
        VM.assertEq(election.votes(WATER), 0);
    }

    function test_RemembersTheSendersBallotOnly() external {
        VM.warp(OPENS);
        _vote(ALICE, WATER);

        VM.assertEq(election.hasVoted(ALICE), true);
        VM.assertEq(election.ballotOf(ALICE), WATER);
        VM.assertEq(election.hasVoted(BOB), false);
        VM.assertEq(election.ballotOf(BOB), 0);
    }

    function test_EmitsVotedAndNothingElse() external {
        VM.warp(OPENS);
        VM.recordLogs();
        _vote(ALICE, COFFEE);

        Vm.Log[] memory logs = VM.getRecordedLogs();
        VM.assertEq(logs.length, 1);
        VM.assertEq(logs[0].emitter, address(election));
        VM.assertEq(logs[0].topics.length, 3);
        VM.assertEq(logs[0].topics[0], keccak256("Voted(address,bytes32)"));
        VM.assertEq(logs[0].topics[1], bytes32(uint256(uint160(ALICE))));
        VM.assertEq(logs[0].topics[2], COFFEE);
        VM.assertEq(logs[0].data.length, 0);
    }

    function test_RevertWhen_EtherIsSent() external {
        VM.warp(OPENS);
        VM.deal(address(this), 1 ether);

        (bool voted,) = address(election).call{value: 1}(abi.encodeCall(election.vote, (TEA)));
        (bool taken,) = address(election).call{value: 1}("");

        VM.assertEq(voted, false);
        VM.assertEq(taken, false);
        VM.assertEq(address(election).balance, 0);
        _expectNoVotes();
    }

    /// What a transaction pays, base cost and calldata included. A candidate's first vote costs no more than the next.
    /// The id has no zero byte, which would be 12 gas cheaper.
    /// forge-config: default.isolate = true
    function test_CostsTheCommittedGas() external {
        VM.warp(OPENS);
        VM.assertEq(_gasOfVote(ALICE), 51_086);
        VM.assertEq(_gasOfVote(BOB), 51_086);
    }

    function _gasOfVote(address voter) private returns (uint256 used) {
        _vote(voter, COFFEE);
        (, used,,,) = VM.lastCallGas();
    }

    function _notOpen(uint256 time) private pure returns (bytes memory) {
        return abi.encodeWithSelector(IPublicElection.NotOpen.selector, time, OPENS, CLOSES);
    }

    function _expectRefusalOfCandidate(bytes32 candidate) private {
        VM.warp(OPENS);
        _expectRefusal(ALICE, candidate, abi.encodeWithSelector(IPublicElection.UnknownCandidate.selector, candidate));
        VM.assertEq(election.getVoteCount(candidate), 0);
        VM.assertEq(election.votes(candidate), 0);
        _expectNoVotes();

        _vote(ALICE, TEA);
        VM.assertEq(election.votes(TEA), 1);
    }

    function _expectRefusal(address voter, bytes32 candidate, bytes memory reason) private {
        VM.prank(voter);
        VM.expectRevert(reason);
        election.vote(candidate);
    }

    function _expectNoVotes() private view {
        (,, uint256 ballots) = election.results();
        VM.assertEq(ballots, 0);
        VM.assertEq(election.hasVoted(ALICE), false);
        VM.assertEq(election.ballotOf(ALICE), 0);
    }
}
