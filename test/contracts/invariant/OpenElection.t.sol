// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ElectionTest} from "../ElectionTest.sol";
import {Seal} from "../Seal.sol";
import {VM} from "../Vm.sol";
import {Voters} from "./Voters.sol";

contract OpenElectionInvariantTest is ElectionTest {
    Voters private voters;

    function setUp() public override {
        super.setUp();
        bytes32[] memory choices = new bytes32[](4);
        (choices[0], choices[1], choices[2], choices[3]) = (TEA, COFFEE, WATER, UNKNOWN);
        voters = new Voters(election, choices);
    }

    function targetContracts() external view returns (address[] memory targets) {
        targets = new address[](1);
        targets[0] = address(voters);
    }

    /// One for all that must hold: each would go through the same calls again.
    function invariant_AllThatMustHold() external view {
        _expectEveryVoterCountsOnce();
        _expectCountersEqualBallotsEqualEvents();
        _expectNothingIsCountedOutsideTheWindow();
        _expectSealsAreTheReplayOfTheLog();
        _expectResultsEqualTheCounters();
    }

    /// Every voter's ballot is in the log once if they have voted, and as they cast it; else never.
    function _expectEveryVoterCountsOnce() private view {
        Voters.Ballot[] memory log = voters.log();
        address[] memory all = voters.all();
        for (uint256 i = 0; i < all.length; ++i) {
            uint256 cast = 0;
            bytes32 candidate = 0;
            for (uint256 j = 0; j < log.length; ++j) {
                if (log[j].voter != all[i]) continue;
                ++cast;
                candidate = log[j].candidate;
            }
            VM.assertEq(cast, election.hasVoted(all[i]) ? 1 : 0);
            VM.assertEq(election.ballotOf(all[i]), candidate);
        }
    }

    /// The counter of every candidate equals the ballots kept for it and the events that name it.
    function _expectCountersEqualBallotsEqualEvents() private view {
        Voters.Ballot[] memory log = voters.log();
        address[] memory all = voters.all();
        bytes32[4] memory choices = [TEA, COFFEE, WATER, UNKNOWN];
        uint256[4] memory ballots;
        uint256[4] memory events;
        for (uint256 i = 0; i < all.length; ++i) {
            bytes32 ballot = election.ballotOf(all[i]);
            for (uint256 j = 0; j < 4; ++j) {
                if (ballot == choices[j]) ++ballots[j];
            }
        }
        for (uint256 i = 0; i < log.length; ++i) {
            for (uint256 j = 0; j < 4; ++j) {
                if (log[i].candidate == choices[j]) ++events[j];
            }
        }
        for (uint256 j = 0; j < 4; ++j) {
            VM.assertEq(election.votes(choices[j]), events[j]);
            VM.assertEq(ballots[j], events[j]);
        }
        (,, uint256 sum) = election.results();
        VM.assertEq(sum, log.length);
    }

    /// No ballot was cast before the election opened, nor when or after it closed.
    function _expectNothingIsCountedOutsideTheWindow() private view {
        Voters.Ballot[] memory log = voters.log();
        for (uint256 i = 0; i < log.length; ++i) {
            VM.assertEq(log[i].time >= OPENS && log[i].time < CLOSES, true);
        }
    }

    /// Replaying the log gives the tally slots bit by bit.
    function _expectSealsAreTheReplayOfTheLog() private view {
        _expectSeal(TEA);
        _expectSeal(COFFEE);
        _expectSeal(WATER);
        VM.assertEq(_tally(UNKNOWN), 0);
    }

    /// The whole tally says what the single counters say, in ballot order, and its sum.
    function _expectResultsEqualTheCounters() private view {
        (bytes32[] memory ids, uint256[] memory counts, uint256 ballots) = election.results();
        bytes32[3] memory candidates = [TEA, COFFEE, WATER];
        uint256 sum = 0;
        VM.assertEq(ids.length, 3);
        for (uint256 i = 0; i < 3; ++i) {
            VM.assertEq(ids[i], candidates[i]);
            VM.assertEq(counts[i], election.getVoteCount(ids[i]));
            VM.assertEq(counts[i], election.votes(ids[i]));
            sum += counts[i];
        }
        VM.assertEq(ballots, sum);
    }

    function _expectSeal(bytes32 candidate) private view {
        Voters.Ballot[] memory log = voters.log();
        uint256 slot = Seal.first(candidate);
        for (uint256 i = 0; i < log.length; ++i) {
            if (log[i].candidate == candidate) slot = Seal.next(slot, log[i].voter);
        }
        VM.assertEq(_tally(candidate), slot);
    }
}
