// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @title What the factory of every kind of election answers
/// @notice An election is genuine when its initcode ran, and its address is the proof of that: CREATE2 of the factory,
/// the organiser as salt, and the kind's initcode with its arguments. Runtime code that matches proves nothing, since
/// a constructor can forge storage and then return the genuine code.
interface IElectionFactory {
    /// @notice An election was created.
    /// @param roll The electoral roll, or 0 where any address may vote.
    event ElectionCreated(address indexed election, address indexed organiser, address indexed roll);

    /// @notice A listing that does not satisfy `from <= to <= electionCount()`.
    error NoSuchRange(uint256 from, uint256 to, uint256 count);

    /// @notice Who created the election; 0 if this factory did not create it.
    function organiserOf(address election) external view returns (address);

    /// @notice How many elections this factory created.
    function electionCount() external view returns (uint256);

    /// @notice The elections from `from` up to but not including `to`, in the order of creation.
    /// A list on the chain, so that a reader needs no event log and can tell that nothing was left out.
    function elections(uint256 from, uint256 to) external view returns (address[] memory);
}
