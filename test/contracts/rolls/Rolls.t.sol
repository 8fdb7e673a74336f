// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IRoll} from "../../../contracts/IRoll.sol";
import {Roll} from "../../../contracts/Roll.sol";
import {RollFactory} from "../../../contracts/RollFactory.sol";
import {QuestionTest} from "../QuestionTest.sol";
import {RollTest} from "../RollTest.sol";
import {VM, Vm} from "../Vm.sol";

contract RollsTest is QuestionTest, RollTest {
    bytes32 private constant SALT = keccak256("Members of 2027");

    RollFactory private factory;

    function setUp() external {
        factory = new RollFactory();
    }

    function test_RevertWhen_EtherIsSentOrTheFunctionUnknown() external {
        VM.deal(address(this), 1 ether);
        (bool created,) = address(factory).call{value: 1}(abi.encodeCall(factory.create, (SALT)));
        (bool taken,) = address(factory).call{value: 1}("");
        (bool answered,) = address(factory).call("");
        (bool known,) = address(factory).call(hex"12345678");
        VM.assertEq(created || taken || answered || known, false);
        VM.assertEq(factory.rollCount(), 0);
    }

    function test_GivenTheSameSaltBySamePublisher_ReturnsTheSame() external {
        Roll roll = factory.create(SALT);
        VM.recordLogs();

        VM.assertEq(address(factory.create(SALT)), address(roll));
        address[] memory voters = _voters(3);
        _add(roll, voters);
        VM.assertEq(address(factory.create(SALT)), address(roll));
        roll.close(3);
        VM.assertEq(address(factory.create(SALT)), address(roll));

        // Added and Closed, by the roll.
        VM.assertEq(VM.getRecordedLogs().length, 2);
        VM.assertEq(factory.rollCount(), 1);
        VM.assertEq(roll.size(), 3);
        VM.assertEq(factory.publisherOf(address(roll)), address(this));
    }

    function test_GivenTheSameSaltByAnother_CreatesAnother() external {
        Roll ofAlice = _create(ALICE, SALT);
        Roll ofBob = _create(BOB, SALT);

        VM.assertNotEq(address(ofAlice), address(ofBob));
        VM.assertEq(factory.publisherOf(address(ofAlice)), ALICE);
        VM.assertEq(factory.publisherOf(address(ofBob)), BOB);
        VM.assertEq(ofAlice.publisher(), ALICE);
        VM.assertEq(ofBob.publisher(), BOB);
        VM.assertEq(factory.rollCount(), 2);

        VM.prank(BOB);
        VM.expectRevert(abi.encodeWithSelector(IRoll.NotPublisher.selector, BOB));
        ofAlice.add(0, abi.encodePacked(BOB));
        // The factory that created it has no say either.
        VM.prank(address(factory));
        VM.expectRevert(abi.encodeWithSelector(IRoll.NotPublisher.selector, address(factory)));
        ofAlice.add(0, abi.encodePacked(BOB));
    }

    function test_GivenAnotherSalt_CreatesAnother() external {
        VM.assertNotEq(address(factory.create(SALT)), address(factory.create(0)));
        VM.assertEq(factory.rollCount(), 2);
    }

    function test_GivenEtherAtTheAddress_CreatesAllTheSame() external {
        VM.deal(_addressOf(SALT, ALICE), 1 ether);
        Roll roll = _create(ALICE, SALT);
        VM.assertEq(address(roll), _addressOf(SALT, ALICE));
        VM.assertEq(factory.isRoll(address(roll)), true);
    }

    /// forge-config: default.fuzz.runs = 1000
    function testFuzz_CreatesAtTheAddressThatProvesIt(address publisher, bytes32 salt) external {
        if (publisher == address(0)) return;
        address expected = _addressOf(salt, publisher);
        VM.assertEq(factory.isRoll(expected), false);
        VM.assertEq(factory.publisherOf(expected), address(0));
        VM.assertEq(factory.saltOf(expected), 0);

        Roll roll = _create(publisher, salt);

        VM.assertEq(address(roll), expected);
        VM.assertEq(factory.isRoll(expected), true);
        VM.assertEq(factory.publisherOf(expected), publisher);
        VM.assertEq(factory.saltOf(expected), salt);
        VM.assertEq(factory.rollCount(), 1);
        VM.assertEq(factory.rolls(0, 1)[0], expected);
        VM.assertEq(roll.publisher(), publisher);
        VM.assertEq(roll.size(), 0);
        VM.assertEq(roll.closed(), false);
    }

    /// forge-config: default.fuzz.runs = 1000
    function testFuzz_KnowsNoOtherRoll(address other) external {
        if (other == address(_create(ALICE, SALT))) return;
        VM.assertEq(factory.isRoll(other), false);
        VM.assertEq(factory.publisherOf(other), address(0));
        VM.assertEq(factory.isRoll(address(new Roll(ALICE))), false);
    }

    function test_EmitsRollCreatedAndNothingElse() external {
        VM.recordLogs();
        Roll roll = _create(ALICE, SALT);

        Vm.Log[] memory logs = VM.getRecordedLogs();
        VM.assertEq(logs.length, 1);
        VM.assertEq(logs[0].emitter, address(factory));
        VM.assertEq(logs[0].topics.length, 3);
        VM.assertEq(logs[0].topics[0], keccak256("RollCreated(address,address,bytes32)"));
        VM.assertEq(logs[0].topics[1], bytes32(uint256(uint160(address(roll)))));
        VM.assertEq(logs[0].topics[2], bytes32(uint256(uint160(ALICE))));
        VM.assertEq(logs[0].data, abi.encode(SALT));
    }

    function test_ListsTheRollsInOrder() external {
        VM.assertEq(factory.rolls(0, 0).length, 0);
        address[3] memory created =
            [address(_create(ALICE, SALT)), address(_create(BOB, SALT)), address(_create(ALICE, 0))];
        VM.assertEq(factory.rollCount(), 3);

        for (uint256 from = 0; from <= 3; ++from) {
            for (uint256 to = from; to <= 3; ++to) {
                address[] memory list = factory.rolls(from, to);
                VM.assertEq(list.length, to - from);
                for (uint256 i = 0; i < list.length; ++i) {
                    VM.assertEq(list[i], created[from + i]);
                }
            }
        }
        _expectRefusalOfRange(2, 1);
        _expectRefusalOfRange(0, 4);
        _expectRefusalOfRange(4, 4);
    }

    function test_CreateIsTheOnlyWrite() external view {
        string memory artifact = _artifact("RollFactory");
        // Fails where the path finds more than one.
        string memory write =
            VM.parseJsonString(artifact, ".abi[?(@.type=='function' && @.stateMutability=='nonpayable')].name");
        VM.assertEq(write, "create");
        VM.assertEq(VM.keyExistsJson(artifact, ".abi[?(@.stateMutability=='payable')]"), false);
        VM.assertEq(VM.keyExistsJson(artifact, ".abi[?(@.type=='fallback' || @.type=='receive')]"), false);
    }

    function _create(address publisher, bytes32 salt) private returns (Roll) {
        VM.prank(publisher);
        return factory.create(salt);
    }

    /// The address that proves a roll: CREATE2 of factory, salt and initcode with the publisher (EIP-1014).
    function _addressOf(bytes32 salt, address publisher) private view returns (address) {
        bytes32 initcodeHash = keccak256(bytes.concat(type(Roll).creationCode, abi.encode(publisher)));
        return VM.computeCreate2Address(salt, initcodeHash, address(factory));
    }

    function _expectRefusalOfRange(uint256 from, uint256 to) private {
        VM.expectRevert(abi.encodeWithSelector(RollFactory.NoSuchRange.selector, from, to, 3));
        factory.rolls(from, to);
    }
}
