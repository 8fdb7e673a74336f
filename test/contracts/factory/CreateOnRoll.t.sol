// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IElection, Question} from "../../../contracts/IElection.sol";
import {IRollElection} from "../../../contracts/IRollElection.sol";
import {Roll} from "../../../contracts/Roll.sol";
import {RollElection} from "../../../contracts/RollElection.sol";
import {RollElectionFactory} from "../../../contracts/RollElectionFactory.sol";
import {RollFactory} from "../../../contracts/RollFactory.sol";
import {QuestionTest} from "../QuestionTest.sol";
import {RollTest} from "../RollTest.sol";
import {VM, Vm} from "../Vm.sol";

/// Answers everything that an election asks of a roll, and everything that is asked of the roll's factory.
contract LookAlikeRoll {
    bool public constant closed = true;
    uint256 public constant size = 500;

    function isRoll(address) external pure returns (bool) {
        return true;
    }
}

/// Writes a closed roll's storage, stores one voter many times over as its chunk, then takes a genuine roll's code.
contract ForgedRoll {
    constructor(bytes memory runtimeCode, bytes memory chunkInitcode, uint256 slot, uint256 state) {
        assembly ("memory-safe") {
            pop(create(0, add(chunkInitcode, 32), mload(chunkInitcode)))
            sstore(slot, state)
            return(add(runtimeCode, 32), mload(runtimeCode))
        }
    }
}

/// Writes a word of the box and a tally that nobody voted, then takes the code of a genuine election.
contract ForgedRollElection {
    constructor(bytes memory runtimeCode, uint256 boxSlot, uint256 word, bytes32 tallySlot, uint256 tally) {
        assembly ("memory-safe") {
            sstore(boxSlot, word)
            sstore(tallySlot, tally)
            return(add(runtimeCode, 32), mload(runtimeCode))
        }
    }
}

contract CreateOnRollTest is QuestionTest, RollTest {
    RollFactory private rolls;
    RollElectionFactory private factory;
    Roll private roll;

    function setUp() external {
        VM.warp(CREATED);
        rolls = new RollFactory();
        factory = new RollElectionFactory(rolls);
        roll = _publishIn(rolls, 0, _voters(40));
    }

    function test_RevertWhen_TheRollIsNoContractOfOurs() external {
        _expectForeign(address(0));
        _expectForeign(ALICE);
        _expectForeign(address(this));
        _expectForeign(address(rolls));
        _expectForeign(address(factory));
        _expectForeign(address(new LookAlikeRoll()));
    }

    /// forge-config: default.fuzz.runs = 1000
    function testFuzz_RevertWhen_TheRollIsAnyOtherAddress(address other) external {
        if (other == address(roll)) return;
        _expectForeign(other);
    }

    function test_RevertWhen_TheRollIsAnotherFactorys() external {
        _expectForeign(address(_publishIn(new RollFactory(), 0, _voters(40))));
        // Genuine code and honest storage, but nothing proves what ran before.
        _expectForeign(address(_publish(_voters(40))));
    }

    function test_RevertWhen_TheRollIsForged() external {
        bytes memory chunk = hex"00";
        for (uint256 i = 0; i < 500; ++i) {
            chunk = bytes.concat(chunk, bytes20(ALICE));
        }
        bytes memory chunkInitcode = bytes.concat(hex"61", bytes2(uint16(chunk.length)), hex"80600a3d393df3", chunk);
        uint256 state = _shifted("_size", 500) | _shifted("_closed", 1);
        bytes memory code = address(roll).code;
        Roll forged = Roll(address(new ForgedRoll(code, chunkInitcode, _slotOf("Roll", "_size"), state)));

        // It answers like a closed roll on which one address stands 500 times.
        VM.assertEq(address(forged).codehash, address(roll).codehash);
        VM.assertEq(forged.closed(), true);
        VM.assertEq(forged.size(), 500);
        VM.assertEq(forged.voterAt(0), ALICE);
        VM.assertEq(forged.voterAt(499), ALICE);

        VM.assertEq(rolls.isRoll(address(forged)), false);
        VM.assertEq(rolls.publisherOf(address(forged)), address(0));
        _expectForeign(address(forged));
    }

    function test_RevertGiven_TheRollIsNotClosed() external {
        Roll open = rolls.create(keccak256("open"));
        _expectRefusal(_question(), open, abi.encodeWithSelector(IRollElection.RollNotClosed.selector, address(open)));
        _add(open, _voters(3));
        _expectRefusal(_question(), open, abi.encodeWithSelector(IRollElection.RollNotClosed.selector, address(open)));

        open.close(3);
        VM.assertEq(RollElection(factory.create(_question(), open)).roll(), address(open));
    }

    function test_RevertWhen_TheQuestionBreaksALimit() external {
        Question memory question = _question();
        question.candidates[2] = "Tea";
        _expectRefusal(question, roll, abi.encodeWithSelector(IElection.DuplicateCandidate.selector, 2));
        VM.warp(CLOSES);
        _expectRefusal(_question(), roll, abi.encodeWithSelector(IElection.ClosesInPast.selector, CLOSES, CLOSES));
    }

    function test_RevertWhen_EtherIsSent() external {
        VM.deal(address(this), 1 ether);
        (bool created,) = address(factory).call{value: 1}(abi.encodeCall(factory.create, (_question(), roll)));
        (bool taken,) = address(factory).call{value: 1}("");
        VM.assertEq(created || taken, false);
        VM.assertEq(factory.electionCount(), 0);
    }

    function test_GivenTheSameBySameOrganiser_ReturnsTheSame() external {
        address first = _create(ALICE, roll);
        VM.recordLogs();

        VM.assertEq(_create(ALICE, roll), first);
        VM.warp(CLOSES + 1);
        VM.assertEq(_create(ALICE, roll), first);

        VM.assertEq(VM.getRecordedLogs().length, 0);
        VM.assertEq(factory.electionCount(), 1);
        VM.assertEq(factory.organiserOf(first), ALICE);
    }

    function test_GivenAnotherOrganiserOrRoll_CreatesAnother() external {
        Roll another = _publishIn(rolls, keccak256("another"), _voters(3));
        address ofAlice = _create(ALICE, roll);
        address ofBob = _create(BOB, roll);
        address onAnother = _create(ALICE, another);

        VM.assertNotEq(ofAlice, ofBob);
        VM.assertNotEq(ofAlice, onAnother);
        VM.assertEq(factory.organiserOf(ofBob), BOB);
        VM.assertEq(factory.organiserOf(onAnother), ALICE);
        VM.assertEq(RollElection(onAnother).roll(), address(another));
        VM.assertEq(factory.electionCount(), 3);
    }

    /// forge-config: default.fuzz.runs = 1000
    function testFuzz_CreatesAtTheAddressThatProvesIt(address organiser, string calldata description) external {
        if (organiser == address(0)) return;
        Question memory question = _question();
        question.description = description;
        address expected = _addressOf(question, organiser);
        VM.assertEq(factory.organiserOf(expected), address(0));

        VM.prank(organiser);
        address created = factory.create(question, roll);

        VM.assertEq(created, expected);
        VM.assertEq(factory.organiserOf(created), organiser);
        VM.assertEq(factory.electionCount(), 1);
        VM.assertEq(factory.elections(0, 1)[0], created);
        VM.assertEq(RollElection(created).roll(), address(roll));
        VM.assertEq(RollElection(created).box(0, 2).length, 2);
    }

    function test_EmitsElectionCreatedAndNothingElse() external {
        VM.recordLogs();
        address created = _create(ALICE, roll);

        Vm.Log[] memory logs = VM.getRecordedLogs();
        VM.assertEq(logs.length, 1);
        VM.assertEq(logs[0].emitter, address(factory));
        VM.assertEq(logs[0].topics.length, 4);
        VM.assertEq(logs[0].topics[0], keccak256("ElectionCreated(address,address,address)"));
        VM.assertEq(logs[0].topics[1], bytes32(uint256(uint160(created))));
        VM.assertEq(logs[0].topics[2], bytes32(uint256(uint160(ALICE))));
        VM.assertEq(logs[0].topics[3], bytes32(uint256(uint160(address(roll)))));
        VM.assertEq(logs[0].data.length, 0);
    }

    function test_OneRollServesManyElections() external {
        Question memory question = _question();
        RollElection first = RollElection(factory.create(question, roll));
        question.title = "And what shall we eat?";
        RollElection second = RollElection(factory.create(question, roll));
        address voter = roll.voterAt(7);

        VM.warp(OPENS);
        VM.prank(voter);
        first.vote(TEA, 7);
        VM.assertEq(second.hasVoted(voter), false);
        VM.prank(voter);
        second.vote(WATER);
        VM.assertEq(first.ballotOf(voter), TEA);
        VM.assertEq(second.ballotOf(voter), WATER);
    }

    function test_AForgedElectionHasNoOrganiser() external {
        RollElection genuine = RollElection(_create(ALICE, roll));
        bytes32 tallySlot = keccak256(abi.encode(TEA, _slotOf("RollElection", "_tally")));
        uint256 word = uint256(0x0101) << 240;
        bytes memory code = address(genuine).code;
        uint256 boxSlot = _slotOf("RollElection", "_box");
        RollElection forged = RollElection(address(new ForgedRollElection(code, boxSlot, word, tallySlot, 1 << 40 | 2)));

        // It answers like an election in which two voters voted for tea.
        VM.assertEq(address(forged).codehash, address(genuine).codehash);
        VM.assertEq(forged.roll(), address(roll));
        VM.assertEq(forged.votes(TEA), 2);
        VM.assertEq(forged.box(0, 1)[0], word);
        VM.assertEq(forged.ballotOf(roll.voterAt(1)), TEA);

        VM.assertEq(factory.organiserOf(address(genuine)), ALICE);
        VM.assertEq(factory.organiserOf(address(forged)), address(0));
        VM.assertEq(_addressOf(_question(), ALICE), address(genuine));
        VM.assertNotEq(_addressOf(_question(), address(this)), address(forged));
    }

    function test_CreateIsTheOnlyWrite() external view {
        string memory artifact = _artifact("RollElectionFactory");
        // Fails where the path finds more than one.
        string memory write =
            VM.parseJsonString(artifact, ".abi[?(@.type=='function' && @.stateMutability=='nonpayable')].name");
        VM.assertEq(write, "create");
        VM.assertEq(VM.keyExistsJson(artifact, ".abi[?(@.stateMutability=='payable')]"), false);
        VM.assertEq(VM.keyExistsJson(artifact, ".abi[?(@.type=='fallback' || @.type=='receive')]"), false);
    }

    function _publishIn(RollFactory publisher, bytes32 salt, address[] memory voters) private returns (Roll published) {
        published = publisher.create(salt);
        _add(published, voters);
        published.close(voters.length);
    }

    function _create(address organiser, Roll on) private returns (address) {
        VM.prank(organiser);
        return factory.create(_question(), on);
    }

    /// The address that proves an election: CREATE2 of factory, organiser and initcode with arguments (EIP-1014).
    function _addressOf(Question memory question, address organiser) private view returns (address) {
        bytes32 initcodeHash = keccak256(bytes.concat(type(RollElection).creationCode, abi.encode(question, roll)));
        return VM.computeCreate2Address(bytes32(uint256(uint160(organiser))), initcodeHash, address(factory));
    }

    /// A value at its variable's place in the roll's slot, as the compiler publishes it.
    function _shifted(string memory variable, uint256 value) private view returns (uint256) {
        string memory offset = string.concat(_layoutOf(variable), ".offset");
        return value << 8 * VM.parseJsonUint(_artifact("Roll"), offset);
    }

    function _expectForeign(address foreign) private {
        bytes memory reason = abi.encodeWithSelector(RollElectionFactory.ForeignRoll.selector, foreign);
        _expectRefusal(_question(), Roll(foreign), reason);
    }

    function _expectRefusal(Question memory question, Roll on, bytes memory reason) private {
        VM.expectRevert(reason);
        factory.create(question, on);
        VM.assertEq(factory.electionCount(), 0);
    }
}
