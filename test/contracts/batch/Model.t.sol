// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Ballots} from "../Ballots.sol";
import {SignedElectionTest} from "../SignedElectionTest.sol";
import {VM} from "../Vm.sol";

/// @title Batches of anything, held against a plain model of what must be counted
contract BatchModelTest is SignedElectionTest {
    bool[SIZE] private _hasVoted;

    /// Three batches one after the other, of records of which about half are good, and direct votes between them.
    /// forge-config: default.fuzz.runs = 200
    function testFuzz_CountsAsTheModel(uint256 seed, uint8 length) external {
        for (uint256 turn = 0; turn < 3; ++turn) {
            _expectAsModelled(uint256(keccak256(abi.encode(seed, turn))), length % 48);
            uint256 voter = uint256(keccak256(abi.encode(seed, turn, "direct"))) % SIZE;
            if (!_hasVoted[voter]) _vote(voters[voter], COFFEE, voter);
            _hasVoted[voter] = true;
        }
    }

    /// Bytes that nobody chose contain nobody's signature.
    /// forge-config: default.fuzz.runs = 500
    function testFuzz_CountsNothingInGarbage(bytes32 seed, uint8 length) external {
        bytes memory batch = "";
        for (uint256 i = 0; i < length % 32; ++i) {
            bytes32 chance = keccak256(abi.encode(seed, i));
            // Within the roll or near it, else nearly all would be passed over for their index.
            bytes3 index = uint256(chance) % 4 > 0 ? bytes3(uint24(uint256(chance) >> 8) % 80) : bytes3(chance);
            batch = bytes.concat(batch, index, bytes1(uint8(chance[4]) % 5), chance, keccak256(abi.encode(chance)));
        }
        _expectNothingCounted(batch);
    }

    /// With whatever gas: a batch counts all that it would with plenty, or fails as a whole. Else who estimates the gas
    /// could settle on an amount with which honest ballots are passed over.
    function test_LeavesNoBallotOutForWantOfGas() external {
        _expectAllOrNothing(_ballot(2, TEA_NUMBER), 1);
        _expectAllOrNothing(bytes.concat(_ballot(3, TEA_NUMBER), _ballot(40, WATER_NUMBER), _ballot(4, TEA_NUMBER)), 3);
    }

    function _expectAllOrNothing(bytes memory batch, uint256 count) private {
        (,, uint256 before) = election.results();
        bool isDone = false;
        for (uint256 gas = 0; !isDone; gas += 83) {
            bytes memory answer;
            (isDone, answer) = address(election).call{gas: gas}(abi.encodeCall(election.castBatch, (batch)));
            (,, uint256 ballots) = election.results();
            VM.assertEq(ballots, isDone ? before + count : before);
            if (isDone) VM.assertEq(abi.decode(answer, (uint256)), count);
        }
    }

    function _expectAsModelled(uint256 seed, uint256 length) private {
        (bytes memory batch, bytes memory counted) = (bytes(""), bytes(""));
        for (uint256 i = 0; i < length; ++i) {
            uint256 chance = uint256(keccak256(abi.encode(seed, i)));
            uint256 index = chance % (SIZE + 4);
            uint8 number = uint8((chance >> 8) % 5);
            // Each is the right one three times out of four.
            uint256 signer = (chance >> 16) % 4 > 0 ? index % SIZE : (chance >> 24) % SIZE;
            uint256 choice = (chance >> 32) % 4 > 0 ? number : (chance >> 40) % 5;
            bool isMade = (chance >> 48) % 8 > 0;

            bytes memory signature =
                isMade ? Ballots.sign(keys[voters[signer]], _digest(_candidate(choice))) : new bytes(64);
            batch = bytes.concat(batch, _record(index, number, signature));
            bool isGood = index < SIZE && number >= 1 && number <= 3 && signer == index && choice == number && isMade;
            if (!isGood || _hasVoted[index]) continue;
            _hasVoted[index] = true;
            counted = bytes.concat(counted, _counted(index, number));
        }
        _expectCounted(batch, counted);
    }

    function _candidate(uint256 number) private pure returns (bytes32) {
        return [bytes32(0), TEA, COFFEE, WATER, UNKNOWN][number];
    }
}
