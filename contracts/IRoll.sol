// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @title An electoral roll: who may vote
/// @notice Published once, in chunks, then closed; many elections may use it.
/// - The voters stand in strictly ascending order of their addresses, so nobody is on it twice.
/// - Only the publisher adds, and only until the roll is closed. A closed roll never changes, for nobody.
/// - Every chunk but the last holds 1,216 voters. A chunk that is sent twice, or after one that was lost, is refused.
/// - A voter's index is their place, from 0. It is what a ballot box is numbered by.
interface IRoll {
    /// @notice Voters were added: `count` of them, the first at index `from`.
    event Added(uint256 indexed from, uint256 count);
    /// @notice The roll was closed with `size` voters.
    event Closed(uint256 size, bytes32 digest);

    /// @notice Only the publisher adds to a roll and closes it.
    error NotPublisher(address sender);
    /// @notice The roll is closed; it never changes again.
    error AlreadyClosed();
    /// @notice The roll is not closed yet.
    error NotClosed();
    /// @notice The sender takes the roll to have `expected` voters, but it has `size`.
    error WrongSize(uint256 expected, uint256 size);
    /// @notice The last chunk was not full, so nothing can follow it.
    error LastChunkNotFull(uint256 size);
    /// @notice Not 1 to 1,216 addresses of 20 bytes each.
    error ChunkLength(uint256 length);
    /// @notice The voter that would stand at `index` does not come after the one before it.
    error NotAscending(uint256 index, address voter);
    /// @notice The roll has as many chunks as it can have: 1,228.
    error RollFull();
    /// @notice A roll without voters cannot be closed.
    error EmptyRoll();
    /// @notice The voters could not be stored as contract code (out of gas).
    error ChunkNotStored();
    /// @notice The address is not on the roll.
    error NotOnRoll(address voter);
    /// @notice A listing that does not satisfy `from <= to <= size()`.
    error NoSuchRange(uint256 from, uint256 to, uint256 size);

    /// @notice Adds the next chunk. Only the publisher may; a chunk's size is fixed, so that no two chunks of a roll
    /// depend on how they were sent.
    /// Reverts with `NotPublisher`, `AlreadyClosed`, `WrongSize`, `LastChunkNotFull`, `RollFull`, `ChunkLength`,
    /// `NotAscending` or `ChunkNotStored`.
    /// @param from How many voters the roll has so far.
    /// @param packedAddresses 1 to 1,216 addresses of 20 bytes each, strictly ascending, all after the last so far.
    function add(uint256 from, bytes calldata packedAddresses) external;

    /// @notice Closes the roll for ever. Only the publisher may.
    /// Reverts with `NotPublisher`, `AlreadyClosed`, `WrongSize`, `EmptyRoll` or `ChunkNotStored`.
    /// @param size How many voters the roll has.
    function close(uint256 size) external;

    /// @notice Who publishes this roll.
    function publisher() external view returns (address);

    /// @notice How many voters the roll has so far.
    function size() external view returns (uint256);

    /// @notice Whether the roll is closed and can be used.
    function closed() external view returns (bool);

    /// @notice What tells this roll's voters from any other's: `keccak256` over the hashes of the chunks' code, in order.
    function digest() external view returns (bytes32);

    /// @notice The voter at an index. Reverts with `NoSuchRange` where there is none.
    function voterAt(uint256 index) external view returns (address);

    /// @notice The voters from `from` up to but not including `to`, in ascending order.
    function voters(uint256 from, uint256 to) external view returns (address[] memory);

    /// @notice The index of a voter on the closed roll. Reverts with `NotOnRoll` or `NotClosed`.
    function indexOf(address voter) external view returns (uint256);
}
