// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Roll} from "../../../contracts/Roll.sol";
import {RollTest} from "../RollTest.sol";
import {VM} from "../Vm.sol";

/// @title The bytes of a roll on which Solidity and TypeScript must agree, pinned by one file that both read
contract RollVectorsTest is RollTest {
    string private vectors = VM.readFile("test/vectors.json");

    function test_OrderPackingSaltAndDigest() external {
        for (uint256 i = 0; VM.keyExistsJson(vectors, _at(".rolls", i)); ++i) {
            string memory path = _at(".rolls", i);
            address[] memory ordered = VM.parseJsonAddressArray(vectors, string.concat(path, ".ordered"));
            address[] memory voters = VM.parseJsonAddressArray(vectors, string.concat(path, ".voters"));
            bytes[] memory chunks = VM.parseJsonBytesArray(vectors, string.concat(path, ".chunks"));
            VM.assertEq(abi.encode(_sorted(voters)), abi.encode(ordered));

            Roll roll = new Roll(address(this));
            bytes memory packed = new bytes(0);
            for (uint256 j = 0; j < chunks.length; ++j) {
                roll.add(roll.size(), chunks[j]);
                packed = bytes.concat(packed, chunks[j]);
            }
            VM.assertEq(abi.encode(roll.voters(0, roll.size())), abi.encode(ordered));
            VM.assertEq(keccak256(packed), VM.parseJsonBytes32(vectors, string.concat(path, ".salt")));
            VM.assertEq(roll.digest(), VM.parseJsonBytes32(vectors, string.concat(path, ".digest")));
        }
    }

    function test_RollsOfSeveralChunks() external {
        for (uint256 i = 0; VM.keyExistsJson(vectors, _at(".rollSeries", i)); ++i) {
            string memory path = _at(".rollSeries", i);
            uint256 first = uint160(VM.parseJsonAddress(vectors, string.concat(path, ".first")));
            uint256 step = VM.parseJsonUint(vectors, string.concat(path, ".step"));
            address[] memory voters = new address[](VM.parseJsonUint(vectors, string.concat(path, ".count")));
            for (uint256 j = 0; j < voters.length; ++j) {
                voters[j] = address(uint160(first + j * step));
            }

            Roll roll = _publish(voters);
            VM.assertEq(keccak256(_pack(voters)), VM.parseJsonBytes32(vectors, string.concat(path, ".salt")));
            VM.assertEq(roll.digest(), VM.parseJsonBytes32(vectors, string.concat(path, ".digest")));
        }
    }

    function test_Addresses() external view {
        for (uint256 i = 0; VM.keyExistsJson(vectors, _at(".rollAddresses", i)); ++i) {
            string memory path = _at(".rollAddresses", i);
            bytes memory initcode = VM.parseJsonBytes(vectors, string.concat(path, ".initcode"));
            address publisher = VM.parseJsonAddress(vectors, string.concat(path, ".publisher"));
            bytes32 salt = VM.parseJsonBytes32(vectors, string.concat(path, ".salt"));
            address factory = VM.parseJsonAddress(vectors, string.concat(path, ".factory"));

            bytes32 initcodeHash = keccak256(bytes.concat(initcode, abi.encode(publisher)));
            address expected = VM.parseJsonAddress(vectors, string.concat(path, ".address"));
            VM.assertEq(VM.computeCreate2Address(salt, initcodeHash, factory), expected);
        }
    }

    /// A path that finds nothing would make every loop above pass.
    function test_ThereAreVectors() external view {
        VM.assertEq(VM.keyExistsJson(vectors, ".rolls[1]"), true);
        VM.assertEq(VM.keyExistsJson(vectors, ".rollSeries[2]"), true);
        VM.assertEq(VM.keyExistsJson(vectors, ".rollAddresses[0]"), true);
    }

    function _at(string memory list, uint256 index) private pure returns (string memory) {
        return string.concat(list, "[", VM.toString(index), "]");
    }
}
