// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IRoll} from "../../../contracts/IRoll.sol";
import {Roll} from "../../../contracts/Roll.sol";
import {VM} from "../Vm.sol";
import {RollPublisher} from "./RollPublisher.sol";

/// forge-config: default.invariant.runs = 32
/// forge-config: default.invariant.depth = 24
contract RollInvariantTest {
    RollPublisher private publisher;
    Roll private roll;

    function setUp() external {
        publisher = new RollPublisher();
        roll = publisher.roll();
    }

    function targetContracts() external view returns (address[] memory targets) {
        targets = new address[](1);
        targets[0] = address(publisher);
    }

    /// One for all that must hold: each would go through the same calls again.
    function invariant_AllThatMustHold() external {
        _expectTheVotersAreTheAcceptedOnesInOrder();
        _expectAClosedRollNeverChanges();
    }

    /// The roll has exactly the voters that were accepted, strictly ascending, and finds them once it is closed.
    function _expectTheVotersAreTheAcceptedOnesInOrder() private {
        (address[] memory voters, bool closed,) = publisher.model();
        VM.assertEq(roll.size(), voters.length);
        VM.assertEq(abi.encode(roll.voters(0, voters.length)), abi.encode(voters));
        address last = address(0);
        for (uint256 i = 0; i < voters.length; ++i) {
            VM.assertEq(voters[i] > last, true);
            last = voters[i];
        }

        for (uint256 i = 0; i < voters.length; i += 211) {
            if (!closed) VM.expectRevert(abi.encodeWithSelector(IRoll.NotClosed.selector));
            uint256 index = roll.indexOf(voters[i]);
            if (closed) VM.assertEq(index, i);
        }
    }

    /// Once closed, a roll stays closed with the same voters.
    function _expectAClosedRollNeverChanges() private view {
        (, bool closed, bytes32 digest) = publisher.model();
        VM.assertEq(roll.closed(), closed);
        if (closed) VM.assertEq(roll.digest(), digest);
    }
}
