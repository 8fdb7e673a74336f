// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IRollElection} from "../../../contracts/IRollElection.sol";
import {RollElection} from "../../../contracts/RollElection.sol";
import {Ballots} from "../Ballots.sol";
import {VM, Vm} from "../Vm.sol";
import {RollVoters} from "./RollVoters.sol";

/// @title The same voters and strangers, who also sign ballots that others deliver, right and wrong, in any order
/// @notice One owner has an account on the roll, and all the contract wallets on it.
contract SignedRollVoters is RollVoters {
    uint256 private constant MOST_RECORDS = 8;

    /// The voters' keys in the order of the roll; a contract wallet has its owner's.
    uint256[] private _keys;
    /// The batch sent last, for who sends it again.
    bytes private _sent;

    constructor(RollElection election, address[] memory voters, uint256[] memory keys, bytes32[] memory choices)
        RollVoters(election, voters, choices)
    {
        _keys = keys;
    }

    function castBatch(uint256 seed) external {
        (bytes memory batch, bytes memory counted) = ("", "");
        for (uint256 i = 0; i < seed % MOST_RECORDS; ++i) {
            (bytes memory record, bool isGood) = _record(uint256(keccak256(abi.encode(seed, i))));
            batch = bytes.concat(batch, record);
            (uint256 index,) = _named(record, 0);
            if (!isGood || !_isOpen() || _voted[_people[index]]) continue;
            _voted[_people[index]] = true;
            counted = bytes.concat(counted, record[0], record[1], record[2], record[3]);
        }
        _sent = batch;
        _deliver(batch, counted);
    }

    /// As a second relay does it, or who found the batch on its way: none of it counts again.
    function castBatchAgain(uint256 seed) external {
        bytes memory batch = _sent;
        // Sometimes not in whole records.
        if (seed % 4 == 0) batch = bytes.concat(batch, new bytes(1 + seed / 4 % 67));
        // What was sent outside the window may count now, and is left to the other function.
        if (batch.length % 68 == 0 && _isOpen() && !_wasCounted(batch)) return;
        _deliver(batch, "");
    }

    function castSigned(uint256 seed, uint256 choiceSeed) external {
        uint256 index = seed % (SIZE + 3);
        bytes32 choice = _choice(choiceSeed);
        address voter = _people[index % SIZE];
        bool isWallet = voter.code.length > 0;
        // Three times out of four what the wallet must accept; else another choice's, or an account's ballot.
        bytes32 digest = (seed >> 8) % 4 > 0
            ? Ballots.walletDigest(ELECTION, block.chainid, choice, voter)
            : (seed >> 16) % 2 == 0
                ? Ballots.walletDigest(ELECTION, block.chainid, keccak256("another"), voter)
                : Ballots.digest(ELECTION, block.chainid, choice);
        bool isAccepted = isWallet && (seed >> 8) % 4 > 0;

        bytes memory misplaced = index >= SIZE
            ? abi.encodeWithSelector(IRollElection.NoVoterAt.selector, index, SIZE)
            : isAccepted ? bytes("") : abi.encodeWithSelector(IRollElection.InvalidSignature.selector, voter);
        bytes memory signature = Ballots.sign(_keys[index % SIZE], digest);
        bytes memory call = abi.encodeWithSignature("castSigned(bytes32,uint256,bytes)", choice, index, signature);
        _cast(index % SIZE, address(this), choice, call, misplaced);
    }

    /// A record of a batch, and whether it is its voter's own ballot.
    function _record(uint256 chance) private view returns (bytes memory record, bool isGood) {
        uint256 index = chance % (SIZE + 3);
        uint256 number = (chance >> 8) % (_choices.length + 1);
        // Each is the right one seven times out of eight.
        uint256 signer = (chance >> 16) % 8 > 0 ? index % SIZE : (chance >> 24) % SIZE;
        uint256 choice = (chance >> 32) % 8 > 0 ? number : (chance >> 40) % _choices.length;
        bool isMade = (chance >> 48) % 8 > 0;

        bytes32 signedFor = choice == 0 ? bytes32(0) : _choices[choice - 1];
        bytes32 digest = Ballots.digest(ELECTION, block.chainid, signedFor);
        bytes memory signature = isMade ? Ballots.sign(_keys[signer], digest) : new bytes(64);
        record = abi.encodePacked(uint24(index), uint8(number), signature);
        // The last choice is no candidate; a wallet's owner signs for the owner's account alone.
        isGood = index < SIZE && number > 0 && number < _choices.length && isMade && choice == number
            && VM.addr(_keys[signer]) == _people[index];
    }

    function _deliver(bytes memory batch, bytes memory counted) private {
        bytes memory refusal = batch.length % 68 == 0
            ? bytes("")
            : abi.encodeWithSelector(IRollElection.BrokenBatch.selector, batch.length);
        if (!_isOpen()) refusal = _notOpen();

        VM.recordLogs();
        (bool isDone, bytes memory answer) = address(ELECTION).call(abi.encodeCall(ELECTION.castBatch, (batch)));
        VM.assertEq(isDone, refusal.length == 0);
        VM.assertEq(answer, isDone ? abi.encode(counted.length / 4) : refusal);

        Vm.Log[] memory logs = VM.getRecordedLogs();
        VM.assertEq(logs.length, counted.length == 0 ? 0 : 1);
        for (uint256 i = 0; i < logs.length; ++i) {
            VM.assertEq(logs[i].topics[0], IRollElection.BatchCounted.selector);
            VM.assertEq(address(uint160(uint256(logs[i].topics[1]))), address(this));
            VM.assertEq(logs[i].data, abi.encode(counted));
        }
        _keepCounted(counted);
    }

    /// Adds to the log what the event named, and sees that the box has grown by that and nothing else.
    function _keepCounted(bytes memory counted) private {
        uint256[] memory box = _box;
        for (uint256 start = 0; start < counted.length; start += 4) {
            (uint256 index, uint256 number) = _named(counted, start);
            VM.assertEq(bytes32(box[index / 32])[index % 32] == 0, true);
            box[index / 32] |= number << 8 * (31 - index % 32);
            _log.push(Ballot(_people[index], _choices[number - 1], block.timestamp));
        }
        VM.assertEq(abi.encode(ELECTION.box(0, box.length)), abi.encode(box));
        _box = box;
    }

    function _wasCounted(bytes memory batch) private view returns (bool) {
        for (uint256 start = 0; start < batch.length; start += 68) {
            (uint256 index,) = _named(batch, start);
            if (index < SIZE && !_voted[_people[index]]) return false;
        }
        return true;
    }

    function _named(bytes memory records, uint256 start) private pure returns (uint256 index, uint256 number) {
        uint256 head = uint256(uint8(records[start + 1])) << 8 | uint8(records[start + 2]);
        (index, number) = (uint256(uint8(records[start])) << 16 | head, uint8(records[start + 3]));
    }
}
