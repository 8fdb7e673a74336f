// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @title What the original contract's client knows of an election
interface VotingSystem {
    function vote(bytes32 candidate) external;
    function getVoteCount(bytes32 candidate) external view returns (uint256);
    function hasVoted(address voter) external view returns (bool);
    function votes(bytes32 candidate) external view returns (uint256);
}

/// @title The original contract's behaviour: any candidate, at any time
contract OriginalVotingSystem is VotingSystem {
    mapping(address voter => bool) public hasVoted;
    mapping(bytes32 candidate => uint256) public votes;

    function vote(bytes32 candidate) external {
        require(!hasVoted[msg.sender], "You have already voted.");

        votes[candidate] += 1;
        hasVoted[msg.sender] = true;
    }

    function getVoteCount(bytes32 candidate) external view returns (uint256) {
        return votes[candidate];
    }
}
