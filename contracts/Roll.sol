// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Chunks} from "./Chunks.sol";
import {Code} from "./Code.sol";
import {IRoll} from "./IRoll.sol";

/// @title An electoral roll, kept as contract code
contract Roll is IRoll {
    address private immutable PUBLISHER;

    address private _lastVoter;
    uint64 private _size;
    bool private _closed;

    constructor(address publisher_) {
        PUBLISHER = publisher_;
    }

    /// @inheritdoc IRoll
    function add(uint256 from, bytes calldata packedAddresses) external {
        _requireOpen(from);
        if (from % Chunks.VOTERS != 0) revert LastChunkNotFull(from);
        if (from == Chunks.VOTERS * Chunks.MOST) revert RollFull();
        uint256 count = packedAddresses.length / Chunks.ADDRESS_BYTES;
        if (count == 0 || count > Chunks.VOTERS || packedAddresses.length % Chunks.ADDRESS_BYTES != 0) {
            revert ChunkLength(packedAddresses.length);
        }
        address last = _lastVoter;
        for (uint256 i = 0; i < count; ++i) {
            address voter;
            // Reads within `packedAddresses`, whose length was checked. A slice in its place costs 4 % more gas a voter.
            assembly ("memory-safe") {
                voter := shr(96, calldataload(add(packedAddresses.offset, mul(i, 20))))
            }
            if (voter <= last) revert NotAscending(from + i, voter);
            last = voter;
        }

        _lastVoter = last;
        // The cast holds: at most 1,228 chunks of 1,216 voters.
        _size = uint64(from + count);
        _store(packedAddresses);

        emit Added(from, count);
    }

    /// @inheritdoc IRoll
    function close(uint256 size_) external {
        _requireOpen(size_);
        if (size_ == 0) revert EmptyRoll();

        _closed = true;
        _store(Chunks.firstVoters(address(this), Chunks.count(size_)));

        emit Closed(size_, digest());
    }

    /// @inheritdoc IRoll
    function publisher() external view returns (address) {
        return PUBLISHER;
    }

    /// @inheritdoc IRoll
    function size() external view returns (uint256) {
        return _size;
    }

    /// @inheritdoc IRoll
    function closed() external view returns (bool) {
        return _closed;
    }

    /// @inheritdoc IRoll
    function voterAt(uint256 index) external view returns (address) {
        // The very last number's successor wraps to 0, and that is no range either.
        unchecked {
            if (index >= _size) revert NoSuchRange(index, index + 1, _size);
        }

        return Chunks.voterAt(address(this), index);
    }

    /// @inheritdoc IRoll
    function voters(uint256 from, uint256 to) external view returns (address[] memory list) {
        if (from > to || to > _size) revert NoSuchRange(from, to, _size);

        list = new address[](to - from);
        for (uint256 i = 0; i < list.length; ++i) {
            list[i] = Chunks.voterAt(address(this), from + i);
        }
    }

    /// @inheritdoc IRoll
    function indexOf(address voter) external view returns (uint256) {
        if (!_closed) revert NotClosed();
        (bool isFound, uint256 index) = Chunks.find(address(this), _size, voter);
        if (!isFound) revert NotOnRoll(voter);

        return index;
    }

    /// @inheritdoc IRoll
    function digest() public view returns (bytes32) {
        bytes32[] memory hashes = new bytes32[](Chunks.count(_size));
        for (uint256 i = 0; i < hashes.length; ++i) {
            hashes[i] = Chunks.pointerTo(address(this), i).codehash;
        }
        return keccak256(abi.encodePacked(hashes));
    }

    /// For the publisher alone, who must know how many voters the roll has: a lost or doubled transaction harms nothing.
    function _requireOpen(uint256 expectedSize) private view {
        if (msg.sender != PUBLISHER) revert NotPublisher(msg.sender);
        if (_closed) revert AlreadyClosed();
        if (expectedSize != _size) revert WrongSize(expectedSize, _size);
    }

    function _store(bytes memory content) private {
        if (Code.store(content) == address(0)) revert ChunkNotStored();
    }
}
