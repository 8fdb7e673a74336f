// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {MultiOwnerWallet} from "../MultiOwnerWallet.sol";
import {VM} from "../Vm.sol";
import {WalletOwners} from "./WalletOwners.sol";

contract MultiOwnerWalletTest {
    bytes4 private constant ACCEPTED = 0x1626ba7e;
    bytes32 private constant HASH = keccak256("What is signed");
    address private constant ALICE = address(0xA11CE);

    uint256[] private keys;
    MultiOwnerWallet private wallet;

    function setUp() public {
        keys = WalletOwners.invent();
        wallet = WalletOwners.create(keys, 2);
    }

    function test_RevertWhen_TheThresholdCannotBe() external {
        address[] memory owners = new address[](1);
        owners[0] = ALICE;
        _expectBadOwners(owners, 0);
        _expectBadOwners(owners, 2);
        _expectBadOwners(new address[](0), 0);
    }

    function test_RevertWhen_AnOwnerCannotBe() external {
        address[] memory owners = new address[](2);
        (owners[0], owners[1]) = (ALICE, ALICE);
        _expectBadOwners(owners, 1);
        owners[1] = address(0);
        _expectBadOwners(owners, 1);
    }

    function test_AcceptsAnyTwoOfThree() external view {
        _expectAccepted(WalletOwners.pair(keys[0], keys[1]), true);
        _expectAccepted(WalletOwners.pair(keys[0], keys[2]), true);
        _expectAccepted(WalletOwners.pair(keys[1], keys[2]), true);
    }

    function test_DoesNotAcceptOtherSignatures() external view {
        uint256[] memory one = new uint256[](1);
        one[0] = keys[0];
        _expectAccepted(one, false);
        _expectAccepted(keys, false);
        _expectAccepted(WalletOwners.pair(keys[0], keys[0]), false);
        _expectAccepted(WalletOwners.pair(keys[1], keys[0]), false);
        _expectAccepted(WalletOwners.pair(keys[0], 14), false);

        // Zeros recover to the zero address, which is below all others.
        bytes memory none = new bytes(65);
        bytes memory good = WalletOwners.sign(_digest(), one);
        VM.assertEq(_isAccepted(HASH, bytes.concat(none, good)), false);
        VM.assertEq(_isAccepted(HASH, bytes.concat(good, none)), false);
        VM.assertEq(_isAccepted(HASH, bytes.concat(good, good, hex"00")), false);
    }

    function test_DoesNotAcceptWhatIsSignedForAnotherHashWalletOrChain() external {
        bytes memory signatures = WalletOwners.sign(_digest(), WalletOwners.pair(keys[0], keys[1]));
        VM.assertEq(_isAccepted(keccak256("Another"), signatures), false);
        VM.assertEq(_isAccepted(HASH, WalletOwners.sign(HASH, WalletOwners.pair(keys[0], keys[1]))), false);

        MultiOwnerWallet first = wallet;
        wallet = WalletOwners.create(keys, 2);
        VM.assertEq(_isAccepted(HASH, signatures), false);

        wallet = first;
        VM.assertEq(_isAccepted(HASH, signatures), true);
        VM.chainId(block.chainid + 1);
        VM.assertEq(_isAccepted(HASH, signatures), false);
    }

    function test_NeedsNoSignatureForWhatTwoHaveApproved() external {
        VM.assertEq(_isAccepted(HASH, ""), false);
        _approve(keys[2], true);
        _approve(keys[2], true);
        VM.assertEq(_isAccepted(HASH, ""), false);

        _approve(keys[0], true);
        VM.assertEq(_isAccepted(HASH, ""), true);
        VM.assertEq(_isAccepted(keccak256("Another"), ""), false);

        _approve(keys[2], false);
        _approve(keys[2], false);
        VM.assertEq(_isAccepted(HASH, ""), false);
        VM.assertEq(wallet.approvals(HASH), 1);
    }

    function test_RevertWhen_ApprovedByAStranger() external {
        VM.expectRevert(abi.encodeWithSelector(MultiOwnerWallet.NotOwner.selector, ALICE));
        VM.prank(ALICE);
        wallet.approve(HASH, true);
    }

    function test_MakesACallOnce() external {
        VM.deal(address(this), 1 ether);
        (bool isTaken,) = address(wallet).call{value: 1 ether}("");
        VM.assertEq(isTaken, true);

        bytes32 digest = WalletOwners.callDigest(wallet, ALICE, 7, "", 0);
        bytes memory signatures = WalletOwners.sign(digest, WalletOwners.pair(keys[0], keys[2]));
        wallet.execute(ALICE, 7, "", signatures);
        VM.assertEq(ALICE.balance, 7);
        _expectNotSigned(ALICE, 7, "", signatures);
    }

    function test_PassesOnWhyACallFailed() external {
        // The wallet itself is no owner.
        bytes memory data = abi.encodeCall(MultiOwnerWallet.approve, (HASH, true));
        bytes32 digest = WalletOwners.callDigest(wallet, address(wallet), 0, data, 0);
        bytes memory signatures = WalletOwners.sign(digest, WalletOwners.pair(keys[0], keys[2]));
        VM.expectRevert(abi.encodeWithSelector(MultiOwnerWallet.NotOwner.selector, address(wallet)));
        wallet.execute(address(wallet), 0, data, signatures);
    }

    function test_RevertWhen_SomethingElseIsSigned() external {
        bytes32 digest = WalletOwners.callDigest(wallet, ALICE, 0, "call", 0);
        bytes memory signatures = WalletOwners.sign(digest, WalletOwners.pair(keys[0], keys[1]));
        _expectNotSigned(address(this), 0, "call", signatures);
        _expectNotSigned(ALICE, 1, "call", signatures);
        _expectNotSigned(ALICE, 0, "other", signatures);
        _expectNotSigned(ALICE, 0, "call", "");
        _expectNotSigned(ALICE, 0, "call", WalletOwners.sign(_digest(), WalletOwners.pair(keys[0], keys[1])));
        wallet.execute(ALICE, 0, "call", signatures);
    }

    function _expectBadOwners(address[] memory owners, uint256 threshold) private {
        VM.expectRevert(abi.encodeWithSelector(MultiOwnerWallet.BadOwners.selector));
        new MultiOwnerWallet(owners, threshold);
    }

    function _expectNotSigned(address to, uint256 value, bytes memory data, bytes memory signatures) private {
        VM.expectRevert(abi.encodeWithSelector(MultiOwnerWallet.NotSigned.selector));
        wallet.execute(to, value, data, signatures);
    }

    function _expectAccepted(uint256[] memory signers, bool isAccepted) private view {
        VM.assertEq(_isAccepted(HASH, WalletOwners.sign(_digest(), signers)), isAccepted);
    }

    function _isAccepted(bytes32 hash, bytes memory signatures) private view returns (bool) {
        return wallet.isValidSignature(hash, signatures) == ACCEPTED;
    }

    function _digest() private view returns (bytes32) {
        return WalletOwners.messageDigest(wallet, HASH);
    }

    function _approve(uint256 key, bool isApproved) private {
        VM.prank(VM.addr(key));
        wallet.approve(HASH, isApproved);
    }
}
