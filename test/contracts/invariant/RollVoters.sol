// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IPublicElection} from "../../../contracts/IElection.sol";
import {IRollElection} from "../../../contracts/IRollElection.sol";
import {RollElection} from "../../../contracts/RollElection.sol";
import {VM, Vm} from "../Vm.sol";

/// @title Voters and strangers who vote and try again, by search and by right and wrong indexes, at all times
/// @notice Keeps the ballots as the event log tells them, and holds every call against what must come of it.
contract RollVoters {
    struct Ballot {
        address voter;
        bytes32 candidate;
        uint256 time;
    }

    RollElection internal immutable ELECTION;
    uint256 internal immutable SIZE;

    bytes32[] internal _choices;
    Ballot[] internal _log;
    /// The roll's voters in their order, and behind them some who are not on it.
    address[] internal _people;
    mapping(address voter => bool) internal _voted;
    uint256[] internal _box;

    /// @param choices The candidates' ids, and last one that is no candidate.
    constructor(RollElection election, address[] memory voters, bytes32[] memory choices) {
        ELECTION = election;
        SIZE = voters.length;
        _choices = choices;
        _people = voters;
        // What stands behind the last voter reads as the zero address, and next to a voter is nobody.
        _people.push(address(0));
        _people.push(address(uint160(voters[0]) + 1));
        _people.push(address(uint160(voters[SIZE - 1]) + 1));
        _people.push(address(election));
        _box = election.box(0, (SIZE + 31) / 32);
    }

    function vote(uint256 seed, uint256 choiceSeed) external {
        uint256 person = seed % _people.length;
        bytes memory wrong = abi.encodeWithSelector(IRollElection.NotOnRoll.selector, _people[person]);
        bytes memory call = abi.encodeWithSignature("vote(bytes32)", _choice(choiceSeed));
        _cast(person, _people[person], _choice(choiceSeed), call, person < SIZE ? bytes("") : wrong);
    }

    function voteAt(uint256 seed, uint256 choiceSeed, uint256 indexSeed) external {
        uint256 person = seed % _people.length;
        // Three times out of four the person's own index; else any, some of them past the roll.
        uint256 index = indexSeed % 4 > 0 ? person : indexSeed % 8 == 0 ? indexSeed / 8 : indexSeed / 8 % (2 * SIZE);
        bytes memory wrong = abi.encodeWithSelector(IRollElection.WrongIndex.selector, _people[person], index);
        bytes memory call = abi.encodeWithSignature("vote(bytes32,uint256)", _choice(choiceSeed), index);
        bool isPlaced = person < SIZE && index == person;
        _cast(person, _people[person], _choice(choiceSeed), call, isPlaced ? bytes("") : wrong);
    }

    function wait(uint256 time) external {
        VM.warp(block.timestamp + time % 1 hours);
    }

    function log() external view returns (Ballot[] memory) {
        return _log;
    }

    function people() external view returns (address[] memory) {
        return _people;
    }

    function _choice(uint256 seed) internal view returns (bytes32) {
        return _choices[seed % _choices.length];
    }

    /// @param misplaced The reason why this person cannot vote in this manner; empty where they can.
    function _cast(uint256 person, address sender, bytes32 choice, bytes memory call, bytes memory misplaced) internal {
        address voter = _people[person];
        bytes memory refusal = _refusal(voter, choice, misplaced);

        VM.recordLogs();
        VM.prank(sender);
        (bool isCounted, bytes memory reason) = address(ELECTION).call(call);
        VM.assertEq(reason, refusal);
        VM.assertEq(isCounted, refusal.length == 0);

        if (isCounted) _voted[voter] = true;
        _keep(VM.getRecordedLogs());
        _expectBoxGrew(isCounted ? person : type(uint256).max);
    }

    /// No byte changes but that of who has just voted, and that one from 0.
    function _expectBoxGrew(uint256 voter) private {
        uint256[] memory box = ELECTION.box(0, _box.length);
        uint256[] memory kept = box;
        if (voter < SIZE) {
            VM.assertEq(bytes32(_box[voter / 32])[voter % 32] == 0, true);
            VM.assertEq(bytes32(box[voter / 32])[voter % 32] == 0, false);
            kept = ELECTION.box(0, _box.length);
            kept[voter / 32] &= ~(uint256(0xff) << 8 * (31 - voter % 32));
        }
        VM.assertEq(abi.encode(kept), abi.encode(_box));
        _box = box;
    }

    /// The reason for which a vote must be refused now; empty where it must count.
    function _refusal(address voter, bytes32 choice, bytes memory misplaced) private view returns (bytes memory) {
        if (!_isOpen()) return _notOpen();
        if (misplaced.length > 0) return misplaced;
        if (_voted[voter]) return abi.encodeWithSelector(IPublicElection.AlreadyVoted.selector, voter);
        if (choice == _choices[_choices.length - 1]) {
            return abi.encodeWithSelector(IPublicElection.UnknownCandidate.selector, choice);
        }
        return "";
    }

    function _isOpen() internal view returns (bool) {
        return block.timestamp >= ELECTION.opens() && block.timestamp < ELECTION.closes();
    }

    function _notOpen() internal view returns (bytes memory) {
        (uint64 opens, uint64 closes) = (ELECTION.opens(), ELECTION.closes());
        return abi.encodeWithSelector(IPublicElection.NotOpen.selector, block.timestamp, opens, closes);
    }

    function _keep(Vm.Log[] memory logs) private {
        for (uint256 i = 0; i < logs.length; ++i) {
            _log.push(Ballot(address(uint160(uint256(logs[i].topics[1]))), logs[i].topics[2], block.timestamp));
        }
    }
}
