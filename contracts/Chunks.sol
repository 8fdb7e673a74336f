// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @title Where the voters of a roll are, and how to find one
/// @notice A roll creates nothing but its chunks, in order, and when it is closed an index of each chunk's first voter.
/// So their addresses follow from the roll's own (the creator's address and nonce), and an election reads a voter
/// without a call to the roll and without a stored pointer: both would cost 2,100 gas and more.
library Chunks {
    /// Voters in a chunk: 38 words of 32 in a ballot box, so that no word straddles two chunks.
    uint256 internal constant VOTERS = 1_216;
    /// As many as the index of first voters can name within EIP-170's 24,576 bytes.
    uint256 internal constant MOST = 1_228;
    uint256 internal constant ADDRESS_BYTES = 20;

    /// @notice How many chunks hold `size` voters.
    function count(uint256 size) internal pure returns (uint256) {
        return (size + VOTERS - 1) / VOTERS;
    }

    /// @notice The address of a roll's chunk, from 0; the one after the last chunk is the index of first voters.
    /// The address that CREATE gives: the hash of the RLP of the creator and its nonce, which starts at 1 (EIP-161).
    function pointerTo(address roll, uint256 chunk) internal pure returns (address) {
        uint256 nonce = chunk + 1;
        // The casts hold: a roll has at most 1,228 chunks and an index.
        bytes memory rlp = nonce < 0x80
            ? abi.encodePacked(hex"d694", roll, uint8(nonce))
            : nonce < 0x100
                ? abi.encodePacked(hex"d794", roll, hex"81", uint8(nonce))
                : abi.encodePacked(hex"d894", roll, hex"82", uint16(nonce));
        return address(uint160(uint256(keccak256(rlp))));
    }

    /// @notice The voter at an index; 0 behind a chunk's last one.
    function voterAt(address roll, uint256 index) internal view returns (address) {
        return _read(pointerTo(roll, index / VOTERS), index % VOTERS);
    }

    /// @notice Copies the addresses of `length` voters, 20 bytes each, to the beginning of `buffer`, which has room for
    /// them. All are of one chunk; behind its last voter there are zeros.
    function copyTo(bytes memory buffer, address roll, uint256 from, uint256 length) internal view {
        address pointer = pointerTo(roll, from / VOTERS);
        uint256 place = from % VOTERS;
        // Memory safe: the caller gives a buffer of `length` addresses at the least.
        assembly ("memory-safe") {
            extcodecopy(pointer, add(buffer, 32), add(1, mul(place, 20)), mul(length, 20))
        }
    }

    /// @notice The first voter of each of a roll's chunks, packed: what its index holds.
    function firstVoters(address roll, uint256 chunks) internal view returns (bytes memory packed) {
        packed = new bytes(chunks * ADDRESS_BYTES);
        for (uint256 i = 0; i < chunks; ++i) {
            address pointer = pointerTo(roll, i);
            // Memory safe: `packed` has 20 bytes for every chunk. Growing it by `bytes.concat` leaves each shorter copy
            // behind in memory, so that closing the longest roll would cost 430 million gas.
            assembly ("memory-safe") {
                extcodecopy(pointer, add(add(packed, 32), mul(i, 20)), 1, 20)
            }
        }
    }

    /// @notice Finds a voter on a closed roll by binary search: first among the chunks, then in one.
    /// @return isFound Whether the voter is on the roll.
    /// @return index The voter's index if so.
    function find(address roll, uint256 size, address voter) internal view returns (bool isFound, uint256 index) {
        uint256 chunks = count(size);
        uint256 chunk = chunks == 1 ? 0 : _last(pointerTo(roll, chunks), chunks, voter);
        uint256 from = chunk * VOTERS;
        address pointer = pointerTo(roll, chunk);
        uint256 place = _last(pointer, size - from < VOTERS ? size - from : VOTERS, voter);
        return (_read(pointer, place) == voter, from + place);
    }

    /// The place of the last of `length` ascending addresses that is not above `voter`; 0 where all are.
    function _last(address pointer, uint256 length, address voter) private view returns (uint256 low) {
        uint256 high = length;
        // No overflow: both stay between 0 and `length`, of 1,228 at the most.
        unchecked {
            while (high - low > 1) {
                uint256 middle = (low + high) / 2;
                if (_read(pointer, middle) > voter) high = middle;
                else low = middle;
            }
        }
    }

    function _read(address pointer, uint256 place) private view returns (address voter) {
        // Memory safe: uses the scratch space alone. No overflow: places are below 1,228.
        // Reads 20 bytes, 1 + 20 times `place` from the start, where Solidity would copy the whole code.
        assembly ("memory-safe") {
            extcodecopy(pointer, 0, add(1, mul(place, 20)), 20)
            voter := shr(96, mload(0))
        }
    }
}
