// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IElection, Question} from "../../../contracts/IElection.sol";
import {OpenElection} from "../../../contracts/OpenElection.sol";
import {OpenElectionFactory} from "../../../contracts/OpenElectionFactory.sol";
import {ElectionTest} from "../ElectionTest.sol";
import {VM} from "../Vm.sol";

contract ConstructorTest is ElectionTest {
    function test_RevertWhen_ItClosesWhenItOpens() external {
        Question memory question = _question();
        question.closes = OPENS;
        _expectRefusal(question, abi.encodeWithSelector(IElection.EmptyWindow.selector, OPENS, OPENS));
    }

    function test_RevertWhen_ItClosesBeforeItOpens() external {
        Question memory question = _question();
        question.closes = OPENS - 1;
        _expectRefusal(question, abi.encodeWithSelector(IElection.EmptyWindow.selector, OPENS, OPENS - 1));
    }

    function test_RevertWhen_ItClosesInThisSecond() external {
        VM.warp(CLOSES);
        _expectRefusal(_question(), abi.encodeWithSelector(IElection.ClosesInPast.selector, CLOSES, CLOSES));
    }

    function test_RevertWhen_ItClosedEarlier() external {
        VM.warp(CLOSES + 1);
        _expectRefusal(_question(), abi.encodeWithSelector(IElection.ClosesInPast.selector, CLOSES, CLOSES + 1));
    }

    function test_RevertWhen_TitleEmpty() external {
        _expectRefusalOfTitle("", 0);
    }

    function test_RevertWhen_TitleTooLong() external {
        _expectRefusalOfTitle(_text(201), 201);
    }

    function test_RevertWhen_TitleTooLongInBytesButNotInLetters() external {
        _expectRefusalOfTitle(string.concat(_text(199), unicode"é"), 201);
    }

    function test_RevertWhen_TooFewCandidates() external {
        _expectRefusalOfCount(0);
        _expectRefusalOfCount(1);
    }

    function test_RevertWhen_TooManyCandidates() external {
        _expectRefusalOfCount(101);
    }

    function test_RevertWhen_NameEmpty() external {
        for (uint256 i = 0; i < 3; ++i) {
            _expectRefusalOfName(i, "");
        }
    }

    function test_RevertWhen_NameTooLong() external {
        for (uint256 i = 0; i < 3; ++i) {
            _expectRefusalOfName(i, _text(201));
        }
    }

    function test_RevertWhen_NameTwice() external {
        Question memory question = _question();
        question.candidates[1] = "Tea";
        _expectRefusal(question, abi.encodeWithSelector(IElection.DuplicateCandidate.selector, 1));
    }

    function test_RevertWhen_LastNameEqualsFirst() external {
        Question memory question = _question();
        question.candidates = _names(100, 2);
        question.candidates[99] = question.candidates[0];
        _expectRefusal(question, abi.encodeWithSelector(IElection.DuplicateCandidate.selector, 99));
    }

    function test_RevertWhen_TextTooLongTogether() external {
        Question memory question = _largestQuestion();
        question.description = string.concat(question.description, "a");
        _expectRefusal(question, abi.encodeWithSelector(IElection.TextLength.selector, 16_385));
    }

    function test_RevertWhen_DescriptionAloneTooLong() external {
        Question memory question = _question();
        // 65,536 and a little: as a uint16 it would be a short text.
        question.description = _text(65_540);
        uint256 length = 65_540 + bytes(question.title).length + bytes(unicode"TeaCafé水").length;
        _expectRefusal(question, abi.encodeWithSelector(IElection.TextLength.selector, length));
    }

    function test_RevertWhen_GasDoesNotSufficeForTheText() external {
        OpenElectionFactory factory = new OpenElectionFactory();
        Question memory question = _largestQuestion();
        question.candidates = _names(2, 150);
        question.description = _text(15_884);

        // The code alone costs 200 gas a byte, 3.3 million.
        VM.expectRevert(abi.encodeWithSelector(IElection.TextNotStored.selector));
        factory.create{gas: 3_000_000}(question);
    }

    function test_KeepsTheWindow() external view {
        VM.assertEq(election.opens(), OPENS);
        VM.assertEq(election.closes(), CLOSES);
    }

    function test_KeepsTheTimeOfCreation() external {
        VM.warp(OPENS + 5);
        VM.assertEq(new OpenElection(_question()).createdAt(), OPENS + 5);
        VM.assertEq(election.createdAt(), CREATED);
    }

    function test_OpensInThePastForOneSecondMore() external {
        Question memory question = _question();
        question.opens = 0;
        question.closes = CREATED + 1;
        election = new OpenElection(question);

        _vote(ALICE, TEA);
        VM.assertEq(election.opens(), 0);
        VM.assertEq(election.closes(), CREATED + 1);
        VM.assertEq(election.votes(TEA), 1);
    }

    function test_AcceptsTheShortestText() external {
        string[] memory candidates = new string[](2);
        candidates[0] = "a";
        candidates[1] = "b";
        _expectTextBack(Question("?", "", candidates, OPENS, CLOSES));
    }

    function test_AcceptsTheLongestTitleAndNames() external {
        _expectTextBack(Question(_text(200), "", _names(2, 200), OPENS, CLOSES));
    }

    function test_AcceptsTheLongestDescription() external {
        _expectTextBack(Question("?", _text(16_379), _names(2, 2), OPENS, CLOSES));
    }

    function test_AcceptsLettersOfSeveralBytes() external {
        string[] memory candidates = new string[](3);
        candidates[0] = unicode"Ünïcödé";
        candidates[1] = unicode"投票 🗳️";
        candidates[2] = unicode"صوّت";
        _expectTextBack(Question(unicode"¿Qué? — なに", unicode"„…“\n\t\u202e", candidates, OPENS, CLOSES));
    }

    function test_AcceptsNamesThatDifferInOneByte() external {
        string[] memory candidates = new string[](4);
        candidates[0] = "Tea";
        candidates[1] = "tea";
        candidates[2] = "Tea ";
        candidates[3] = string(bytes.concat("Tea", hex"00"));
        _expectTextBack(Question("?", "", candidates, OPENS, CLOSES));
    }

    function test_TheLargestBallotFitsIntoOneTransaction() external {
        Question memory question = _largestQuestion();
        OpenElectionFactory factory = new OpenElectionFactory();
        // EIP-7825's cap, less what a transaction costs before any code runs, as if no byte were zero.
        uint256 calldataLength = abi.encodeCall(factory.create, (question)).length;
        uint256 gas = 16_777_216 - 21_000 - 16 * calldataLength;

        election = OpenElection(factory.create{gas: gas}(question));

        _expectText(question);
        VM.warp(OPENS);
        _vote(ALICE, keccak256(bytes(question.candidates[99])));
        (bytes32[] memory ids, uint256[] memory counts, uint256 ballots) = election.results();
        VM.assertEq(ids.length, 100);
        VM.assertEq(counts[99], 1);
        VM.assertEq(ballots, 1);
    }

    function test_StoresTheTextAsCodeThatCannotRun() external {
        string[] memory candidates = new string[](2);
        candidates[0] = unicode"é";
        candidates[1] = "no";
        election = new OpenElection(Question("Tea?", _text(300), candidates, OPENS, CLOSES));

        // The election's first own creation.
        address text = VM.computeCreateAddress(address(election), 1);
        bytes memory stop = hex"00";
        bytes memory title = bytes.concat(hex"0004", "Tea?");
        bytes memory description = bytes.concat(hex"012c", bytes(_text(300)));
        bytes memory names = bytes.concat(hex"0002c3a9", hex"0002", "no");
        VM.assertEq(text.code, bytes.concat(stop, hex"02", title, description, names));
    }

    function testFuzz_GivesBackAnyText(bytes[8] calldata texts, uint8 count) external {
        string[] memory candidates = new string[](2 + count % 5);
        for (uint256 i = 0; i < candidates.length; ++i) {
            // The first byte keeps the names apart.
            bytes memory name = bytes.concat(bytes1(uint8(i)), texts[i]);
            candidates[i] = string(name.length > 200 ? bytes(_text(200 - i)) : name);
        }
        bytes memory title = texts[6].length == 0 || texts[6].length > 200 ? bytes("?") : texts[6];

        _expectTextBack(Question(string(title), string(texts[7]), candidates, OPENS, CLOSES));
    }

    function test_StartsEveryTallyAtNoVotes() external view {
        (bytes32[] memory ids, uint256[] memory counts, uint256 ballots) = election.results();
        VM.assertEq(ids.length, 3);
        for (uint256 i = 0; i < 3; ++i) {
            VM.assertEq(counts[i], 0);
        }
        VM.assertEq(ballots, 0);
    }

    /// 100 candidates and the most text that is permitted.
    function _largestQuestion() private pure returns (Question memory) {
        return Question(_text(200), _text(1184), _names(100, 150), OPENS, CLOSES);
    }

    function _expectTextBack(Question memory question) private {
        election = new OpenElection(question);
        _expectText(question);
    }

    function _expectText(Question memory question) private view {
        (string memory title, string memory description, string[] memory candidates) = election.details();
        VM.assertEq(title, question.title);
        VM.assertEq(description, question.description);
        VM.assertEq(abi.encode(candidates), abi.encode(question.candidates));
    }

    function _expectRefusalOfTitle(string memory title, uint256 length) private {
        Question memory question = _question();
        question.title = title;
        _expectRefusal(question, abi.encodeWithSelector(IElection.TitleLength.selector, length));
    }

    function _expectRefusalOfCount(uint256 count) private {
        Question memory question = _question();
        question.candidates = _names(count, 10);
        _expectRefusal(question, abi.encodeWithSelector(IElection.CandidateCount.selector, count));
    }

    function _expectRefusalOfName(uint256 index, string memory name) private {
        Question memory question = _question();
        question.candidates[index] = name;
        _expectRefusal(question, abi.encodeWithSelector(IElection.NameLength.selector, index, bytes(name).length));
    }

    function _expectRefusal(Question memory question, bytes memory reason) private {
        VM.expectRevert(reason);
        new OpenElection(question);
    }
}
