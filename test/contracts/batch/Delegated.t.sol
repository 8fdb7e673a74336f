// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {RollElection} from "../../../contracts/RollElection.sol";
import {Ballots} from "../Ballots.sol";
import {SignedElectionTest} from "../SignedElectionTest.sol";
import {VM} from "../Vm.sol";

/// Whatever it is called with, it takes all the gas.
contract Greedy {
    fallback() external payable {
        while (true) {}
    }
}

/// An account's delegated code that votes when the account is called.
contract DelegatedVoter {
    function voteIn(RollElection election, bytes32 candidate, uint256 index) external {
        election.vote(candidate, index);
    }
}

/// @title Accounts with delegated code (EIP-7702) keep their key, and sign like any other
contract BatchDelegatedTest is SignedElectionTest {
    function setUp() public override {
        super.setUp();
        // EIP-7702 came with Prague.
        VM.setEvmVersion("prague");
    }

    function test_CountsAnAccountWithDelegatedCodeAndDoesNotCallIt() external {
        VM.signAndAttachDelegation(address(new Greedy()), keys[voters[5]]);
        VM.assertEq(voters[5].code.length, 23);

        bytes memory batch = bytes.concat(_ballot(4, TEA_NUMBER), _ballot(5, COFFEE_NUMBER), _ballot(6, WATER_NUMBER));
        bytes memory counted =
            bytes.concat(_counted(4, TEA_NUMBER), _counted(5, COFFEE_NUMBER), _counted(6, WATER_NUMBER));
        _expectCounted(batch, counted);
        _expectNothingCounted(batch);
    }

    function test_SkipsASignatureOverAnythingElse() external {
        VM.signAndAttachDelegation(address(new Greedy()), keys[voters[5]]);
        _expectNothingCounted(_record(5, TEA_NUMBER, new bytes(64)));
        _expectNothingCounted(_record(5, TEA_NUMBER, Ballots.sign(keys[voters[5]], _digest(COFFEE))));
        bytes memory asWallet = Ballots.sign(keys[voters[5]], _walletDigest(TEA, voters[5]));
        _expectNothingCounted(_record(5, TEA_NUMBER, asWallet));
    }

    function test_CountsOnceWhetherByItsCodeOrByItsKey() external {
        VM.signAndAttachDelegation(address(new DelegatedVoter()), keys[voters[5]]);
        DelegatedVoter(voters[5]).voteIn(election, TEA, 5);
        _expectNothingCounted(_ballot(5, TEA_NUMBER));
        _expectNothingCounted(_ballot(5, COFFEE_NUMBER));
        VM.assertEq(election.ballotOf(voters[5]), TEA);
    }
}
