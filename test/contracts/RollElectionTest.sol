// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Roll} from "../../contracts/Roll.sol";
import {RollElection} from "../../contracts/RollElection.sol";
import {QuestionTest} from "./QuestionTest.sol";
import {RollTest} from "./RollTest.sol";
import {VM} from "./Vm.sol";

/// @title An election of 70 voters that has not opened yet: three words of a ballot box, the last with six of them
abstract contract RollElectionTest is QuestionTest, RollTest {
    uint256 internal constant SIZE = 70;
    uint256 internal constant WORDS = 3;

    uint256 internal immutable TALLY_SLOT = _slotOf("RollElection", "_tally");
    uint256 internal immutable BOX_SLOT = _slotOf("RollElection", "_box");

    address[] internal voters;
    Roll internal roll;
    RollElection internal election;

    function setUp() public virtual {
        VM.warp(CREATED);
        _electFrom(_voters(SIZE));
    }

    function _electFrom(address[] memory list) internal {
        voters = list;
        roll = _publish(list);
        election = new RollElection(_question(), roll);
    }

    function _vote(address voter, bytes32 candidate) internal {
        VM.prank(voter);
        election.vote(candidate);
    }

    function _vote(address voter, bytes32 candidate, uint256 index) internal {
        VM.prank(voter);
        election.vote(candidate, index);
    }

    /// Refused for that reason, and nothing has changed.
    function _expectRefusal(address voter, bytes32 candidate, bytes memory reason) internal {
        bytes32 before = _state(voter);
        VM.expectRevert(reason);
        _vote(voter, candidate);
        VM.assertEq(_state(voter), before);
    }

    function _expectRefusal(address voter, bytes32 candidate, uint256 index, bytes memory reason) internal {
        bytes32 before = _state(voter);
        VM.expectRevert(reason);
        _vote(voter, candidate, index);
        VM.assertEq(_state(voter), before);
    }

    /// What the election's storage says of a voter: 0, or their candidate's number.
    function _byteOf(uint256 index) internal view returns (uint8) {
        bytes32 word = VM.load(address(election), bytes32(BOX_SLOT + index / 32));
        return uint8(word[index % 32]);
    }

    function _tally(bytes32 candidate) internal view returns (uint256) {
        return uint256(VM.load(address(election), keccak256(abi.encode(candidate, TALLY_SLOT))));
    }

    function _allWords() internal view returns (uint256) {
        return (roll.size() + 31) / 32;
    }

    function _state(address voter) private view returns (bytes32) {
        (bytes32[] memory ids, uint256[] memory counts, uint256 ballots) = election.results();
        uint256[] memory box = election.box(0, _allWords());
        return keccak256(abi.encode(ids, counts, ballots, box, election.ballotOf(voter), election.hasVoted(voter)));
    }
}
