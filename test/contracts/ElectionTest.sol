// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {OpenElection} from "../../contracts/OpenElection.sol";
import {QuestionTest} from "./QuestionTest.sol";
import {VM} from "./Vm.sol";

/// @title An open election that has not opened yet
abstract contract ElectionTest is QuestionTest {
    uint256 internal immutable TALLY_SLOT = _slotOf("OpenElection", "_tally");

    OpenElection internal election;

    function setUp() public virtual {
        VM.warp(CREATED);
        election = new OpenElection(_question());
    }

    function _vote(address voter, bytes32 candidate) internal {
        VM.prank(voter);
        election.vote(candidate);
    }

    /// What the candidate's tally slot holds.
    function _tally(bytes32 candidate) internal view returns (uint256) {
        return uint256(VM.load(address(election), keccak256(abi.encode(candidate, TALLY_SLOT))));
    }
}
