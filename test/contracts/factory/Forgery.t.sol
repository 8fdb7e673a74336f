// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Question} from "../../../contracts/IElection.sol";
import {OpenElection} from "../../../contracts/OpenElection.sol";
import {FactoryTest} from "../FactoryTest.sol";
import {VM} from "../Vm.sol";

/// Writes a tally that nobody voted, then takes the code of a genuine election, its immutables included.
contract Forgery {
    constructor(bytes memory runtimeCode, bytes32 tallySlot, uint256 tally) {
        assembly ("memory-safe") {
            sstore(tallySlot, tally)
            return(add(runtimeCode, 32), mload(runtimeCode))
        }
    }
}

contract ForgeryTest is FactoryTest {
    OpenElection private forgery;

    function setUp() public override {
        super.setUp();
        address genuine = _create(ALICE, _question());
        bytes32 slot = keccak256(abi.encode(TEA, TALLY_SLOT));
        forgery = OpenElection(address(new Forgery(genuine.code, slot, 500)));
        election = OpenElection(genuine);
    }

    function test_AnswersLikeAnElection() external view {
        VM.assertEq(address(forgery).codehash, address(election).codehash);
        VM.assertEq(forgery.opens(), OPENS);
        VM.assertEq(forgery.votes(TEA), 500);
        (,, uint256 ballots) = forgery.results();
        VM.assertEq(ballots, 500);
    }

    function test_HasNoOrganiser() external view {
        VM.assertEq(factory.organiserOf(address(election)), ALICE);
        VM.assertEq(factory.organiserOf(address(forgery)), address(0));
    }

    function test_IsRefusedByItsAddress() external view {
        VM.assertEq(_addressOf(_questionOf(election), ALICE), address(election));

        VM.assertNotEq(_addressOf(_questionOf(forgery), ALICE), address(forgery));
        VM.assertNotEq(_addressOf(_questionOf(forgery), address(this)), address(forgery));
    }

    /// The constructor's argument as a reader gets it back from the chain.
    function _questionOf(OpenElection read) private view returns (Question memory) {
        (string memory title, string memory description, string[] memory candidates) = read.details();
        return Question(title, description, candidates, read.opens(), read.closes());
    }
}
