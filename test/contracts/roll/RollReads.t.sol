// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IRoll} from "../../../contracts/IRoll.sol";
import {Roll} from "../../../contracts/Roll.sol";
import {QuestionTest} from "../QuestionTest.sol";
import {RollTest} from "../RollTest.sol";
import {VM} from "../Vm.sol";

contract RollReadsTest is QuestionTest, RollTest {
    Roll private roll;

    function test_StartsEmpty() external {
        roll = new Roll(ALICE);
        VM.assertEq(roll.publisher(), ALICE);
        VM.assertEq(roll.size(), 0);
        VM.assertEq(roll.closed(), false);
        VM.assertEq(roll.digest(), keccak256(""));
        VM.assertEq(roll.voters(0, 0).length, 0);
    }

    function test_GivesTheVotersInOrderBeforeItIsClosed() external {
        address[] memory voters = _voters(FULL + 2);
        roll = new Roll(address(this));
        _add(roll, voters);
        _expectVoters(voters);
        roll.close(voters.length);
        _expectVoters(voters);
    }

    function test_RevertWhen_TheRangeIsNotWithin() external {
        roll = _publish(_voters(3));
        _expectRefusalOfRange(2, 1);
        _expectRefusalOfRange(0, 4);
        _expectRefusalOfRange(4, 4);
        _expectRefusalOfRange(type(uint256).max, type(uint256).max);
        VM.assertEq(roll.voters(3, 3).length, 0);
    }

    /// forge-config: default.fuzz.runs = 1000
    function testFuzz_GivesAnyRange(uint256 from, uint256 to) external {
        address[] memory voters = _voters(5);
        roll = _publish(voters);
        (from, to) = (from % 7, to % 7);
        if (from > to || to > 5) return _expectRefusalOfRange(from, to);

        address[] memory list = roll.voters(from, to);
        VM.assertEq(list.length, to - from);
        for (uint256 i = 0; i < list.length; ++i) {
            VM.assertEq(list[i], voters[from + i]);
        }
    }

    function test_RevertWhen_NobodyStandsAtTheIndex() external {
        // Behind a full chunk stands the index of first voters, which starts like a chunk.
        roll = _publish(_voters(FULL));
        _expectRefusalOfIndex(FULL);
        _expectRefusalOfIndex(FULL + 1);
        _expectRefusalOfIndex(type(uint256).max - 1);
        VM.expectRevert(abi.encodeWithSelector(IRoll.NoSuchRange.selector, type(uint256).max, 0, FULL));
        roll.voterAt(type(uint256).max);

        roll = _publish(_voters(2));
        _expectRefusalOfIndex(2);
    }

    function test_TheDigestIsOverTheChunks() external {
        address[] memory voters = _voters(2 * FULL + 7);
        roll = new Roll(address(this));
        _add(roll, voters);
        bytes32 first = keccak256(bytes.concat(hex"00", _pack(voters, 0, FULL)));
        bytes32 second = keccak256(bytes.concat(hex"00", _pack(voters, FULL, 2 * FULL)));
        bytes32 third = keccak256(bytes.concat(hex"00", _pack(voters, 2 * FULL, voters.length)));

        VM.assertEq(roll.digest(), keccak256(bytes.concat(first, second, third)));
        roll.close(voters.length);
        VM.assertEq(roll.digest(), keccak256(bytes.concat(first, second, third)));
    }

    function test_RevertGiven_NotClosed() external {
        roll = new Roll(address(this));
        address[] memory voters = _voters(3);
        _add(roll, voters);
        VM.expectRevert(abi.encodeWithSelector(IRoll.NotClosed.selector));
        roll.indexOf(voters[0]);
    }

    function test_FindsEveryVoterOfRollsOfAllShapes() external {
        VM.pauseGasMetering();
        uint256[9] memory sizes = [1, 2, 3, 31, FULL - 1, FULL, FULL + 1, 2 * FULL, 2 * FULL + 1];
        for (uint256 i = 0; i < sizes.length; ++i) {
            address[] memory voters = _voters(sizes[i]);
            roll = _publish(voters);
            // All of a short one, and of a long one those around the borders of its chunks and a sample.
            for (uint256 j = 0; j < voters.length; j += _isNearABorder(j, voters.length) ? 1 : 37) {
                _expectIndex(voters[j], j);
            }
            _expectIndex(voters[voters.length - 1], voters.length - 1);
            _expectNotOnRoll(address(0));
            _expectNotOnRoll(address(1));
            _expectNotOnRoll(address(type(uint160).max));
        }
    }

    /// forge-config: default.fuzz.runs = 1000
    function testFuzz_FindsWhoIsOnItAndNobodyElse(uint256 seed, uint8 size, address anybody) external {
        address[] memory voters = new address[](1 + size % 24);
        uint256 voter = 0;
        for (uint256 i = 0; i < voters.length; ++i) {
            // Some next to each other, some far apart.
            uint256 gap = uint256(keccak256(abi.encode(seed, i)));
            voter += gap % 3 == 0 ? 1 : 1 + (gap >> 104);
            voters[i] = address(uint160(voter));
        }
        roll = _publish(voters);

        for (uint256 i = 0; i < voters.length; ++i) {
            VM.assertEq(roll.indexOf(voters[i]), i);
            address above = address(uint160(voters[i]) + 1);
            if (i + 1 == voters.length || voters[i + 1] != above) _expectNotOnRoll(above);
            address below = address(uint160(voters[i]) - 1);
            if (i == 0 || voters[i - 1] != below) _expectNotOnRoll(below);
            if (voters[i] == anybody) return;
        }
        _expectNotOnRoll(anybody);
    }

    function test_FindsTheLowestAndTheHighestAddress() external {
        address[] memory voters = new address[](2);
        (voters[0], voters[1]) = (address(1), address(type(uint160).max));
        roll = _publish(voters);
        VM.assertEq(roll.indexOf(address(1)), 0);
        VM.assertEq(roll.indexOf(address(type(uint160).max)), 1);
        _expectNotOnRoll(address(0));
        _expectNotOnRoll(address(2));
    }

    /// Nothing else can change anything, and after `close` neither can they.
    function test_AddAndCloseAreTheOnlyWrites() external view {
        string memory artifact = _artifact("Roll");
        string memory writes = ".abi[?(@.type=='function' && @.stateMutability=='nonpayable'";
        // Each fails where the path finds more than one.
        VM.assertEq(VM.parseJsonString(artifact, string.concat(writes, " && @.name!='close')].name")), "add");
        VM.assertEq(VM.parseJsonString(artifact, string.concat(writes, " && @.name!='add')].name")), "close");
        VM.assertEq(VM.keyExistsJson(artifact, ".abi[?(@.stateMutability=='payable')]"), false);
        VM.assertEq(VM.keyExistsJson(artifact, ".abi[?(@.type=='fallback' || @.type=='receive')]"), false);
    }

    function _isNearABorder(uint256 index, uint256 size) private pure returns (bool) {
        return size < 40 || index % FULL < 3 || index % FULL > FULL - 42;
    }

    function _expectVoters(address[] memory voters) private view {
        VM.assertEq(abi.encode(roll.voters(0, voters.length)), abi.encode(voters));
        VM.assertEq(abi.encode(roll.voters(1, 1)), abi.encode(new address[](0)));
        for (uint256 i = 0; i < voters.length; i += i % FULL == FULL - 1 ? 1 : i % FULL == 0 ? FULL - 1 : 1) {
            VM.assertEq(roll.voterAt(i), voters[i]);
        }
    }

    function _expectIndex(address voter, uint256 index) private {
        VM.assertEq(roll.indexOf(voter), index);
        _expectNotOnRoll(address(uint160(voter) - 1));
        _expectNotOnRoll(address(uint160(voter) + 1));
    }

    function _expectNotOnRoll(address voter) private {
        VM.expectRevert(abi.encodeWithSelector(IRoll.NotOnRoll.selector, voter));
        roll.indexOf(voter);
    }

    function _expectRefusalOfIndex(uint256 index) private {
        uint256 size = roll.size();
        VM.expectRevert(abi.encodeWithSelector(IRoll.NoSuchRange.selector, index, index + 1, size));
        roll.voterAt(index);
    }

    function _expectRefusalOfRange(uint256 from, uint256 to) private {
        uint256 size = roll.size();
        VM.expectRevert(abi.encodeWithSelector(IRoll.NoSuchRange.selector, from, to, size));
        roll.voters(from, to);
    }
}
