// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IPublicElection} from "../../../contracts/IElection.sol";
import {IRollElection} from "../../../contracts/IRollElection.sol";
import {Ballots} from "../Ballots.sol";
import {SignedWalletTest} from "./SignedWalletTest.sol";
import {OwnedWallet, StrictWallet} from "./Wallets.sol";
import {VM} from "../Vm.sol";

contract CastSignedTest is SignedWalletTest {
    address private wallet;
    uint256 private index;

    function setUp() public override {
        super.setUp();
        wallet = address(new OwnedWallet(VM.addr(OWNER_KEY)));
        index = _electWith(wallet);
    }

    function test_RevertGiven_OutsideTheWindow() external {
        bytes memory signature = _signature(TEA, wallet);
        _expectNotOpen(CREATED, signature);
        _expectNotOpen(OPENS - 1, signature);
        _expectNotOpen(CLOSES, signature);
        _expectNotOpen(type(uint64).max, signature);
    }

    function test_CountsInTheFirstSecond() external {
        VM.warp(OPENS);
        _expectSignedCounted(TEA, 1, index, _signature(TEA, wallet));
    }

    function test_CountsInTheLastSecond() external {
        VM.warp(CLOSES - 1);
        _expectSignedCounted(WATER, 3, index, _signature(WATER, wallet));
    }

    function test_RevertWhen_ThereIsNoVoterAtTheIndex() external {
        bytes memory signature = _signature(TEA, wallet);
        // In the last word and behind it, where the roll's own index stands, and where arithmetic might wrap.
        uint256[8] memory indexes = [SIZE, SIZE + 1, 95, 96, FULL - 1, FULL, type(uint24).max, type(uint256).max];
        for (uint256 i = 0; i < indexes.length; ++i) {
            bytes memory reason = abi.encodeWithSelector(IRollElection.NoVoterAt.selector, indexes[i], SIZE);
            _expectSignedRefused(TEA, indexes[i], signature, reason);
            _expectSignedRefused(TEA, indexes[i], "", reason);
        }
    }

    function test_RevertWhen_TheIndexIsAnothers() external {
        bytes memory signature = _signature(TEA, wallet);
        for (uint256 i = 0; i < SIZE; ++i) {
            if (i != index) _expectInvalid(TEA, i, signature);
        }
    }

    function test_RevertGiven_Voted() external {
        _expectSignedCounted(COFFEE, 2, index, _signature(COFFEE, wallet));
        bytes memory reason = abi.encodeWithSelector(IPublicElection.AlreadyVoted.selector, wallet);
        _expectSignedRefused(COFFEE, index, _signature(COFFEE, wallet), reason);
        _expectSignedRefused(TEA, index, _signature(TEA, wallet), reason);
        _expectSignedRefused(UNKNOWN, index, _signature(UNKNOWN, wallet), reason);
        _expectRefusal(wallet, TEA, reason);
        _expectRefusal(wallet, TEA, index, reason);
        _expectNothingCounted(_record(index, TEA_NUMBER, Ballots.sign(OWNER_KEY, _digest(TEA))));
        VM.assertEq(election.ballotOf(wallet), COFFEE);
    }

    function test_RevertGiven_VotedDirectly() external {
        _vote(wallet, WATER, index);
        bytes memory reason = abi.encodeWithSelector(IPublicElection.AlreadyVoted.selector, wallet);
        _expectSignedRefused(TEA, index, _signature(TEA, wallet), reason);
        _expectSignedRefused(WATER, index, _signature(WATER, wallet), reason);
    }

    function test_RevertWhen_NoSuchCandidate() external {
        bytes32[5] memory none = [UNKNOWN, bytes32(0), bytes32(uint256(1)), TEA ^ bytes32(uint256(1)), keccak256("tea")];
        for (uint256 i = 0; i < none.length; ++i) {
            bytes memory reason = abi.encodeWithSelector(IPublicElection.UnknownCandidate.selector, none[i]);
            _expectSignedRefused(none[i], index, _signature(none[i], wallet), reason);
        }
        _expectSignedCounted(TEA, 1, index, _signature(TEA, wallet));
    }

    function test_RevertWhen_TheSignatureIsOverAnythingElse() external {
        bytes32[5] memory digests = [
            _walletDigest(COFFEE, wallet),
            _walletDigest(TEA, voters[0] == wallet ? voters[1] : voters[0]),
            _digest(TEA),
            TEA,
            _walletDigest(TEA, address(0))
        ];
        for (uint256 i = 0; i < digests.length; ++i) {
            _expectInvalid(TEA, index, Ballots.sign(OWNER_KEY, digests[i]));
        }
        _expectInvalid(TEA, index, Ballots.sign(OWNER_KEY + 1, _walletDigest(TEA, wallet)));
    }

    function test_RevertWhen_TheSignatureIsForAnotherElectionOrChain() external {
        bytes memory here = _signature(TEA, wallet);
        uint256 chain = block.chainid;
        VM.chainId(chain + 1);
        _expectInvalid(TEA, index, here);
        VM.chainId(chain);

        _electFrom(voters);
        _expectInvalid(TEA, index, here);
        _expectSignedCounted(TEA, 1, index, _signature(TEA, wallet));
    }

    /// A wallet may take anything for a signature, of whatever length. It is asked with the selector of ERC-1271, the
    /// digest, and the signature as it came.
    function test_AsksTheWalletWithTheDigestAndTheSignature() external {
        uint16[6] memory lengths = [0, 1, 31, 32, 65, 5000];
        for (uint256 i = 0; i < lengths.length; ++i) {
            StrictWallet strict = new StrictWallet();
            uint256 place = _electWith(address(strict));
            bytes memory signature = bytes(_text(lengths[i]));
            _expectInvalid(COFFEE, place, signature);
            strict.expect(_walletDigest(COFFEE, address(strict)), signature);
            _expectInvalid(TEA, place, signature);
            _expectInvalid(COFFEE, place, bytes.concat(signature, hex"00"));
            _expectSignedCounted(COFFEE, 2, place, signature);
        }
    }

    function test_RevertWhen_EtherIsSent() external {
        bytes memory call = abi.encodeCall(election.castSigned, (TEA, index, _signature(TEA, wallet)));
        VM.deal(address(this), 1 ether);
        (bool taken,) = address(election).call{value: 1}(call);
        VM.assertEq(taken, false);
        VM.assertEq(election.hasVoted(wallet), false);
    }

    function _expectNotOpen(uint256 time, bytes memory signature) private {
        VM.warp(time);
        _expectSignedRefused(TEA, index, signature, _notOpen(time));
        _expectSignedRefused(UNKNOWN, type(uint256).max, "", _notOpen(time));
    }
}
