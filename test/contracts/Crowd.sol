// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {VotingSystem} from "./OriginalVotingSystem.sol";

/// @title An address that votes once, while it is created
contract CrowdVoter {
    constructor(VotingSystem election, bytes32 candidate) {
        election.vote(candidate);
    }
}

/// @title Makes many addresses vote in one transaction, for tests that need a large election
contract Crowd {
    function vote(VotingSystem election, bytes32 candidate, uint256 voters) external {
        for (uint256 i = 0; i < voters; ++i) {
            new CrowdVoter(election, candidate);
        }
    }
}
