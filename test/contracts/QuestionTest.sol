// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Question} from "../../contracts/IElection.sol";
import {VM} from "./Vm.sol";

/// @title A question, as elections of every kind put it
abstract contract QuestionTest {
    uint64 internal constant CREATED = 1_800_000_000;
    uint64 internal constant OPENS = CREATED + 1 hours;
    uint64 internal constant CLOSES = OPENS + 1 days;

    bytes32 internal constant TEA = keccak256("Tea");
    bytes32 internal constant COFFEE = keccak256(unicode"Café");
    bytes32 internal constant WATER = keccak256(unicode"水");
    bytes32 internal constant UNKNOWN = keccak256("Beer");

    address internal constant ALICE = address(0xA11CE);
    address internal constant BOB = address(0xB0B);

    function _question() internal pure returns (Question memory) {
        string[] memory candidates = new string[](3);
        candidates[0] = "Tea";
        candidates[1] = unicode"Café";
        candidates[2] = unicode"水";
        return Question("What shall we drink?", "At every meeting.", candidates, OPENS, CLOSES);
    }

    /// A text of `length` bytes.
    function _text(uint256 length) internal pure returns (string memory) {
        bytes memory text = new bytes(length);
        for (uint256 i = 0; i < length; ++i) {
            text[i] = "a";
        }
        return string(text);
    }

    /// `count` distinct names of `length` bytes each; a length of 2 or more holds for up to 100.
    function _names(uint256 count, uint256 length) internal pure returns (string[] memory names) {
        names = new string[](count);
        for (uint256 i = 0; i < count; ++i) {
            bytes memory name = bytes(_text(length));
            name[0] = bytes1(uint8(0x30 + i / 10));
            name[1] = bytes1(uint8(0x30 + i % 10));
            names[i] = string(name);
        }
    }

    /// The slot of a contract's variable as the compiler publishes it, so that no layout is typed by hand.
    function _slotOf(string memory name, string memory variable) internal view returns (uint256) {
        return VM.parseUint(VM.parseJsonString(_artifact(name), string.concat(_layoutOf(variable), ".slot")));
    }

    function _artifact(string memory name) internal view returns (string memory) {
        return VM.readFile(string.concat("out/", name, ".sol/", name, ".json"));
    }

    function _layoutOf(string memory variable) internal pure returns (string memory) {
        return string.concat(".storageLayout.storage[?(@.label=='", variable, "')]");
    }
}
