// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IRollElection} from "../../../contracts/IRollElection.sol";
import {Question} from "../../../contracts/IElection.sol";
import {RollElection} from "../../../contracts/RollElection.sol";
import {RollElectionTest} from "../RollElectionTest.sol";
import {VM} from "../Vm.sol";

contract BoxTest is RollElectionTest {
    function test_RevertWhen_TheRangeIsNotWithin() external {
        _expectWords(1, 1);
        _expectWords(31, 1);
        _expectWords(32, 1);
        _expectWords(33, 2);
        _expectWords(64, 2);
        _expectWords(FULL, 38);
        _expectWords(FULL + 1, 39);
    }

    /// forge-config: default.fuzz.runs = 300
    function testFuzz_GivesAnyRangeAsItIsInStorage(uint256 from, uint256 to, uint256 seed) external {
        _castRandomly(seed);
        (from, to) = (from % (WORDS + 2), to % (WORDS + 2));
        if (from > to || to > WORDS) return _expectRefusalOfRange(from, to, WORDS);

        uint256[] memory words = election.box(from, to);
        VM.assertEq(words.length, to - from);
        for (uint256 i = 0; i < words.length; ++i) {
            VM.assertEq(bytes32(words[i]), VM.load(address(election), bytes32(BOX_SLOT + from + i)));
        }
    }

    /// forge-config: default.fuzz.runs = 300
    function testFuzz_KeepsEveryBallotInItsVotersByte(uint256 seed) external {
        uint8[] memory numbers = _castRandomly(seed);
        bytes32[4] memory candidates = [bytes32(0), TEA, COFFEE, WATER];
        uint256[4] memory counts;

        uint256[] memory words = election.box(0, WORDS);
        for (uint256 i = 0; i < WORDS * 32; ++i) {
            uint8 number = uint8(bytes32(words[i / 32])[i % 32]);
            VM.assertEq(number, i < SIZE ? numbers[i] : 0);
            if (i >= SIZE) continue;
            VM.assertEq(election.hasVoted(voters[i]), number != 0);
            VM.assertEq(election.ballotOf(voters[i]), candidates[number]);
            ++counts[number];
        }
        (bytes32[] memory ids, uint256[] memory votes, uint256 ballots) = election.results();
        VM.assertEq(ids.length, 3);
        for (uint256 i = 0; i < 3; ++i) {
            VM.assertEq(ids[i], candidates[i + 1]);
            VM.assertEq(votes[i], counts[i + 1]);
            VM.assertEq(election.votes(ids[i]), counts[i + 1]);
            VM.assertEq(election.getVoteCount(ids[i]), counts[i + 1]);
        }
        VM.assertEq(ballots, SIZE - counts[0]);
    }

    function test_TheFirstVoterIsInTheMostSignificantByte() external {
        VM.warp(OPENS);
        _vote(voters[0], WATER);
        _vote(voters[31], TEA, 31);
        _vote(voters[32], COFFEE, 32);
        _vote(voters[69], WATER);

        uint256[] memory words = election.box(0, WORDS);
        VM.assertEq(words[0], 3 << 248 | 1);
        VM.assertEq(words[1], 2 << 248);
        VM.assertEq(words[2], 3 << 208);
    }

    function test_KeepsTheNumberOfAnyOfAHundredCandidates() external {
        Question memory question = _question();
        question.candidates = _names(100, 2);
        voters = _voters(200);
        roll = _publish(voters);
        election = new RollElection(question, roll);
        (bytes32[] memory ids,,) = election.results();
        VM.warp(OPENS);

        for (uint256 i = 0; i < 100; ++i) {
            _vote(voters[2 * i], ids[99 - i], 2 * i);
        }

        for (uint256 i = 0; i < 100; ++i) {
            VM.assertEq(_byteOf(2 * i), 100 - i);
            VM.assertEq(_byteOf(2 * i + 1), 0);
            VM.assertEq(election.ballotOf(voters[2 * i]), ids[99 - i]);
            VM.assertEq(_tally(ids[i]), (i + 1) << 40 | 1);
        }
    }

    /// forge-config: default.fuzz.runs = 300
    function testFuzz_WhoIsNotOnTheRollHasNotVoted(address stranger, uint256 seed) external {
        _castRandomly(seed);
        _vote(voters[0] == stranger ? voters[1] : voters[0], TEA);
        for (uint256 i = 0; i < SIZE; ++i) {
            if (voters[i] == stranger) return;
        }
        _expectNothingOf(stranger);
        // Those whom a search that goes wrong by one would take for a voter.
        for (uint256 i = 0; i < SIZE; i += 23) {
            _expectNothingOf(address(uint160(voters[i]) + 1));
            _expectNothingOf(address(uint160(voters[i]) - 1));
        }
    }

    function test_CountsAcrossTheBordersOfChunks() external {
        _electFrom(_voters(2 * FULL + 1));
        VM.warp(OPENS);
        uint256[7] memory indexes = [0, FULL - 1, FULL, FULL + 1, 2 * FULL - 1, 2 * FULL, 700];
        for (uint256 i = 0; i < indexes.length; ++i) {
            if (i % 2 == 0) _vote(voters[indexes[i]], COFFEE);
            else _vote(voters[indexes[i]], COFFEE, indexes[i]);
            VM.assertEq(_byteOf(indexes[i]), 2);
            VM.assertEq(election.hasVoted(voters[indexes[i]]), true);
        }
        VM.assertEq(election.votes(COFFEE), 7);
        VM.assertEq(election.hasVoted(voters[1]), false);
    }

    function test_AnswersWhatItWasCreatedWith() external view {
        VM.assertEq(election.roll(), address(roll));
        VM.assertEq(election.opens(), OPENS);
        VM.assertEq(election.closes(), CLOSES);
        VM.assertEq(election.createdAt(), CREATED);
        (string memory title, string memory description, string[] memory candidates) = election.details();
        Question memory question = _question();
        VM.assertEq(title, question.title);
        VM.assertEq(description, question.description);
        VM.assertEq(abi.encode(candidates), abi.encode(question.candidates));
    }

    function test_StartsEmpty() external view {
        for (uint256 i = 0; i < WORDS; ++i) {
            VM.assertEq(election.box(i, i + 1)[0], 0);
        }
        VM.assertEq(_tally(TEA), 1 << 40);
        VM.assertEq(_tally(COFFEE), 2 << 40);
        VM.assertEq(_tally(WATER), 3 << 40);
        VM.assertEq(_tally(UNKNOWN), 0);
        VM.assertEq(election.votes(UNKNOWN), 0);
    }

    /// Nothing else can change anything, so nobody has power over a running election.
    function test_VotingIsTheOnlyWrite() external view {
        string memory artifact = _artifact("RollElection");
        string memory writes = ".abi[?(@.type=='function' && @.stateMutability=='nonpayable'";
        VM.assertEq(
            VM.keyExistsJson(
                artifact, string.concat(writes, " && @.name!='vote' && @.name!='castBatch' && @.name!='castSigned')]")
            ),
            false
        );
        VM.assertEq(VM.keyExistsJson(artifact, ".abi[?(@.stateMutability=='payable')]"), false);
        VM.assertEq(VM.keyExistsJson(artifact, ".abi[?(@.type=='fallback' || @.type=='receive')]"), false);
        // Fails where the path finds more than one: of the two forms of `vote`, one has a second argument.
        VM.assertEq(VM.parseJsonString(artifact, string.concat(writes, " && @.name=='vote')].inputs[1].name")), "index");
    }

    function test_TakesNoEtherAndAnswersNoUnknownCall() external {
        VM.deal(address(this), 1 ether);
        (bool taken,) = address(election).call{value: 1}("");
        (bool answered,) = address(election).call("");
        (bool known,) = address(election).call(hex"12345678");
        VM.assertEq(taken || answered || known, false);
    }

    /// About half the voters vote, each by whichever function. Returns every voter's number, 0 where they did not.
    function _castRandomly(uint256 seed) private returns (uint8[] memory numbers) {
        numbers = new uint8[](SIZE);
        bytes32[3] memory candidates = [TEA, COFFEE, WATER];
        VM.warp(OPENS);
        for (uint256 i = 1; i < SIZE; ++i) {
            uint256 chance = uint256(keccak256(abi.encode(seed, i)));
            if (chance % 2 == 0) continue;
            numbers[i] = uint8(1 + chance / 2 % 3);
            if (chance / 6 % 2 == 0) _vote(voters[i], candidates[numbers[i] - 1]);
            else _vote(voters[i], candidates[numbers[i] - 1], i);
        }
    }

    function _expectNothingOf(address stranger) private view {
        VM.assertEq(election.hasVoted(stranger), false);
        VM.assertEq(election.ballotOf(stranger), 0);
    }

    function _expectWords(uint256 size, uint256 words) private {
        _electFrom(_voters(size));
        VM.assertEq(election.box(0, words).length, words);
        VM.assertEq(election.box(words, words).length, 0);
        _expectRefusalOfRange(0, words + 1, words);
        _expectRefusalOfRange(words + 1, words + 1, words);
        _expectRefusalOfRange(1, 0, words);
        _expectRefusalOfRange(type(uint256).max, 0, words);
        _expectRefusalOfRange(0, type(uint256).max, words);
    }

    function _expectRefusalOfRange(uint256 from, uint256 to, uint256 words) private {
        VM.expectRevert(abi.encodeWithSelector(IRollElection.NoSuchRange.selector, from, to, words));
        election.box(from, to);
    }
}
