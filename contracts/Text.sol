// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Code} from "./Code.sol";
import {IElection, Question} from "./IElection.sol";

/// @title The text of a ballot, kept as contract code
/// @notice Layout after the STOP byte with which such code begins:
/// `uint8 n | uint16 length, title | uint16 length, description | n times: uint16 length, name`, big-endian.
/// Length prefixes instead of ABI encoding: its padding would push the largest ballot over EIP-170's 24,576 bytes.
library Text {
    uint256 internal constant MOST_BYTES = 16_384;
    uint256 internal constant MOST_LINE_BYTES = 200;
    uint256 internal constant FEWEST_CANDIDATES = 2;
    uint256 internal constant MOST_CANDIDATES = 100;

    /// @notice Checks the lengths and stores the text.
    /// @return pointer The address whose code is the text.
    function store(Question memory question) internal returns (address pointer) {
        pointer = Code.store(_pack(question));
        if (pointer == address(0)) revert IElection.TextNotStored();
    }

    /// @notice The text at `pointer`, in the parts that `store` was given.
    function load(address pointer)
        internal
        view
        returns (string memory title, string memory description, string[] memory candidates)
    {
        bytes memory packed = pointer.code;
        uint256 start = 2;
        (title, start) = _read(packed, start);
        (description, start) = _read(packed, start);
        candidates = new string[](uint8(packed[1]));
        for (uint256 i = 0; i < candidates.length; ++i) {
            (candidates[i], start) = _read(packed, start);
        }
    }

    function _pack(Question memory question) private pure returns (bytes memory packed) {
        string[] memory names = question.candidates;
        uint256 titleLength = bytes(question.title).length;
        if (titleLength == 0 || titleLength > MOST_LINE_BYTES) revert IElection.TitleLength(titleLength);
        if (names.length < FEWEST_CANDIDATES || names.length > MOST_CANDIDATES) {
            revert IElection.CandidateCount(names.length);
        }

        uint256 total = titleLength + bytes(question.description).length;
        for (uint256 i = 0; i < names.length; ++i) {
            uint256 length = bytes(names[i]).length;
            if (length == 0 || length > MOST_LINE_BYTES) revert IElection.NameLength(i, length);
            total += length;
        }
        if (total > MOST_BYTES) revert IElection.TextLength(total);

        // The casts hold: every length was checked above.
        packed = abi.encodePacked(
            uint8(names.length),
            uint16(titleLength),
            question.title,
            uint16(bytes(question.description).length),
            question.description
        );
        for (uint256 i = 0; i < names.length; ++i) {
            packed = abi.encodePacked(packed, uint16(bytes(names[i]).length), names[i]);
        }
    }

    function _read(bytes memory packed, uint256 start) private pure returns (string memory part, uint256 next) {
        uint256 length = uint256(uint8(packed[start])) << 8 | uint8(packed[start + 1]);
        bytes memory copy = new bytes(length);
        // Memory safe: `copy` has `length` bytes, and a text written by `_pack` holds `length` bytes from `start + 2`.
        assembly ("memory-safe") {
            mcopy(add(copy, 32), add(add(packed, 34), start), length)
        }
        return (string(copy), start + 2 + length);
    }
}
