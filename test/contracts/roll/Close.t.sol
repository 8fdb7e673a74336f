// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IRoll} from "../../../contracts/IRoll.sol";
import {Roll} from "../../../contracts/Roll.sol";
import {RollTest} from "../RollTest.sol";
import {VM, Vm} from "../Vm.sol";

contract CloseTest is RollTest {
    address private constant STRANGER = address(0x57A);

    Roll private roll;

    function setUp() external {
        roll = new Roll(address(this));
        _add(roll, _voters(3));
    }

    function test_RevertWhen_SenderIsNotThePublisher() external {
        bytes memory reason = abi.encodeWithSelector(IRoll.NotPublisher.selector, STRANGER);
        _expectRefusal(STRANGER, 3, reason);
        _expectRefusal(STRANGER, 4, reason);
        roll.close(3);
        _expectRefusal(STRANGER, 3, reason);
    }

    function test_RevertGiven_Closed() external {
        roll.close(3);
        _expectRefusal(address(this), 3, abi.encodeWithSelector(IRoll.AlreadyClosed.selector));
        _expectRefusal(address(this), 0, abi.encodeWithSelector(IRoll.AlreadyClosed.selector));
    }

    function testFuzz_RevertWhen_TheSizeIsAnother(uint256 size) external {
        if (size == 3) return;
        _expectRefusal(address(this), size, abi.encodeWithSelector(IRoll.WrongSize.selector, size, 3));
        VM.assertEq(roll.closed(), false);
    }

    function test_RevertGiven_Empty() external {
        roll = new Roll(address(this));
        _expectRefusal(address(this), 0, abi.encodeWithSelector(IRoll.EmptyRoll.selector));
        _expectRefusal(address(this), 1, abi.encodeWithSelector(IRoll.WrongSize.selector, 1, 0));
        VM.assertEq(roll.closed(), false);
    }

    function test_RevertWhen_EtherIsSent() external {
        VM.deal(address(this), 1 ether);
        (bool isClosed,) = address(roll).call{value: 1}(abi.encodeCall(roll.close, (3)));
        VM.assertEq(isClosed, false);
        VM.assertEq(roll.closed(), false);
    }

    function test_StoresEachChunksFirstVoterBehindTheLastChunk() external {
        uint256[6] memory sizes = [1, 3, FULL, FULL + 1, 2 * FULL, 2 * FULL + 1];
        for (uint256 i = 0; i < sizes.length; ++i) {
            address[] memory voters = _voters(sizes[i]);
            roll = _publish(voters);

            bytes memory index = hex"00";
            uint256 chunks = 0;
            for (uint256 from = 0; from < voters.length; from += FULL) {
                index = bytes.concat(index, bytes20(voters[from]));
                ++chunks;
            }
            VM.assertEq(VM.computeCreateAddress(address(roll), chunks + 1).code, index);
            VM.assertEq(VM.computeCreateAddress(address(roll), chunks + 2).code.length, 0);
        }
    }

    function test_NothingChangesAfterwards() external {
        address[] memory voters = _voters(2 * FULL);
        roll = new Roll(address(this));
        _add(roll, voters);
        bytes32 digest = roll.digest();
        roll.close(2 * FULL);

        bytes memory higher = abi.encodePacked(address(type(uint160).max));
        _expectRefusalOfChunk(0, _pack(voters, 0, FULL));
        _expectRefusalOfChunk(2 * FULL, higher);
        _expectRefusal(address(this), 2 * FULL, abi.encodeWithSelector(IRoll.AlreadyClosed.selector));

        VM.assertEq(roll.closed(), true);
        VM.assertEq(roll.size(), 2 * FULL);
        VM.assertEq(roll.digest(), digest);
        VM.assertEq(abi.encode(roll.voters(0, 2 * FULL)), abi.encode(voters));
    }

    function test_EmitsClosedAndNothingElse() external {
        VM.recordLogs();
        roll.close(3);

        Vm.Log[] memory logs = VM.getRecordedLogs();
        VM.assertEq(logs.length, 1);
        VM.assertEq(logs[0].emitter, address(roll));
        VM.assertEq(logs[0].topics.length, 1);
        VM.assertEq(logs[0].topics[0], keccak256("Closed(uint256,bytes32)"));
        bytes32 chunk = keccak256(bytes.concat(hex"00", _pack(_voters(3))));
        VM.assertEq(logs[0].data, abi.encode(3, keccak256(bytes.concat(chunk))));
    }

    function _expectRefusalOfChunk(uint256 from, bytes memory chunk) private {
        VM.expectRevert(abi.encodeWithSelector(IRoll.AlreadyClosed.selector));
        roll.add(from, chunk);
    }

    function _expectRefusal(address sender, uint256 size, bytes memory reason) private {
        VM.prank(sender);
        VM.expectRevert(reason);
        roll.close(size);
    }
}
