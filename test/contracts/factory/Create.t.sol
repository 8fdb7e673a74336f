// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IElection, Question} from "../../../contracts/IElection.sol";
import {OpenElection} from "../../../contracts/OpenElection.sol";
import {FactoryTest} from "../FactoryTest.sol";
import {VM, Vm} from "../Vm.sol";

contract CreateTest is FactoryTest {
    function test_RevertWhen_TheQuestionBreaksALimit() external {
        Question memory question = _question();
        question.candidates[2] = "Tea";

        VM.expectRevert(abi.encodeWithSelector(IElection.DuplicateCandidate.selector, 2));
        factory.create(question);

        VM.assertEq(factory.electionCount(), 0);
        VM.assertEq(factory.organiserOf(_addressOf(question, address(this))), address(0));
    }

    function test_RevertWhen_ItClosedBeforeItWasCreated() external {
        VM.warp(CLOSES);
        VM.expectRevert(abi.encodeWithSelector(IElection.ClosesInPast.selector, CLOSES, CLOSES));
        factory.create(_question());
    }

    function test_RevertWhen_EtherIsSent() external {
        VM.deal(address(this), 1 ether);
        (bool created,) = address(factory).call{value: 1}(abi.encodeCall(factory.create, (_question())));
        (bool taken,) = address(factory).call{value: 1}("");
        VM.assertEq(created, false);
        VM.assertEq(taken, false);
    }

    function test_GivenTheSameBySameOrganiser_ReturnsTheSame() external {
        address first = _create(ALICE, _question());
        VM.recordLogs();

        VM.assertEq(_create(ALICE, _question()), first);
        VM.warp(CLOSES + 1);
        VM.assertEq(_create(ALICE, _question()), first);

        VM.assertEq(VM.getRecordedLogs().length, 0);
        VM.assertEq(factory.electionCount(), 1);
        VM.assertEq(factory.organiserOf(first), ALICE);
    }

    function test_GivenTheSameByAnother_CreatesAnother() external {
        address ofAlice = _create(ALICE, _question());
        address ofBob = _create(BOB, _question());

        VM.assertNotEq(ofAlice, ofBob);
        VM.assertEq(factory.organiserOf(ofAlice), ALICE);
        VM.assertEq(factory.organiserOf(ofBob), BOB);
        VM.assertEq(factory.electionCount(), 2);
    }

    function test_GivenEtherAtTheAddress_CreatesAllTheSame() external {
        address expected = _addressOf(_question(), ALICE);
        VM.deal(expected, 1 ether);
        VM.assertEq(_create(ALICE, _question()), expected);
        VM.assertEq(factory.organiserOf(expected), ALICE);
    }

    function testFuzz_CreatesAtTheAddressThatProvesIt(address organiser, string calldata description) external {
        if (organiser == address(0)) return;
        Question memory question = _question();
        question.description = description;
        address expected = _addressOf(question, organiser);
        VM.assertEq(factory.organiserOf(expected), address(0));

        address created = _create(organiser, question);

        VM.assertEq(created, expected);
        VM.assertEq(factory.organiserOf(created), organiser);
        VM.assertEq(factory.electionCount(), 1);
        VM.assertEq(factory.elections(0, 1)[0], created);
    }

    function test_CreatesAnElectionOnTheQuestion() external {
        election = OpenElection(_create(ALICE, _question()));

        VM.assertEq(election.opens(), OPENS);
        VM.assertEq(election.closes(), CLOSES);
        VM.assertEq(election.createdAt(), CREATED);
        (string memory title,,) = election.details();
        VM.assertEq(title, _question().title);
    }

    function test_EmitsElectionCreatedAndNothingElse() external {
        VM.recordLogs();
        address created = _create(ALICE, _question());

        Vm.Log[] memory logs = VM.getRecordedLogs();
        VM.assertEq(logs.length, 1);
        VM.assertEq(logs[0].emitter, address(factory));
        VM.assertEq(logs[0].topics.length, 4);
        VM.assertEq(logs[0].topics[0], keccak256("ElectionCreated(address,address,address)"));
        VM.assertEq(logs[0].topics[1], bytes32(uint256(uint160(created))));
        VM.assertEq(logs[0].topics[2], bytes32(uint256(uint160(ALICE))));
        VM.assertEq(logs[0].topics[3], 0);
        VM.assertEq(logs[0].data.length, 0);
    }

    /// Nothing else can change anything: the factory keeps no power over what it created.
    function test_CreateIsTheOnlyWrite() external view {
        string memory artifact = VM.readFile("out/OpenElectionFactory.sol/OpenElectionFactory.json");
        // Fails where the path finds more than one.
        string memory write =
            VM.parseJsonString(artifact, ".abi[?(@.type=='function' && @.stateMutability=='nonpayable')].name");
        VM.assertEq(write, "create");
        VM.assertEq(VM.keyExistsJson(artifact, ".abi[?(@.stateMutability=='payable')]"), false);
        VM.assertEq(VM.keyExistsJson(artifact, ".abi[?(@.type=='fallback' || @.type=='receive')]"), false);
    }
}
