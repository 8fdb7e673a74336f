// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IPublicElection} from "../../../contracts/IElection.sol";
import {Ballots} from "../Ballots.sol";
import {SignedWalletTest} from "./SignedWalletTest.sol";
import {OwnedWallet} from "./Wallets.sol";
import {VM} from "../Vm.sol";

/// @title One owner with an account and two contract wallets, all three on the roll: three voters with a vote each
contract OneOwnerTest is SignedWalletTest {
    address private account;
    address private first;
    address private second;

    function setUp() public override {
        super.setUp();
        account = _signer(OWNER_KEY);
        (first, second) = (address(new OwnedWallet(account)), address(new OwnedWallet(account)));
        address[] memory list = _signers(SIZE);
        (list[0], list[1], list[2]) = (account, first, second);
        _electFrom(_sorted(list));
    }

    function test_TheAccountsBallotCountsForTheAccountAlone() external {
        bytes memory signature = Ballots.sign(OWNER_KEY, _digest(TEA));
        _expectInvalid(TEA, _index(first), signature);
        _expectInvalid(TEA, _index(second), signature);
        _expectInvalid(TEA, _index(account), signature);
        bytes memory batch = _asRecords(TEA_NUMBER, signature);
        _expectCounted(batch, _counted(_index(account), TEA_NUMBER));
        _expectNothingCounted(batch);
    }

    function test_AWalletsBallotCountsForThatWalletAlone() external {
        bytes memory signature = _signature(COFFEE, first);
        _expectNothingCounted(_asRecords(COFFEE_NUMBER, signature));
        _expectInvalid(COFFEE, _index(second), signature);
        _expectInvalid(COFFEE, _index(account), signature);
        _expectSignedCounted(COFFEE, 2, _index(first), signature);
        _expectInvalid(COFFEE, _index(second), signature);
        _expectNothingCounted(_asRecords(COFFEE_NUMBER, signature));
        VM.assertEq(election.votes(COFFEE), 1);
    }

    /// Exactly the votes that were signed for each, whatever is tried with the three signatures.
    function test_EachHasTheVoteThatWasSignedForIt() external {
        bytes memory asAccount = Ballots.sign(OWNER_KEY, _digest(TEA));
        _expectSignedCounted(WATER, 3, _index(second), _signature(WATER, second));
        _expectCounted(_asRecords(TEA_NUMBER, asAccount), _counted(_index(account), TEA_NUMBER));
        _expectSignedCounted(COFFEE, 2, _index(first), _signature(COFFEE, first));

        VM.assertEq(election.ballotOf(account), TEA);
        VM.assertEq(election.ballotOf(first), COFFEE);
        VM.assertEq(election.ballotOf(second), WATER);
        (,, uint256 ballots) = election.results();
        VM.assertEq(ballots, 3);
    }

    /// By EIP-7702 an account can be a wallet too, which is its own owner. It is one voter still.
    function test_AnAccountWithAWalletsCodeVotesOnceByEitherForm() external {
        VM.setEvmVersion("prague");
        VM.signAndAttachDelegation(address(new OwnedWallet(account)), OWNER_KEY);
        bytes memory asAccount = Ballots.sign(OWNER_KEY, _digest(TEA));
        bytes memory asWallet = _signature(COFFEE, account);
        _expectInvalid(TEA, _index(account), asAccount);
        _expectInvalid(COFFEE, _index(account), asAccount);
        _expectNothingCounted(_asRecords(COFFEE_NUMBER, asWallet));

        uint256 snapshot = VM.snapshotState();
        _expectSignedCounted(COFFEE, 2, _index(account), asWallet);
        _expectNothingCounted(_asRecords(TEA_NUMBER, asAccount));
        VM.revertToState(snapshot);

        _expectCounted(_asRecords(TEA_NUMBER, asAccount), _counted(_index(account), TEA_NUMBER));
        bytes memory reason = abi.encodeWithSelector(IPublicElection.AlreadyVoted.selector, account);
        _expectSignedRefused(COFFEE, _index(account), asWallet, reason);
    }

    /// The signature as a batch's record for each of the three.
    function _asRecords(uint8 number, bytes memory signature) private view returns (bytes memory) {
        bytes memory wallets =
            bytes.concat(_record(_index(first), number, signature), _record(_index(second), number, signature));
        return bytes.concat(wallets, _record(_index(account), number, signature));
    }

    function _index(address voter) private view returns (uint256) {
        return roll.indexOf(voter);
    }
}
