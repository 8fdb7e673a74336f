// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IPublicElection} from "../../../contracts/IElection.sol";
import {OpenElection} from "../../../contracts/OpenElection.sol";
import {ElectionTest} from "../ElectionTest.sol";
import {OriginalVotingSystem, VotingSystem} from "../OriginalVotingSystem.sol";
import {VM} from "../Vm.sol";

contract ContractVoter {
    function voteIn(OpenElection election, bytes32 candidate) external {
        election.vote(candidate);
    }
}

/// Votes while it has no code yet.
contract ConstructorVoter {
    constructor(OpenElection election, bytes32 candidate) {
        election.vote(candidate);
    }
}

contract VotersTest is ElectionTest {
    function setUp() public override {
        super.setUp();
        VM.warp(OPENS);
    }

    function test_AContractVotesOnce() external {
        _expectOneVote(new ContractVoter());
    }

    function test_ADelegatedAccountVotesOnceAsItself() external {
        // EIP-7702 came with Prague.
        VM.setEvmVersion("prague");
        address account = VM.addr(0xA11CE);
        VM.signAndAttachDelegation(address(new ContractVoter()), 0xA11CE);
        _expectOneVote(ContractVoter(account));

        // The account's own key votes for the same address, which has voted.
        VM.prank(account);
        VM.expectRevert(abi.encodeWithSelector(IPublicElection.AlreadyVoted.selector, account));
        election.vote(TEA);
    }

    function test_AContractVotesInItsConstructor() external {
        address voter = address(new ConstructorVoter(election, TEA));
        VM.assertEq(election.ballotOf(voter), TEA);
        VM.assertEq(election.votes(TEA), 1);
    }

    function test_AClientOfTheOriginalContractVotesAndReads() external {
        VotingSystem client = VotingSystem(address(election));
        VM.assertEq(client.hasVoted(ALICE), false);

        VM.prank(ALICE);
        client.vote(TEA);

        VM.assertEq(client.hasVoted(ALICE), true);
        VM.assertEq(client.votes(TEA), 1);
        VM.assertEq(client.getVoteCount(TEA), 1);
        VM.assertEq(client.getVoteCount(UNKNOWN), 0);
    }

    /// For known candidates inside the window the original contract and this one differ in nothing a voter can see.
    function testFuzz_AcceptsAndCountsAsTheOriginal(uint8[24] calldata calls) external {
        VotingSystem ours = VotingSystem(address(election));
        VotingSystem original = new OriginalVotingSystem();
        bytes32[3] memory candidates = [TEA, COFFEE, WATER];
        for (uint256 i = 0; i < calls.length; ++i) {
            address voter = address(uint160(0x1000 + calls[i] % 16));
            bytes32 candidate = candidates[calls[i] / 16 % 3];

            VM.assertEq(_accepts(ours, voter, candidate), _accepts(original, voter, candidate));

            VM.assertEq(ours.hasVoted(voter), original.hasVoted(voter));
            VM.assertEq(ours.votes(candidate), original.votes(candidate));
            VM.assertEq(ours.getVoteCount(candidate), original.getVoteCount(candidate));
        }
    }

    function _accepts(VotingSystem system, address voter, bytes32 candidate) private returns (bool) {
        VM.prank(voter);
        try system.vote(candidate) {
            return true;
        } catch {
            return false;
        }
    }

    function _expectOneVote(ContractVoter voter) private {
        voter.voteIn(election, COFFEE);

        VM.expectRevert(abi.encodeWithSelector(IPublicElection.AlreadyVoted.selector, address(voter)));
        voter.voteIn(election, TEA);

        VM.assertEq(election.ballotOf(address(voter)), COFFEE);
        VM.assertEq(election.votes(COFFEE), 1);
        VM.assertEq(election.votes(TEA), 0);
    }
}
