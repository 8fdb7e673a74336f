// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IPublicElection} from "../../../contracts/IElection.sol";
import {OpenElection} from "../../../contracts/OpenElection.sol";
import {VM, Vm} from "../Vm.sol";

/// @title Twelve voters who vote and try again, for candidates and others, before, in and after the window
/// @notice Keeps the ballots as the event log tells them, and holds every call against what must come of it.
contract Voters {
    struct Ballot {
        address voter;
        bytes32 candidate;
        uint256 time;
    }

    OpenElection private immutable ELECTION;
    bytes32[] private _choices;
    Ballot[] private _log;
    address[] private _voters;
    mapping(address voter => bool) private _voted;

    /// @param choices The candidates' ids, and last one that is no candidate.
    constructor(OpenElection election, bytes32[] memory choices) {
        ELECTION = election;
        _choices = choices;
        for (uint160 i = 0; i < 12; ++i) {
            _voters.push(address(0x1000 + i));
        }
    }

    function vote(uint256 voterSeed, uint256 choiceSeed) external {
        address voter = _voters[voterSeed % _voters.length];
        bytes32 choice = _choices[choiceSeed % _choices.length];
        bytes memory refusal = _refusal(voter, choice);

        VM.recordLogs();
        VM.prank(voter);
        try ELECTION.vote(choice) {
            VM.assertEq(refusal.length, 0);
            _voted[voter] = true;
        } catch (bytes memory reason) {
            VM.assertEq(reason, refusal);
        }
        _keep(VM.getRecordedLogs());
    }

    function wait(uint256 time) external {
        VM.warp(block.timestamp + time % 2 hours);
    }

    function log() external view returns (Ballot[] memory) {
        return _log;
    }

    function all() external view returns (address[] memory) {
        return _voters;
    }

    /// The reason for which a vote must be refused now; empty where it must count.
    function _refusal(address voter, bytes32 choice) private view returns (bytes memory) {
        (uint64 opens, uint64 closes) = (ELECTION.opens(), ELECTION.closes());
        if (block.timestamp < opens || block.timestamp >= closes) {
            return abi.encodeWithSelector(IPublicElection.NotOpen.selector, block.timestamp, opens, closes);
        }
        if (_voted[voter]) return abi.encodeWithSelector(IPublicElection.AlreadyVoted.selector, voter);
        if (choice == _choices[_choices.length - 1]) {
            return abi.encodeWithSelector(IPublicElection.UnknownCandidate.selector, choice);
        }
        return "";
    }

    function _keep(Vm.Log[] memory logs) private {
        for (uint256 i = 0; i < logs.length; ++i) {
            _log.push(Ballot(address(uint160(uint256(logs[i].topics[1]))), logs[i].topics[2], block.timestamp));
        }
    }
}
