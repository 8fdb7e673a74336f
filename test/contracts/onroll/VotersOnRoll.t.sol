// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IPublicElection} from "../../../contracts/IElection.sol";
import {IRollElection} from "../../../contracts/IRollElection.sol";
import {RollElection} from "../../../contracts/RollElection.sol";
import {OriginalVotingSystem, VotingSystem} from "../OriginalVotingSystem.sol";
import {RollElectionTest} from "../RollElectionTest.sol";
import {VM} from "../Vm.sol";

contract ContractVoterOnRoll {
    function voteIn(RollElection election, bytes32 candidate) external {
        election.vote(candidate);
    }

    function voteIn(RollElection election, bytes32 candidate, uint256 index) external {
        election.vote(candidate, index);
    }
}

/// Votes while it has no code yet.
contract ConstructorVoterOnRoll {
    constructor(RollElection election, bytes32 candidate, uint256 index) {
        election.vote(candidate, index);
    }
}

contract VotersOnRollTest is RollElectionTest {
    function test_AContractOnTheRollVotesOnce() external {
        ContractVoterOnRoll voter = new ContractVoterOnRoll();
        _electFrom(_sorted(_array(address(voter), ALICE, BOB)));
        VM.warp(OPENS);
        _expectOneVote(voter);
    }

    function test_AContractOffTheRollDoesNotVote() external {
        VM.warp(OPENS);
        ContractVoterOnRoll voter = new ContractVoterOnRoll();
        VM.expectRevert(abi.encodeWithSelector(IRollElection.NotOnRoll.selector, address(voter)));
        voter.voteIn(election, TEA);
        // It cannot lend its call to the voter who made it: the sender is what counts.
        VM.prank(voters[0]);
        VM.expectRevert(abi.encodeWithSelector(IRollElection.WrongIndex.selector, address(voter), 0));
        voter.voteIn(election, TEA, 0);
    }

    function test_ADelegatedAccountVotesOnceAsItself() external {
        // EIP-7702 came with Prague.
        VM.setEvmVersion("prague");
        address account = VM.addr(0xA11CE);
        VM.signAndAttachDelegation(address(new ContractVoterOnRoll()), 0xA11CE);
        _electFrom(_sorted(_array(account, ALICE, BOB)));
        VM.warp(OPENS);
        _expectOneVote(ContractVoterOnRoll(account));

        // The account's own key votes for the same address, which has voted.
        VM.prank(account);
        VM.expectRevert(abi.encodeWithSelector(IPublicElection.AlreadyVoted.selector, account));
        election.vote(TEA);
    }

    function test_AContractVotesInItsConstructor() external {
        address expected = VM.computeCreateAddress(address(0xCAFE), 0);
        _electFrom(_sorted(_array(expected, ALICE, BOB)));
        VM.warp(OPENS);
        uint256 index = roll.indexOf(expected);
        VM.prank(address(0xCAFE));
        address voter = address(new ConstructorVoterOnRoll(election, TEA, index));
        VM.assertEq(voter, expected);
        VM.assertEq(election.ballotOf(voter), TEA);
    }

    function test_AClientOfTheOriginalContractVotesAndReads() external {
        VM.warp(OPENS);
        VotingSystem client = VotingSystem(address(election));
        VM.assertEq(client.hasVoted(voters[3]), false);

        VM.prank(voters[3]);
        client.vote(TEA);

        VM.assertEq(client.hasVoted(voters[3]), true);
        VM.assertEq(client.votes(TEA), 1);
        VM.assertEq(client.getVoteCount(TEA), 1);
        VM.assertEq(client.getVoteCount(UNKNOWN), 0);
    }

    /// For voters on the roll and known candidates inside the window the original contract and this one differ in
    /// nothing a voter can see, by whichever function they vote.
    /// forge-config: default.fuzz.runs = 1000
    function testFuzz_AcceptsAndCountsAsTheOriginal(uint8[24] calldata calls, uint24 searched) external {
        VM.warp(OPENS);
        VotingSystem original = new OriginalVotingSystem();
        bytes32[3] memory candidates = [TEA, COFFEE, WATER];
        for (uint256 i = 0; i < calls.length; ++i) {
            uint256 index = 24 + calls[i] % 16;
            address voter = voters[index];
            bytes32 candidate = candidates[calls[i] / 16 % 3];

            bytes memory call = searched >> i & 1 == 1
                ? abi.encodeWithSignature("vote(bytes32)", candidate)
                : abi.encodeWithSignature("vote(bytes32,uint256)", candidate, index);
            VM.prank(voter);
            (bool isAccepted,) = address(election).call(call);
            VM.prank(voter);
            (bool isExpected,) = address(original).call(abi.encodeCall(original.vote, (candidate)));

            VM.assertEq(isAccepted, isExpected);
            VM.assertEq(election.hasVoted(voter), original.hasVoted(voter));
            VM.assertEq(election.votes(candidate), original.votes(candidate));
            VM.assertEq(election.getVoteCount(candidate), original.getVoteCount(candidate));
        }
    }

    function _expectOneVote(ContractVoterOnRoll voter) private {
        uint256 index = roll.indexOf(address(voter));
        voter.voteIn(election, COFFEE, index);

        bytes memory reason = abi.encodeWithSelector(IPublicElection.AlreadyVoted.selector, address(voter));
        VM.expectRevert(reason);
        voter.voteIn(election, TEA);
        VM.expectRevert(reason);
        voter.voteIn(election, TEA, index);

        VM.assertEq(election.ballotOf(address(voter)), COFFEE);
        VM.assertEq(election.votes(COFFEE), 1);
        VM.assertEq(election.votes(TEA), 0);
    }
}
