// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ElectionTest} from "../ElectionTest.sol";
import {VM} from "../Vm.sol";

contract ReadsTest is ElectionTest {
    function test_DetailsAreInBallotOrder() external view {
        (string memory title, string memory description, string[] memory candidates) = election.details();
        VM.assertEq(title, "What shall we drink?");
        VM.assertEq(description, "At every meeting.");
        VM.assertEq(candidates.length, 3);
        VM.assertEq(candidates[0], "Tea");
        VM.assertEq(candidates[1], unicode"Café");
        VM.assertEq(candidates[2], unicode"水");
    }

    function test_ResultsAreInBallotOrder() external {
        VM.warp(OPENS);
        _vote(ALICE, WATER);
        _vote(BOB, TEA);
        _vote(address(this), WATER);

        (bytes32[] memory ids, uint256[] memory counts, uint256 ballots) = election.results();
        VM.assertEq(abi.encode(ids), abi.encode(_array(TEA, COFFEE, WATER)));
        VM.assertEq(abi.encode(counts), abi.encode(_array(bytes32(uint256(1)), 0, bytes32(uint256(2)))));
        VM.assertEq(ballots, 3);
    }

    function testFuzz_WhatIsNoCandidateHasNoVotes(bytes32 candidate) external view {
        VM.assertEq(election.votes(candidate), 0);
        VM.assertEq(election.getVoteCount(candidate), 0);
    }

    function test_HasNoRoll() external view {
        VM.assertEq(election.roll(), address(0));
    }

    /// Nothing else can change anything, so nobody has power over a running election.
    function test_VoteIsTheOnlyWrite() external view {
        string memory artifact = VM.readFile("out/OpenElection.sol/OpenElection.json");
        // Fails where the path finds more than one.
        string memory write =
            VM.parseJsonString(artifact, ".abi[?(@.type=='function' && @.stateMutability=='nonpayable')].name");
        VM.assertEq(write, "vote");
    }

    function test_TakesNoEtherAndAnswersNoUnknownCall() external {
        string memory artifact = VM.readFile("out/OpenElection.sol/OpenElection.json");
        VM.assertEq(VM.keyExistsJson(artifact, ".abi[?(@.stateMutability=='payable')]"), false);
        VM.assertEq(VM.keyExistsJson(artifact, ".abi[?(@.type=='fallback' || @.type=='receive')]"), false);

        (bool answered,) = address(election).call("");
        VM.assertEq(answered, false);
        (answered,) = address(election).call(hex"12345678");
        VM.assertEq(answered, false);
    }

    function _array(bytes32 a, bytes32 b, bytes32 c) private pure returns (bytes32[] memory array) {
        array = new bytes32[](3);
        (array[0], array[1], array[2]) = (a, b, c);
    }
}
