// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IPublicElection} from "../../../contracts/IElection.sol";
import {Ballots} from "../Ballots.sol";
import {SignedElectionTest} from "../SignedElectionTest.sol";
import {VM} from "../Vm.sol";

/// @title One voter, one ballot, however often and by whatever ways it comes
contract BatchMixesTest is SignedElectionTest {
    function test_CountsABatchOnce() external {
        bytes memory batch = bytes.concat(_ballot(0, TEA_NUMBER), _ballot(1, COFFEE_NUMBER), _ballot(68, WATER_NUMBER));
        bytes memory counted =
            bytes.concat(_counted(0, TEA_NUMBER), _counted(1, COFFEE_NUMBER), _counted(68, WATER_NUMBER));
        _expectCounted(batch, counted);
        _expectNothingCounted(batch);
        // The second time with one that is new.
        _expectCounted(bytes.concat(batch, _ballot(2, TEA_NUMBER), batch), _counted(2, TEA_NUMBER));
    }

    /// Whoever sees a batch can send parts of it first. Its carrier pays for less; no voter loses anything.
    function test_CountsTheRestWhereAStrangerLiftedOneOutAndSentItFirst() external {
        bytes memory lifted = _ballot(1, COFFEE_NUMBER);
        VM.prank(BOB);
        VM.assertEq(election.castBatch(lifted), 1);

        bytes memory batch = bytes.concat(_ballot(0, TEA_NUMBER), lifted, _ballot(40, WATER_NUMBER));
        _expectCounted(batch, bytes.concat(_counted(0, TEA_NUMBER), _counted(40, WATER_NUMBER)));
        VM.assertEq(election.ballotOf(voters[1]), COFFEE);
    }

    function test_CountsABallotOnceThatIsRepeatedInABatch() external {
        bytes memory one = _ballot(5, COFFEE_NUMBER);
        _expectCounted(
            bytes.concat(one, one, _ballot(40, TEA_NUMBER), one),
            bytes.concat(_counted(5, COFFEE_NUMBER), _counted(40, TEA_NUMBER))
        );
    }

    function test_CountsTheFirstOfTwoChoicesInABatch() external {
        bytes memory batch = bytes.concat(_ballot(5, WATER_NUMBER), _ballot(5, TEA_NUMBER), _ballot(5, COFFEE_NUMBER));
        _expectCounted(batch, _counted(5, WATER_NUMBER));
        _expectNothingCounted(_ballot(5, TEA_NUMBER));
    }

    /// The voter's bytes must not run into each other, nor into a third candidate's number: 1 | 2 = 3.
    function test_CountsTheFirstOfTwoChoicesWithOthersBetween() external {
        bytes memory batch = bytes.concat(_ballot(5, TEA_NUMBER), _ballot(64, TEA_NUMBER), _ballot(5, COFFEE_NUMBER));
        batch = bytes.concat(batch, _ballot(64, WATER_NUMBER), _ballot(6, COFFEE_NUMBER), _ballot(5, COFFEE_NUMBER));
        bytes memory counted =
            bytes.concat(_counted(5, TEA_NUMBER), _counted(64, TEA_NUMBER), _counted(6, COFFEE_NUMBER));
        _expectCounted(batch, counted);
    }

    function test_CountsTheFirstThatIsValid() external {
        bytes memory bad = _record(5, TEA_NUMBER, Ballots.sign(keys[voters[6]], _digest(TEA)));
        _expectCounted(bytes.concat(bad, _ballot(5, COFFEE_NUMBER), _ballot(5, TEA_NUMBER)), _counted(5, COFFEE_NUMBER));
    }

    function test_SkipsWhoHasVotedDirectly() external {
        _vote(voters[5], WATER, 5);
        _vote(voters[6], WATER);
        bytes memory batch = bytes.concat(_ballot(4, TEA_NUMBER), _ballot(5, TEA_NUMBER), _ballot(6, WATER_NUMBER));
        _expectCounted(
            bytes.concat(batch, _ballot(7, TEA_NUMBER)), bytes.concat(_counted(4, TEA_NUMBER), _counted(7, TEA_NUMBER))
        );
        VM.assertEq(election.ballotOf(voters[5]), WATER);
        VM.assertEq(election.ballotOf(voters[6]), WATER);
    }

    function test_RefusesTheDirectVoteOfWhoseBallotABatchBrought() external {
        _expectCounted(_ballot(5, COFFEE_NUMBER), _counted(5, COFFEE_NUMBER));
        bytes memory reason = abi.encodeWithSelector(IPublicElection.AlreadyVoted.selector, voters[5]);
        _expectRefusal(voters[5], COFFEE, reason);
        _expectRefusal(voters[5], TEA, reason);
        _expectRefusal(voters[5], COFFEE, 5, reason);
        _expectRefusal(voters[5], TEA, 5, reason);
    }

    function test_NeighboursVoteInTheirOwnWays() external {
        _vote(voters[30], TEA, 30);
        _expectCounted(
            bytes.concat(_ballot(29, COFFEE_NUMBER), _ballot(31, WATER_NUMBER)),
            bytes.concat(_counted(29, COFFEE_NUMBER), _counted(31, WATER_NUMBER))
        );
        _vote(voters[32], TEA);
        _vote(voters[28], WATER);
        _expectCounted(_ballot(33, COFFEE_NUMBER), _counted(33, COFFEE_NUMBER));

        uint256[] memory words = election.box(0, WORDS);
        VM.assertEq(words[0], 0x03020103);
        VM.assertEq(words[1], 0x0102 << 240);
        VM.assertEq(words[2], 0);
    }
}
