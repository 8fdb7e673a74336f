// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Question} from "../../../contracts/IElection.sol";
import {OpenElection} from "../../../contracts/OpenElection.sol";
import {ElectionTest} from "../ElectionTest.sol";
import {VM} from "../Vm.sol";

/// @title The bytes on which Solidity and TypeScript must agree, pinned by one file that the tests of both read
contract VectorsTest is ElectionTest {
    string private vectors;

    function setUp() public override {
        vectors = VM.readFile("test/vectors.json");
        string[] memory names = new string[](_length(".candidates"));
        for (uint256 i = 0; i < names.length; ++i) {
            names[i] = VM.parseJsonString(vectors, string.concat(_at(".candidates", i), ".name"));
        }
        VM.warp(OPENS);
        election = new OpenElection(Question("Which name?", "", names, OPENS, CLOSES));
    }

    function test_CandidateIds() external view {
        (bytes32[] memory ids,,) = election.results();
        for (uint256 i = 0; i < ids.length; ++i) {
            VM.assertEq(ids[i], VM.parseJsonBytes32(vectors, string.concat(_at(".candidates", i), ".id")));
        }
    }

    function test_Seals() external {
        for (uint256 i = 0; i < _length(".seals"); ++i) {
            string memory path = _at(".seals", i);
            bytes32 candidate = VM.parseJsonBytes32(vectors, string.concat(path, ".id"));
            address[] memory voters = VM.parseJsonAddressArray(vectors, string.concat(path, ".voters"));
            bytes32[] memory slots = VM.parseJsonBytes32Array(vectors, string.concat(path, ".slots"));
            VM.assertEq(slots.length, voters.length + 1);

            VM.assertEq(bytes32(_tally(candidate)), slots[0]);
            for (uint256 j = 0; j < voters.length; ++j) {
                _vote(voters[j], candidate);
                VM.assertEq(bytes32(_tally(candidate)), slots[j + 1]);
            }
        }
    }

    function _length(string memory list) private view returns (uint256 length) {
        while (VM.keyExistsJson(vectors, _at(list, length))) ++length;
    }

    function _at(string memory list, uint256 index) private pure returns (string memory) {
        return string.concat(list, "[", VM.toString(index), "]");
    }
}
