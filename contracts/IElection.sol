// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @notice What an election asks, in whose words, and when.
/// @param title The question, 1 to 200 bytes of UTF-8.
/// @param description Free text beside the question; may be empty.
/// @param candidates 2 to 100 distinct names of 1 to 200 bytes each, in ballot order.
/// @param opens The first second at which a vote counts (unix seconds). May lie in the past.
/// @param closes The first second at which no vote counts any more (unix seconds).
struct Question {
    string title;
    string description;
    string[] candidates;
    uint64 opens;
    uint64 closes;
}

/// @title What every election answers
/// @notice A question, its candidates, a window `[opens, closes)` and a tally, readable from the chain alone.
/// - A candidate's id is `keccak256(bytes(name))`, which is also how EIP-712 encodes a `string`.
/// - Nobody, the organiser included, can change, close, pause or erase anything once the election exists.
/// - Times are seconds of `block.timestamp`; whoever produces blocks can shift it by some seconds.
interface IElection {
    /// @notice The title is empty or longer than 200 bytes.
    error TitleLength(uint256 length);
    /// @notice Fewer than 2 or more than 100 candidates.
    error CandidateCount(uint256 count);
    /// @notice A candidate's name is empty or longer than 200 bytes; `index` counts from 0 in ballot order.
    error NameLength(uint256 index, uint256 length);
    /// @notice The candidate at `index` has the same name as one before it.
    error DuplicateCandidate(uint256 index);
    /// @notice Title, description and names together are longer than 16,384 bytes.
    error TextLength(uint256 length);
    /// @notice The window is empty: it would close before or when it opens.
    error EmptyWindow(uint64 opens, uint64 closes);
    /// @notice The window would have closed already.
    error ClosesInPast(uint64 closes, uint256 time);
    /// @notice The text could not be stored as contract code (out of gas).
    error TextNotStored();

    /// @notice The first second at which a vote counts (unix seconds).
    function opens() external view returns (uint64);

    /// @notice The first second at which no vote counts any more (unix seconds).
    function closes() external view returns (uint64);

    /// @notice The time of the block that created the election (unix seconds).
    /// A reader finds that block by searching the headers; a block number would be another chain's on some rollups.
    function createdAt() external view returns (uint64);

    /// @notice The electoral roll, or 0 where any address may vote.
    function roll() external view returns (address);

    /// @notice The votes for a candidate so far; 0 for what is no candidate.
    function getVoteCount(bytes32 candidate) external view returns (uint256);

    /// @notice The same figure as `getVoteCount`.
    function votes(bytes32 candidate) external view returns (uint256);

    /// @notice The whole tally.
    /// @return ids The candidates' ids in ballot order.
    /// @return counts The votes for each, in the same order.
    /// @return ballots All ballots counted: the sum of `counts`.
    function results() external view returns (bytes32[] memory ids, uint256[] memory counts, uint256 ballots);

    /// @notice The text of the ballot, in ballot order.
    function details()
        external
        view
        returns (string memory title, string memory description, string[] memory candidates);
}

/// @title What every election with public ballots answers
/// @notice A superset of the original `VotingSystem` contract's functions, with the same meaning:
/// `vote`, `getVoteCount`, `hasVoted`, `votes`.
interface IPublicElection is IElection {
    /// @notice A ballot was cast and counted.
    event Voted(address indexed voter, bytes32 indexed candidate);

    /// @notice A vote outside the window; `time` is the block's (unix seconds).
    error NotOpen(uint256 time, uint64 opens, uint64 closes);
    /// @notice The voter's one ballot is counted already.
    error AlreadyVoted(address voter);
    /// @notice No candidate of this election has that id.
    error UnknownCandidate(bytes32 candidate);

    /// @notice Casts the sender's one ballot. It counts at once and can never be changed.
    /// Reverts with `NotOpen`, `AlreadyVoted` or `UnknownCandidate`.
    /// @param candidate The candidate's id, `keccak256(bytes(name))`.
    function vote(bytes32 candidate) external;

    /// @notice Whether the voter's ballot is counted.
    function hasVoted(address voter) external view returns (bool);

    /// @notice The id of the candidate for whom the voter's ballot is counted; 0 if none is.
    function ballotOf(address voter) external view returns (bytes32);
}
