// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Ballots} from "../Ballots.sol";
import {MultiOwnerWallet} from "../MultiOwnerWallet.sol";
import {VM} from "../Vm.sol";
import {WalletOwners} from "../wallet/WalletOwners.sol";
import {SignedWalletTest} from "./SignedWalletTest.sol";

/// @title Two wallets of the same three owners, of whom two have to agree, and one of the owners: three voters
contract MultiOwnerTest is SignedWalletTest {
    uint256[] private owners;
    MultiOwnerWallet private wallet;
    MultiOwnerWallet private other;
    address private owner;
    uint256 private index;

    function setUp() public override {
        super.setUp();
        owners = WalletOwners.invent();
        (wallet, other) = (WalletOwners.create(owners, 2), WalletOwners.create(owners, 2));
        owner = _signer(owners[0]);
        address[] memory list = _signers(SIZE);
        // The owner's key is among those of the first voters.
        VM.assertEq(keys[owner], owners[0]);
        uint256 placed = 0;
        for (uint256 i = 0; placed < 2; ++i) {
            if (list[i] != owner) list[i] = placed++ == 0 ? address(wallet) : address(other);
        }
        _electFrom(_sorted(list));
        index = roll.indexOf(address(wallet));
    }

    function test_CountsWithTwoOwnersOfThree() external {
        _expectSignedCounted(COFFEE, 2, index, _signed(wallet, COFFEE, _two()));
    }

    function test_RevertWhen_TooFewOwnersSign() external {
        uint256[] memory one = new uint256[](1);
        one[0] = owners[1];
        _expectInvalid(TEA, index, _signed(wallet, TEA, one));
        _expectInvalid(TEA, index, _signed(wallet, TEA, WalletOwners.pair(owners[1], owners[1])));
        _expectInvalid(TEA, index, "");
    }

    /// Of one wallet's signatures none serves the other, and none serves another election.
    function test_RevertWhen_ItIsSignedForAnotherWalletOrElection() external {
        bytes memory here = _signed(wallet, TEA, _two());
        uint256 elsewhere = roll.indexOf(address(other));
        _expectInvalid(TEA, elsewhere, here);
        // Nor do they where the other wallet is asked about this one's ballot.
        _expectInvalid(TEA, index, _signed(other, TEA, _two()));
        _expectInvalid(COFFEE, index, here);

        _electFrom(voters);
        _expectInvalid(TEA, index, here);
        _expectSignedCounted(TEA, 1, index, _signed(wallet, TEA, _two()));
        _expectSignedCounted(TEA, 1, elsewhere, _signed(other, TEA, _two()));
    }

    /// An owner who is on the roll as well has a vote of their own, and the wallet has its own.
    function test_AnOwnerKeepsTheirOwnVote() external {
        uint256 own = roll.indexOf(owner);
        bytes memory asOwner = Ballots.sign(owners[0], _digest(TEA));
        _expectInvalid(TEA, index, asOwner);
        _expectSignedCounted(WATER, 3, index, _signed(wallet, WATER, _two()));
        _expectCounted(_record(own, TEA_NUMBER, asOwner), _counted(own, TEA_NUMBER));
        VM.assertEq(election.ballotOf(owner), TEA);
        VM.assertEq(election.ballotOf(address(wallet)), WATER);
    }

    function test_CountsWithoutASignatureWhatOwnersHaveApproved() external {
        bytes32 hash = _walletDigest(TEA, address(wallet));
        _approve(owners[1], hash, true);
        _expectInvalid(TEA, index, "");
        _approve(owners[2], hash, true);
        _expectInvalid(COFFEE, index, "");
        _expectInvalid(TEA, roll.indexOf(address(other)), "");

        // A wallet may change its mind until its ballot is delivered, and not afterwards.
        _approve(owners[2], hash, false);
        _expectInvalid(TEA, index, "");
        _approve(owners[0], hash, true);
        _expectSignedCounted(TEA, 1, index, "");
        _approve(owners[0], hash, false);
        VM.assertEq(election.ballotOf(address(wallet)), TEA);
    }

    function test_CountsByATransactionOfTheWallet() external {
        bytes memory data = abi.encodeWithSignature("vote(bytes32,uint256)", COFFEE, index);
        bytes32 digest = WalletOwners.callDigest(wallet, address(election), 0, data, 0);
        wallet.execute(address(election), 0, data, WalletOwners.sign(digest, _two()));
        VM.assertEq(election.ballotOf(address(wallet)), COFFEE);
    }

    function _two() private view returns (uint256[] memory) {
        return WalletOwners.pair(owners[0], owners[2]);
    }

    /// The ballot of the first wallet, signed by those owners for `signing`.
    function _signed(MultiOwnerWallet signing, bytes32 candidate, uint256[] memory signers)
        private
        view
        returns (bytes memory)
    {
        bytes32 hash = _walletDigest(candidate, address(signing));
        return WalletOwners.sign(WalletOwners.messageDigest(signing, hash), signers);
    }

    function _approve(uint256 key, bytes32 hash, bool isApproved) private {
        VM.prank(VM.addr(key));
        wallet.approve(hash, isApproved);
    }
}
