// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ElectionTest} from "../ElectionTest.sol";
import {Seal} from "../Seal.sol";
import {VM, Vm} from "../Vm.sol";

contract SealTest is ElectionTest {
    function test_StartsFromTheCandidateWithoutVotes() external view {
        VM.assertEq(_tally(TEA), Seal.first(TEA));
        VM.assertEq(_tally(COFFEE), Seal.first(COFFEE));
        VM.assertEq(_tally(WATER), Seal.first(WATER));
    }

    function test_KeepsNothingForWhatIsNoCandidate() external view {
        VM.assertEq(_tally(UNKNOWN), 0);
        VM.assertEq(_tally(0), 0);
    }

    function test_SealsTheVotersInTheirOrder() external {
        VM.warp(OPENS);
        _vote(ALICE, TEA);
        VM.assertEq(_tally(TEA), Seal.next(Seal.first(TEA), ALICE));

        _vote(BOB, TEA);
        VM.assertEq(_tally(TEA), Seal.next(Seal.next(Seal.first(TEA), ALICE), BOB));
        VM.assertEq(_tally(COFFEE), Seal.first(COFFEE));
    }

    function test_KeepsTheBallotInTheVotersSlot() external {
        VM.warp(OPENS);
        _vote(ALICE, TEA);
        VM.assertEq(VM.load(address(election), keccak256(abi.encode(ALICE, _slotOf("OpenElection", "_ballotOf")))), TEA);
    }

    function testFuzz_SealsAreTheReplayOfTheLog(address[12] calldata voters, uint8[12] calldata choices) external {
        VM.warp(OPENS);
        VM.recordLogs();
        for (uint256 i = 0; i < voters.length; ++i) {
            if (!election.hasVoted(voters[i])) _vote(voters[i], choices[i] % 2 == 0 ? TEA : COFFEE);
        }

        (uint256 tea, uint256 coffee) = (Seal.first(TEA), Seal.first(COFFEE));
        Vm.Log[] memory logs = VM.getRecordedLogs();
        for (uint256 i = 0; i < logs.length; ++i) {
            address voter = address(uint160(uint256(logs[i].topics[1])));
            if (logs[i].topics[2] == TEA) tea = Seal.next(tea, voter);
            else coffee = Seal.next(coffee, voter);
        }
        VM.assertEq(_tally(TEA), tea);
        VM.assertEq(_tally(COFFEE), coffee);
        VM.assertEq(_tally(WATER), Seal.first(WATER));
    }
}
