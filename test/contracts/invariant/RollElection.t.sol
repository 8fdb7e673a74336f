// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {RollElectionTest} from "../RollElectionTest.sol";
import {VM} from "../Vm.sol";
import {OwnedWallet} from "../signed/Wallets.sol";
import {RollVoters} from "./RollVoters.sol";
import {SignedRollVoters} from "./SignedRollVoters.sol";

/// forge-config: default.invariant.runs = 32
contract RollElectionInvariantTest is RollElectionTest {
    /// Of 37 voters, three are contract wallets of one of the others.
    uint256 private constant OWNER_KEY = 1;

    SignedRollVoters private handler;
    mapping(address voter => uint256) private keys;

    function setUp() public override {
        VM.warp(CREATED);
        address[] memory list = new address[](37);
        for (uint256 i = 0; i < 37; ++i) {
            uint256 key = i < 34 ? OWNER_KEY + i : OWNER_KEY;
            list[i] = i < 34 ? VM.addr(key) : address(new OwnedWallet(VM.addr(OWNER_KEY)));
            keys[list[i]] = key;
        }
        _electFrom(_sorted(list));
        uint256[] memory ordered = new uint256[](37);
        for (uint256 i = 0; i < 37; ++i) {
            ordered[i] = keys[voters[i]];
        }
        bytes32[] memory choices = new bytes32[](4);
        (choices[0], choices[1], choices[2], choices[3]) = (TEA, COFFEE, WATER, UNKNOWN);
        handler = new SignedRollVoters(election, voters, ordered, choices);
    }

    function targetContracts() external view returns (address[] memory targets) {
        targets = new address[](1);
        targets[0] = address(handler);
    }

    /// One for all that must hold: each would go through the same calls again.
    function invariant_AllThatMustHold() external view {
        _expectBoxEqualsBallotsEqualsCountersEqualsEvents();
        _expectTheBoxIsTheReplayOfTheEvents();
        _expectOnlyVotersOnTheRollCount();
        _expectNothingIsCountedOutsideTheWindow();
    }

    /// The bytes of the box that are not 0 are as many as the ballots, the counters' sum and the events.
    function _expectBoxEqualsBallotsEqualsCountersEqualsEvents() private view {
        bytes32[3] memory candidates = [TEA, COFFEE, WATER];
        uint256[4] memory inBox;
        for (uint256 i = 0; i < 64; ++i) {
            ++inBox[_byteOf(i)];
        }
        RollVoters.Ballot[] memory log = handler.log();
        (bytes32[] memory ids, uint256[] memory counts, uint256 ballots) = election.results();
        VM.assertEq(ids.length, 3);
        for (uint256 j = 0; j < 3; ++j) {
            uint256 events = 0;
            for (uint256 i = 0; i < log.length; ++i) {
                if (log[i].candidate == candidates[j]) ++events;
            }
            VM.assertEq(ids[j], candidates[j]);
            VM.assertEq(counts[j], events);
            VM.assertEq(inBox[j + 1], events);
            VM.assertEq(election.votes(ids[j]), events);
            VM.assertEq(_tally(ids[j]), (j + 1) << 40 | events);
        }
        VM.assertEq(64 - inBox[0], ballots);
        VM.assertEq(log.length, ballots);
        VM.assertEq(_tally(UNKNOWN), 0);
    }

    /// Replaying the events gives the box: every voter's byte is their one ballot, or 0.
    function _expectTheBoxIsTheReplayOfTheEvents() private view {
        RollVoters.Ballot[] memory log = handler.log();
        uint256[] memory replayed = new uint256[](2);
        for (uint256 i = 0; i < log.length; ++i) {
            uint256 index = roll.indexOf(log[i].voter);
            uint256 number = log[i].candidate == TEA ? 1 : log[i].candidate == COFFEE ? 2 : 3;
            uint256 place = number << 8 * (31 - index % 32);
            VM.assertEq(replayed[index / 32] & uint256(0xff) << 8 * (31 - index % 32), 0);
            replayed[index / 32] |= place;
        }
        VM.assertEq(abi.encode(election.box(0, 2)), abi.encode(replayed));
    }

    /// Nobody off the roll counts, and every reader's question about a voter has the box's answer.
    function _expectOnlyVotersOnTheRollCount() private view {
        address[] memory people = handler.people();
        bytes32[4] memory candidates = [bytes32(0), TEA, COFFEE, WATER];
        for (uint256 i = 0; i < people.length; ++i) {
            uint8 number = i < voters.length ? _byteOf(i) : 0;
            VM.assertEq(election.hasVoted(people[i]), number != 0);
            VM.assertEq(election.ballotOf(people[i]), candidates[number]);
        }
        for (uint256 i = voters.length; i < 64; ++i) {
            VM.assertEq(_byteOf(i), 0);
        }
    }

    /// No ballot was cast before the election opened, nor when or after it closed.
    function _expectNothingIsCountedOutsideTheWindow() private view {
        RollVoters.Ballot[] memory log = handler.log();
        for (uint256 i = 0; i < log.length; ++i) {
            VM.assertEq(log[i].time >= OPENS && log[i].time < CLOSES, true);
        }
    }
}
