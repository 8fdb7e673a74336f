// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IRoll} from "../../../contracts/IRoll.sol";
import {Roll} from "../../../contracts/Roll.sol";
import {VM} from "../Vm.sol";

/// @title Publishes a roll, with every mistake there is
/// @notice Sends chunks that are full and not, doubled, lost, unsorted, cut, and by strangers, and closes early and
/// again. Holds every call against what must come of it, and keeps the voters that the roll must have.
contract RollPublisher {
    uint256 private constant FULL = 1_216;

    Roll public immutable roll = new Roll(address(this));

    address[] private _voters;
    bool private _closed;
    bytes32 private _digest;

    /// Most chunks are full, else there would be nothing to add after the first.
    function add(uint256 seed) external {
        uint256 count = seed % 8 > 0 ? FULL : 1 + seed / 8 % (FULL - 1);
        address[] memory chunk = _next(count, seed);
        if (_send(_voters.length, _pack(chunk), "")) _keep(chunk);
    }

    function addUnsorted(uint256 seed, uint256 placeSeed) external {
        address[] memory chunk = _next(2 + seed % 30, seed);
        uint256 place = placeSeed % chunk.length;
        // The one before, whether in this chunk or in the last one; or any before that.
        if (place == 0) chunk[0] = _last();
        else chunk[place] = chunk[seed % place];
        uint256 index = _voters.length + place;
        bytes memory reason = abi.encodeWithSelector(IRoll.NotAscending.selector, index, chunk[place]);
        _send(_voters.length, _pack(chunk), reason);
    }

    function addCut(uint256 seed) external {
        bytes memory packed = _pack(_next(1 + seed % 5, seed));
        uint256 length = seed % 3 == 0 ? 0 : packed.length - 1 - seed % 19;
        assembly ("memory-safe") {
            mstore(packed, length)
        }
        _send(_voters.length, packed, abi.encodeWithSelector(IRoll.ChunkLength.selector, length));
    }

    /// As a doubled transaction sends it, or one that comes before its turn.
    function addElsewhere(uint256 seed) external {
        uint256 from = seed % 5 * FULL;
        if (from == _voters.length) return;
        _send(from, _pack(_next(3, seed)), "");
    }

    function addAsStranger(address stranger, uint256 seed) external {
        if (stranger == address(this)) return;
        bytes memory packed = _pack(_next(3, seed));
        uint256 size = _voters.length;
        VM.expectRevert(abi.encodeWithSelector(IRoll.NotPublisher.selector, stranger));
        VM.prank(stranger);
        roll.add(size, packed);
    }

    /// Seldom the right size, so that rolls of several chunks are reached.
    function close(uint256 seed) external {
        uint256 size = seed % 8 == 0 ? _voters.length : seed / 8 % 4_000;
        bytes memory refusal = _refusal(size);
        if (refusal.length == 0 && size == 0) refusal = abi.encodeWithSelector(IRoll.EmptyRoll.selector);

        try roll.close(size) {
            VM.assertEq(refusal.length, 0);
            (_closed, _digest) = (true, roll.digest());
        } catch (bytes memory reason) {
            VM.assertEq(reason, refusal);
        }
    }

    function closeAsStranger(address stranger) external {
        if (stranger == address(this)) return;
        uint256 size = _voters.length;
        VM.expectRevert(abi.encodeWithSelector(IRoll.NotPublisher.selector, stranger));
        VM.prank(stranger);
        roll.close(size);
    }

    function model() external view returns (address[] memory voters, bool closed, bytes32 digest) {
        return (_voters, _closed, _digest);
    }

    /// `unfit`: why these voters are refused where nothing else is wrong; empty where they must be added.
    function _send(uint256 from, bytes memory packed, bytes memory unfit) private returns (bool isAdded) {
        bytes memory refusal = _refusal(from);
        if (refusal.length == 0 && from % FULL != 0) {
            refusal = abi.encodeWithSelector(IRoll.LastChunkNotFull.selector, from);
        }
        if (refusal.length == 0) refusal = unfit;

        try roll.add(from, packed) {
            VM.assertEq(refusal.length, 0);
            return true;
        } catch (bytes memory reason) {
            VM.assertEq(reason, refusal);
        }
    }

    function _refusal(uint256 size) private view returns (bytes memory) {
        if (_closed) return abi.encodeWithSelector(IRoll.AlreadyClosed.selector);
        if (size != _voters.length) return abi.encodeWithSelector(IRoll.WrongSize.selector, size, _voters.length);
        return "";
    }

    function _keep(address[] memory chunk) private {
        for (uint256 i = 0; i < chunk.length; ++i) {
            _voters.push(chunk[i]);
        }
    }

    /// Voters that may follow: some next to each other.
    function _next(uint256 count, uint256 seed) private view returns (address[] memory chunk) {
        chunk = new address[](count);
        uint256 voter = uint160(_last());
        for (uint256 i = 0; i < count; ++i) {
            voter += 1 + (seed >> i % 200) % 3;
            chunk[i] = address(uint160(voter));
        }
    }

    function _last() private view returns (address) {
        return _voters.length == 0 ? address(0) : _voters[_voters.length - 1];
    }

    function _pack(address[] memory voters) private pure returns (bytes memory packed) {
        packed = new bytes(voters.length * 20 + 12);
        for (uint256 i = 0; i < voters.length; ++i) {
            bytes20 voter = bytes20(voters[i]);
            // Memory safe: `packed` has room for 12 bytes more.
            assembly ("memory-safe") {
                mstore(add(add(packed, 32), mul(i, 20)), voter)
            }
        }
        assembly ("memory-safe") {
            mstore(packed, sub(mload(packed), 12))
        }
    }
}
