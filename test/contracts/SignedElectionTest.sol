// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IPublicElection} from "../../contracts/IElection.sol";
import {Ballots} from "./Ballots.sol";
import {RollElectionTest} from "./RollElectionTest.sol";
import {VM, Vm} from "./Vm.sol";

/// @title An open election of 70 voters who have keys and sign their ballots
abstract contract SignedElectionTest is RollElectionTest {
    address internal constant CARRIER = address(0xCA221E2);

    uint8 internal constant TEA_NUMBER = 1;
    uint8 internal constant COFFEE_NUMBER = 2;
    uint8 internal constant WATER_NUMBER = 3;

    mapping(address voter => uint256) internal keys;

    function setUp() public virtual override {
        VM.warp(CREATED);
        _electFrom(_signers(SIZE));
        VM.warp(OPENS);
    }

    /// `count` voters in the order of a roll, whose keys are kept.
    function _signers(uint256 count) internal returns (address[] memory signers) {
        signers = new address[](count);
        for (uint256 i = 0; i < count; ++i) {
            signers[i] = _signer(1 + i);
        }
        return _sorted(signers);
    }

    /// A roll's voters, of whom those at the given ascending indexes have keys.
    function _signersAt(uint256[] memory indexes, uint256 size) internal returns (address[] memory list) {
        address[] memory signers = _signers(indexes.length);
        list = new address[](size);
        uint256 placed = 0;
        for (uint256 i = 0; i < size; ++i) {
            bool isSigner = placed < indexes.length && indexes[placed] == i;
            // The addresses next to each other leave room: keys' addresses are far apart.
            list[i] = isSigner ? signers[placed] : i == 0 ? address(1) : address(uint160(list[i - 1]) + 1);
            if (isSigner) ++placed;
        }
    }

    function _signer(uint256 key) internal returns (address signer) {
        signer = VM.addr(key);
        keys[signer] = key;
    }

    function _digest(bytes32 candidate) internal view returns (bytes32) {
        return Ballots.digest(election, block.chainid, candidate);
    }

    function _walletDigest(bytes32 candidate, address voter) internal view returns (bytes32) {
        return Ballots.walletDigest(election, block.chainid, candidate, voter);
    }

    /// The voter's own ballot for the candidate with that number.
    function _ballot(uint256 index, uint8 number) internal view returns (bytes memory) {
        bytes32 candidate = [TEA, COFFEE, WATER][number - 1];
        return _record(index, number, Ballots.sign(keys[voters[index]], _digest(candidate)));
    }

    function _record(uint256 index, uint8 number, bytes memory signature) internal pure returns (bytes memory record) {
        record = bytes.concat(_counted(index, number), signature);
        VM.assertEq(record.length, 68);
    }

    /// How the event names a ballot that was counted.
    function _counted(uint256 index, uint8 number) internal pure returns (bytes memory) {
        return abi.encodePacked(uint24(index), number);
    }

    /// Sends the batch and sees that exactly the ballots named have been counted, in that order: by what it returns, by
    /// the event, and by the box and the counters, in which nothing else has changed.
    function _expectCounted(bytes memory batch, bytes memory counted) internal {
        uint256[] memory box = election.box(0, _allWords());
        (bytes32[] memory ids, uint256[] memory counts, uint256 ballots) = election.results();
        for (uint256 start = 0; start < counted.length; start += 4) {
            (uint256 index, uint256 number) = _named(counted, start);
            uint256 shift = 8 * (31 - index % 32);
            VM.assertEq(uint8(box[index / 32] >> shift), 0);
            box[index / 32] |= number << shift;
            ++counts[number - 1];
            ++ballots;
        }

        VM.recordLogs();
        VM.prank(CARRIER);
        uint256 returned = election.castBatch(batch);
        _expectOnlyEvent(VM.getRecordedLogs(), counted);

        VM.assertEq(returned, counted.length / 4);
        VM.assertEq(abi.encode(election.box(0, box.length)), abi.encode(box));
        (bytes32[] memory idsAfter, uint256[] memory countsAfter, uint256 ballotsAfter) = election.results();
        VM.assertEq(abi.encode(idsAfter, countsAfter, ballotsAfter), abi.encode(ids, counts, ballots));
        for (uint256 i = 0; i < ids.length; ++i) {
            VM.assertEq(_tally(ids[i]), (i + 1) << 40 | counts[i]);
        }
        for (uint256 start = 0; start < counted.length; start += 4) {
            (uint256 index, uint256 number) = _named(counted, start);
            VM.assertEq(election.hasVoted(voters[index]), true);
            VM.assertEq(election.ballotOf(voters[index]), ids[number - 1]);
        }
    }

    function _expectNothingCounted(bytes memory batch) internal {
        _expectCounted(batch, "");
    }

    /// Refused as a whole for that reason, and nothing has changed.
    function _expectBatchRefused(bytes memory batch, bytes memory reason) internal {
        bytes32 before = _recordHash();
        VM.prank(CARRIER);
        VM.expectRevert(reason);
        election.castBatch(batch);
        VM.assertEq(_recordHash(), before);
    }

    /// Of the whole box and the whole tally.
    function _recordHash() internal view returns (bytes32) {
        (bytes32[] memory ids, uint256[] memory counts, uint256 ballots) = election.results();
        return keccak256(abi.encode(election.box(0, _allWords()), ids, counts, ballots));
    }

    function _notOpen(uint256 time) internal pure returns (bytes memory) {
        return abi.encodeWithSelector(IPublicElection.NotOpen.selector, time, OPENS, CLOSES);
    }

    function _named(bytes memory counted, uint256 start) internal pure returns (uint256 index, uint256 number) {
        index =
            uint256(uint8(counted[start])) << 16 | uint256(uint8(counted[start + 1])) << 8 | uint8(counted[start + 2]);
        number = uint8(counted[start + 3]);
    }

    function _expectOnlyEvent(Vm.Log[] memory logs, bytes memory counted) private view {
        VM.assertEq(logs.length, counted.length == 0 ? 0 : 1);
        if (counted.length == 0) return;

        VM.assertEq(logs[0].emitter, address(election));
        VM.assertEq(logs[0].topics.length, 2);
        VM.assertEq(logs[0].topics[0], keccak256("BatchCounted(address,bytes)"));
        VM.assertEq(logs[0].topics[1], bytes32(uint256(uint160(CARRIER))));
        VM.assertEq(logs[0].data, abi.encode(counted));
    }
}
