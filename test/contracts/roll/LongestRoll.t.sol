// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IRoll} from "../../../contracts/IRoll.sol";
import {Roll} from "../../../contracts/Roll.sol";
import {RollElection} from "../../../contracts/RollElection.sol";
import {QuestionTest} from "../QuestionTest.sol";
import {VM} from "../Vm.sol";

/// @title The longest roll there can be, published for real: 1,228 chunks of 1,216 voters
contract LongestRollTest is QuestionTest {
    uint256 private constant CHUNKS = 1_228;
    uint256 private constant FULL = 1_216;
    uint256 private constant SIZE = CHUNKS * FULL;
    /// What one transaction may use at the most (EIP-7825).
    uint256 private constant MOST_GAS = 1 << 24;

    Roll private roll;

    /// One test, since publishing takes seconds.
    function test_HoldsFindsAndCountsItsVotersAndClosesWithinOneTransaction() external {
        VM.pauseGasMetering();
        roll = new Roll(address(this));
        bytes memory chunk = new bytes(20 * FULL + 12);
        bytes memory hashes = new bytes(0);
        for (uint256 i = 0; i < CHUNKS; ++i) {
            _write(chunk, i);
            roll.add(i * FULL, chunk);
            hashes = bytes.concat(hashes, VM.computeCreateAddress(address(roll), i + 1).codehash);
        }

        VM.expectRevert(abi.encodeWithSelector(IRoll.RollFull.selector));
        roll.add(SIZE, abi.encodePacked(address(type(uint160).max)));
        VM.assertEq(roll.digest(), keccak256(hashes));

        _cool();
        VM.resumeGasMetering();
        // Enough to read the first voters, 2,600 gas each, but not for 200 gas a byte of the index.
        VM.expectRevert(abi.encodeWithSelector(IRoll.ChunkNotStored.selector));
        roll.close{gas: 4_500_000}(SIZE);
        VM.pauseGasMetering();
        VM.assertEq(roll.closed(), false);

        _cool();
        VM.resumeGasMetering();
        roll.close{gas: MOST_GAS}(SIZE);
        VM.pauseGasMetering();

        VM.assertEq(roll.closed(), true);
        VM.assertEq(roll.size(), SIZE);
        VM.assertEq(roll.digest(), keccak256(hashes));
        VM.assertEq(VM.computeCreateAddress(address(roll), CHUNKS + 1).code.length, 1 + 20 * CHUNKS);
        // RLP writes nonces of up to 0x7f, 0xff and 0xffff differently; the nonce is one more than the chunk.
        uint16[10] memory chunks = [0, 1, 125, 126, 127, 128, 253, 254, 255, 1_227];
        for (uint256 i = 0; i < chunks.length; ++i) {
            uint256 first = chunks[i] * FULL;
            for (uint256 index = first; index < first + FULL; index += 405) {
                _expectVoter(index);
            }
        }
        VM.expectRevert(abi.encodeWithSelector(IRoll.NoSuchRange.selector, SIZE, SIZE + 1, SIZE));
        roll.voterAt(SIZE);
        _expectNotOnRoll(address(0));
        _expectNotOnRoll(address(type(uint160).max));

        VM.warp(OPENS);
        RollElection election = new RollElection(_question(), roll);
        VM.prank(_voter(SIZE - 1));
        election.vote(COFFEE, SIZE - 1);
        VM.assertEq(election.box(SIZE / 32 - 1, SIZE / 32)[0], 2);
        VM.assertEq(election.hasVoted(_voter(SIZE - 1)), true);
    }

    /// As in a transaction of its own, which finds no account warm.
    function _cool() private {
        for (uint256 i = 0; i < CHUNKS; ++i) {
            VM.cool(VM.computeCreateAddress(address(roll), i + 1));
        }
    }

    function _expectVoter(uint256 index) private {
        address voter = _voter(index);
        VM.assertEq(roll.voterAt(index), voter);
        VM.assertEq(roll.indexOf(voter), index);
        _expectNotOnRoll(address(uint160(voter) - 1));
        _expectNotOnRoll(address(uint160(voter) + 1));
    }

    function _expectNotOnRoll(address voter) private {
        VM.expectRevert(abi.encodeWithSelector(IRoll.NotOnRoll.selector, voter));
        roll.indexOf(voter);
    }

    function _voter(uint256 index) private pure returns (address) {
        return address(uint160((index + 1) << 136 | 0xabcdef));
    }

    /// Writes a chunk's voters over another's: all chunks in memory of their own would be 30 megabytes.
    function _write(bytes memory chunk, uint256 number) private pure {
        for (uint256 i = 0; i < FULL; ++i) {
            bytes20 voter = bytes20(_voter(number * FULL + i));
            // Memory safe: `chunk` has room for 12 bytes more than its addresses.
            assembly ("memory-safe") {
                mstore(add(add(chunk, 32), mul(i, 20)), voter)
            }
        }
        assembly ("memory-safe") {
            mstore(chunk, mul(FULL, 20))
        }
    }
}
