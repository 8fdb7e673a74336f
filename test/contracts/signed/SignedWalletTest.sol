// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IRollElection} from "../../../contracts/IRollElection.sol";
import {Ballots} from "../Ballots.sol";
import {SignedElectionTest} from "../SignedElectionTest.sol";
import {VM, Vm} from "../Vm.sol";

/// @title An open election with contract wallets on its roll
abstract contract SignedWalletTest is SignedElectionTest {
    uint256 internal constant OWNER_KEY = 0x0123456;

    /// Sets up an election of 69 accounts and that wallet. Returns the wallet's index.
    function _electWith(address wallet) internal returns (uint256) {
        address[] memory list = _signers(SIZE);
        list[SIZE - 1] = wallet;
        _electFrom(_sorted(list));
        return roll.indexOf(wallet);
    }

    /// The wallet's own ballot, signed by its owner.
    function _signature(bytes32 candidate, address wallet) internal view returns (bytes memory) {
        return Ballots.sign(OWNER_KEY, _walletDigest(candidate, wallet));
    }

    function _castSigned(bytes32 candidate, uint256 index, bytes memory signature) internal {
        VM.prank(CARRIER);
        election.castSigned(candidate, index, signature);
    }

    /// It counts for that voter and nobody else, and says so in one event.
    function _expectSignedCounted(bytes32 candidate, uint256 number, uint256 index, bytes memory signature) internal {
        address voter = voters[index];
        uint256[] memory box = election.box(0, _allWords());
        uint256 shift = 8 * (31 - index % 32);
        VM.assertEq(uint8(box[index / 32] >> shift), 0);
        box[index / 32] |= number << shift;
        uint256 tally = _tally(candidate);
        (,, uint256 ballots) = election.results();

        VM.recordLogs();
        _castSigned(candidate, index, signature);
        _expectVoted(VM.getRecordedLogs(), voter, candidate);

        VM.assertEq(abi.encode(election.box(0, box.length)), abi.encode(box));
        VM.assertEq(_tally(candidate), tally + 1);
        (,, uint256 ballotsAfter) = election.results();
        VM.assertEq(ballotsAfter, ballots + 1);
        VM.assertEq(election.ballotOf(voter), candidate);
    }

    /// Refused for that reason, and nothing has changed.
    function _expectSignedRefused(bytes32 candidate, uint256 index, bytes memory signature, bytes memory reason)
        internal
    {
        bytes32 before = _recordHash();
        VM.expectRevert(reason);
        _castSigned(candidate, index, signature);
        VM.assertEq(_recordHash(), before);
    }

    function _expectInvalid(bytes32 candidate, uint256 index, bytes memory signature) internal {
        bytes memory reason = abi.encodeWithSelector(IRollElection.InvalidSignature.selector, voters[index]);
        _expectSignedRefused(candidate, index, signature, reason);
    }

    function _expectVoted(Vm.Log[] memory logs, address voter, bytes32 candidate) private view {
        VM.assertEq(logs.length, 1);
        VM.assertEq(logs[0].emitter, address(election));
        VM.assertEq(logs[0].topics.length, 3);
        VM.assertEq(logs[0].topics[0], keccak256("Voted(address,bytes32)"));
        VM.assertEq(logs[0].topics[1], bytes32(uint256(uint160(voter))));
        VM.assertEq(logs[0].topics[2], candidate);
        VM.assertEq(logs[0].data.length, 0);
    }
}
