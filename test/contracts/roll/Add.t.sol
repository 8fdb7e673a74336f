// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IRoll} from "../../../contracts/IRoll.sol";
import {Roll} from "../../../contracts/Roll.sol";
import {RollTest} from "../RollTest.sol";
import {VM, Vm} from "../Vm.sol";

contract AddTest is RollTest {
    address private constant STRANGER = address(0x57A);

    Roll private roll;

    function setUp() external {
        roll = new Roll(address(this));
    }

    function test_RevertWhen_SenderIsNotThePublisher() external {
        bytes memory reason = abi.encodeWithSelector(IRoll.NotPublisher.selector, STRANGER);
        _expectRefusalOf(STRANGER, 0, _pack(_voters(3)), reason);
        _expectRefusalOf(STRANGER, 1, "", reason);

        _add(roll, _voters(3));
        roll.close(3);
        _expectRefusalOf(STRANGER, 0, _pack(_voters(3)), reason);
    }

    function test_RevertGiven_NobodyPublishes() external {
        roll = new Roll(address(0));
        _expectRefusal(0, _pack(_voters(1)), abi.encodeWithSelector(IRoll.NotPublisher.selector, address(this)));
    }

    function test_RevertGiven_Closed() external {
        address[] memory voters = _voters(FULL + 1);
        roll.add(0, _pack(voters, 0, FULL));
        roll.close(FULL);

        bytes memory reason = abi.encodeWithSelector(IRoll.AlreadyClosed.selector);
        _expectRefusal(FULL, _pack(voters, FULL, FULL + 1), reason);
        _expectRefusal(0, _pack(voters, 0, FULL), reason);
    }

    function test_RevertWhen_AChunkIsSentTwice() external {
        bytes memory chunk = _pack(_voters(FULL));
        roll.add(0, chunk);
        _expectRefusal(0, chunk, abi.encodeWithSelector(IRoll.WrongSize.selector, 0, FULL));
    }

    function test_RevertWhen_TheChunkBeforeWasLost() external {
        address[] memory voters = _voters(3 * FULL);
        bytes memory last = _pack(voters, 2 * FULL, 3 * FULL);
        _expectRefusal(2 * FULL, last, abi.encodeWithSelector(IRoll.WrongSize.selector, 2 * FULL, 0));

        roll.add(0, _pack(voters, 0, FULL));
        _expectRefusal(2 * FULL, last, abi.encodeWithSelector(IRoll.WrongSize.selector, 2 * FULL, FULL));
    }

    function testFuzz_RevertWhen_FromIsNotTheSize(uint256 from) external {
        if (from == 3) return;
        _add(roll, _voters(3));
        // Nothing could be added here, and this would be nothing: the size is what counts first.
        _expectRefusal(from, "", abi.encodeWithSelector(IRoll.WrongSize.selector, from, 3));
    }

    function test_RevertGiven_TheLastChunkIsNotFull() external {
        _expectNothingAfter(1);
        _expectNothingAfter(FULL - 1);
        _expectNothingAfter(FULL + 1);
        _expectNothingAfter(2 * FULL - 1);
    }

    function test_RevertWhen_ThereAreNoVoters() external {
        _expectRefusalOfLength("");
    }

    function test_RevertWhen_ThereAreMoreVotersThanAChunkHolds() external {
        _expectRefusalOfLength(_pack(_voters(FULL + 1)));
        _expectRefusalOfLength(bytes.concat(_pack(_voters(FULL)), hex"ff"));
    }

    function test_RevertWhen_AnAddressIsCut() external {
        bytes memory packed = _pack(_voters(2));
        _expectRefusalOfLength(bytes.concat(packed, hex"ff"));
        _expectRefusalOfLength(bytes.concat(packed, bytes19(type(uint152).max)));
        _expectRefusalOfLength(hex"ff");
        _expectRefusalOfLength(bytes.concat(bytes19(type(uint152).max)));
    }

    function test_RevertWhen_TheZeroAddressIsAmongThem() external {
        _expectRefusal(0, new bytes(20), _notAscending(0, address(0)));
        address[] memory voters = _voters(3);
        voters[0] = address(0);
        _expectRefusal(0, _pack(voters), _notAscending(0, address(0)));
    }

    function test_RevertWhen_AVoterIsTwiceInAChunk() external {
        address[] memory voters = _voters(FULL);
        voters[1] = voters[0];
        _expectRefusal(0, _pack(voters), _notAscending(1, voters[1]));

        voters = _voters(FULL);
        voters[FULL - 1] = voters[FULL - 2];
        _expectRefusal(0, _pack(voters), _notAscending(FULL - 1, voters[FULL - 1]));
    }

    function test_RevertWhen_TwoVotersAreSwapped() external {
        address[] memory voters = _voters(5);
        (voters[2], voters[3]) = (voters[3], voters[2]);
        _expectRefusal(0, _pack(voters), _notAscending(3, voters[3]));
    }

    function test_RevertWhen_AVoterIsInTheChunkBefore() external {
        address[] memory voters = _voters(2 * FULL);
        roll.add(0, _pack(voters, 0, FULL));

        voters[FULL] = voters[FULL - 1];
        _expectRefusal(FULL, _pack(voters, FULL, 2 * FULL), _notAscending(FULL, voters[FULL]));
        voters[FULL] = voters[0];
        _expectRefusal(FULL, _pack(voters, FULL, FULL + 1), _notAscending(FULL, voters[0]));
        // The chunk after the next one is held against the last voter too, not against the first chunk's.
        voters = _voters(2 * FULL);
        roll.add(FULL, _pack(voters, FULL, 2 * FULL));
        _expectRefusal(2 * FULL, _pack(voters, FULL, FULL + 1), _notAscending(2 * FULL, voters[FULL]));
    }

    function test_RevertWhen_AnyFollowsTheHighestAddress() external {
        address[] memory voters = _voters(FULL);
        voters[FULL - 1] = address(type(uint160).max);
        roll.add(0, _pack(voters));
        bytes memory same = _pack(voters, FULL - 1, FULL);
        _expectRefusal(FULL, same, _notAscending(FULL, voters[FULL - 1]));
    }

    function test_RevertWhen_GasDoesNotSufficeForTheVoters() external {
        bytes memory chunk = _pack(_voters(FULL));
        // The code alone costs 200 gas a byte, 4.9 million.
        VM.expectRevert(abi.encodeWithSelector(IRoll.ChunkNotStored.selector));
        roll.add{gas: 3_000_000}(0, chunk);
        VM.assertEq(roll.size(), 0);

        roll.add(0, chunk);
        VM.assertEq(VM.computeCreateAddress(address(roll), 1).code, bytes.concat(hex"00", chunk));
    }

    function test_RevertWhen_EtherIsSentOrTheFunctionUnknown() external {
        VM.deal(address(this), 1 ether);
        bytes memory call = abi.encodeCall(roll.add, (0, _pack(_voters(1))));
        (bool added,) = address(roll).call{value: 1}(call);
        (bool taken,) = address(roll).call{value: 1}("");
        (bool answered,) = address(roll).call("");
        (bool known,) = address(roll).call(hex"12345678");

        VM.assertEq(added || taken || answered || known, false);
        VM.assertEq(roll.size(), 0);
    }

    function test_StoresTheVotersAsCodeThatCannotRun() external {
        address[] memory voters = _voters(2 * FULL + 1);
        _add(roll, voters);

        VM.assertEq(_codeAt(1), bytes.concat(hex"00", _pack(voters, 0, FULL)));
        VM.assertEq(_codeAt(2), bytes.concat(hex"00", _pack(voters, FULL, 2 * FULL)));
        VM.assertEq(_codeAt(3), bytes.concat(hex"00", _pack(voters, 2 * FULL, 2 * FULL + 1)));
        VM.assertEq(_codeAt(4).length, 0);
    }

    function test_CountsTheVoters() external {
        address[] memory voters = _voters(FULL + 2);
        roll.add(0, _pack(voters, 0, FULL));
        VM.assertEq(roll.size(), FULL);
        roll.add(FULL, _pack(voters, FULL, FULL + 2));
        VM.assertEq(roll.size(), FULL + 2);
        VM.assertEq(roll.closed(), false);
        VM.assertEq(roll.publisher(), address(this));
    }

    /// Few addresses of few values, so that all orders and repetitions occur.
    function testFuzz_AcceptsExactlyWhatIsStrictlyAscending(uint8[4] calldata values, uint256 length) external {
        address[] memory voters = new address[](1 + length % 4);
        bytes memory reason;
        for (uint256 i = 0; i < voters.length; ++i) {
            voters[i] = address(uint160(values[i] % 8));
            address previous = i == 0 ? address(0) : voters[i - 1];
            if (reason.length == 0 && voters[i] <= previous) reason = _notAscending(i, voters[i]);
        }

        if (reason.length > 0) {
            _expectRefusal(0, _pack(voters), reason);
        } else {
            roll.add(0, _pack(voters));
            VM.assertEq(abi.encode(roll.voters(0, voters.length)), abi.encode(voters));
        }
    }

    function test_EmitsAddedAndNothingElse() external {
        address[] memory voters = _voters(FULL + 3);
        VM.recordLogs();
        _add(roll, voters);

        Vm.Log[] memory logs = VM.getRecordedLogs();
        VM.assertEq(logs.length, 2);
        _expectAdded(logs[0], 0, FULL);
        _expectAdded(logs[1], FULL, 3);
    }

    function _expectAdded(Vm.Log memory log, uint256 from, uint256 count) private view {
        VM.assertEq(log.emitter, address(roll));
        VM.assertEq(log.topics.length, 2);
        VM.assertEq(log.topics[0], keccak256("Added(uint256,uint256)"));
        VM.assertEq(log.topics[1], bytes32(from));
        VM.assertEq(log.data, abi.encode(count));
    }

    function _expectNothingAfter(uint256 size) private {
        roll = new Roll(address(this));
        _add(roll, _voters(size));
        bytes memory reason = abi.encodeWithSelector(IRoll.LastChunkNotFull.selector, size);
        // Also for a chunk that itself would be refused.
        _expectRefusal(size, "", reason);
        _expectRefusal(size, _pack(_array(address(1), address(2), address(3))), reason);
    }

    function _expectRefusalOfLength(bytes memory packed) private {
        _expectRefusal(0, packed, abi.encodeWithSelector(IRoll.ChunkLength.selector, packed.length));
    }

    function _expectRefusal(uint256 from, bytes memory packed, bytes memory reason) private {
        _expectRefusalOf(address(this), from, packed, reason);
    }

    /// Refused for that reason, and the roll is as before.
    function _expectRefusalOf(address sender, uint256 from, bytes memory packed, bytes memory reason) private {
        (uint256 size, bool closed, bytes32 digest) = (roll.size(), roll.closed(), roll.digest());

        VM.prank(sender);
        VM.expectRevert(reason);
        roll.add(from, packed);

        VM.assertEq(roll.size(), size);
        VM.assertEq(roll.closed(), closed);
        VM.assertEq(roll.digest(), digest);
    }

    function _notAscending(uint256 index, address voter) private pure returns (bytes memory) {
        return abi.encodeWithSelector(IRoll.NotAscending.selector, index, voter);
    }

    function _codeAt(uint256 nonce) private view returns (bytes memory) {
        return VM.computeCreateAddress(address(roll), nonce).code;
    }
}
