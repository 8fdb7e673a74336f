// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IRollElection} from "../../../contracts/IRollElection.sol";
import {Ballots} from "../Ballots.sol";
import {SignedWalletTest} from "./SignedWalletTest.sol";
import {
    AnsweringWallet,
    CarelessWallet,
    GreedyWallet,
    LongWindedWallet,
    OwnedWallet,
    ReenteringWallet,
    RevertingWallet,
    YES
} from "./Wallets.sol";
import {VM} from "../Vm.sol";

/// @title Contract wallets that answer what they should not, or do what they should not while they are asked
contract CastSignedHostileTest is SignedWalletTest {
    function test_RevertWhen_TheAddressHasNoCode() external {
        bytes memory asAccount = Ballots.sign(keys[voters[5]], _digest(TEA));
        bytes memory asWallet = Ballots.sign(keys[voters[5]], _walletDigest(TEA, voters[5]));
        _expectInvalid(TEA, 5, asAccount);
        _expectInvalid(TEA, 5, asWallet);
        _expectInvalid(TEA, 5, "");
        VM.assertEq(election.hasVoted(voters[5]), false);
    }

    function test_RevertGiven_TheWalletIsNotYetCreatedOrIsNoMore() external {
        address wallet = VM.computeCreateAddress(address(this), 1_000_000);
        uint256 index = _electWith(wallet);
        bytes memory signature = _signature(TEA, wallet);
        _expectInvalid(TEA, index, signature);

        VM.etch(wallet, address(new OwnedWallet(VM.addr(OWNER_KEY))).code);
        uint256 snapshot = VM.snapshotState();
        _expectSignedCounted(TEA, 1, index, signature);
        VM.revertToState(snapshot);

        VM.etch(wallet, "");
        _expectInvalid(TEA, index, signature);
    }

    /// The one that gives back what it is given begins with the selector, which is the word for yes.
    function test_RevertWhen_APrecompileStandsOnTheRoll() external {
        for (uint160 i = 1; i <= 10; ++i) {
            uint256 index = _electWith(address(i));
            bytes memory call = abi.encodeCall(election.castSigned, (TEA, index, new bytes(64)));
            // Those that cannot read the question take all the gas.
            (bool isDone, bytes memory reason) = address(election).call{gas: 1_000_000}(call);
            VM.assertEq(isDone, false);
            VM.assertEq(reason, abi.encodeWithSelector(IRollElection.InvalidSignature.selector, address(i)));
        }
    }

    function test_RevertWhen_TheAnswerIsNotYesInOneWord() external {
        bytes32 yes = YES;
        _expectAnswerRefused("");
        _expectAnswerRefused(bytes.concat(YES));
        _expectAnswerRefused(_first(yes, 31));
        _expectAnswerRefused(abi.encode(bytes32(0)));
        _expectAnswerRefused(abi.encode(true));
        _expectAnswerRefused(abi.encode(bytes4(0xffffffff)));
        _expectAnswerRefused(abi.encode(yes | bytes32(uint256(1))));
        _expectAnswerRefused(abi.encode(yes | bytes32(uint256(1) << 223)));
        _expectAnswerRefused(abi.encode(yes >> 224));
        _expectAnswerRefused(bytes.concat(hex"00", yes));

        uint256 index = _electWith(address(new AnsweringWallet(abi.encode(YES))));
        _expectSignedCounted(COFFEE, 2, index, "");
    }

    /// What the wallet that was asked before has answered must not be taken for this one's answer.
    function test_RevertWhen_TheWalletAnswersNothingAfterOneThatSaidYes() external {
        (address honest, address silent) =
            (address(new AnsweringWallet(abi.encode(YES))), address(new AnsweringWallet("")));
        address[] memory list = _signers(SIZE);
        (list[0], list[1]) = (honest, silent);
        _electFrom(_sorted(list));
        _expectSignedCounted(TEA, 1, roll.indexOf(honest), "");
        _expectInvalid(TEA, roll.indexOf(silent), "");
    }

    function test_RevertWhen_TheWalletReverts() external {
        uint24[4] memory lengths = [0, 4, 32, 100_000];
        for (uint256 i = 0; i < lengths.length; ++i) {
            _expectInvalid(TEA, _electWith(address(new RevertingWallet(lengths[i]))), "");
        }
    }

    /// What it wastes is the sender's of that one transaction; a batch never calls it.
    function test_RevertWhen_TheWalletTakesAllTheGas() external {
        uint256 index = _electWith(address(new GreedyWallet()));
        bytes32 before = _recordHash();
        (bool isDone, bytes memory reason) =
            address(election).call{gas: 3_000_000}(abi.encodeCall(election.castSigned, (TEA, index, "")));
        VM.assertEq(isDone, false);
        VM.assertEq(reason, abi.encodeWithSelector(IRollElection.InvalidSignature.selector, voters[index]));
        VM.assertEq(_recordHash(), before);

        bytes memory batch = bytes.concat(_record(index, TEA_NUMBER, new bytes(64)), _ballot(index == 0 ? 1 : 0, 1));
        _expectCounted(batch, _counted(index == 0 ? 1 : 0, 1));
    }

    /// The answer is as long as the wallet pays for; the election takes one word of it.
    function test_CopiesNoMoreThanOneWordOfTheAnswer() external {
        uint256 short = _gasToCastWith(new LongWindedWallet(32));
        LongWindedWallet wallet = new LongWindedWallet(1_000_000);
        uint256 gas = gasleft();
        // Its own way with the answer, for which nobody copies it.
        assembly ("memory-safe") {
            pop(staticcall(gas(), wallet, 0, 0, 0, 0))
        }
        uint256 itsOwn = gas - gasleft();
        VM.assertEq(itsOwn > 2_000_000, true);

        uint256 long = _gasToCastWith(wallet);
        VM.assertEq(long < short + itsOwn + 10_000, true);
    }

    /// While it is asked it can change nothing, not even through somebody else.
    function test_LetsNothingComeOfCallsWhileTheWalletIsAsked() external {
        ReenteringWallet wallet = new ReenteringWallet();
        uint256 index = _electWith(address(wallet));
        uint256 other = index == 0 ? 1 : 0;
        bytes[4] memory calls = [
            abi.encodeWithSignature("vote(bytes32)", WATER),
            abi.encodeWithSignature("vote(bytes32,uint256)", WATER, index),
            abi.encodeCall(election.castBatch, (_ballot(other, WATER_NUMBER))),
            abi.encodeCall(election.castSigned, (WATER, index, ""))
        ];
        for (uint256 i = 0; i < calls.length; ++i) {
            uint256 snapshot = VM.snapshotState();
            wallet.prepare(address(election), calls[i]);
            _expectSignedCounted(TEA, 1, index, "");
            VM.assertEq(election.hasVoted(voters[other]), false);
            VM.revertToState(snapshot);
        }
    }

    function test_CountsOnceForAWalletThatCallsAndDoesNotCare() external {
        CarelessWallet wallet = new CarelessWallet();
        uint256 index = _electWith(address(wallet));
        wallet.prepare(address(election), abi.encodeWithSignature("vote(bytes32)", WATER));
        _expectSignedCounted(TEA, 1, index, "");
        VM.assertEq(election.votes(WATER), 0);
    }

    function _gasToCastWith(LongWindedWallet wallet) private returns (uint256) {
        uint256 index = _electWith(address(wallet));
        bytes memory call = abi.encodeCall(election.castSigned, (TEA, index, ""));
        VM.cool(address(election));
        uint256 gas = gasleft();
        (bool isDone,) = address(election).call(call);
        uint256 used = gas - gasleft();
        VM.assertEq(isDone, true);
        return used;
    }

    function _expectAnswerRefused(bytes memory answer) private {
        AnsweringWallet wallet = new AnsweringWallet(answer);
        uint256 index = _electWith(address(wallet));
        _expectInvalid(TEA, index, _signature(TEA, address(wallet)));
    }

    function _first(bytes32 word, uint256 length) private pure returns (bytes memory cut) {
        cut = abi.encode(word);
        assembly ("memory-safe") {
            mstore(cut, length)
        }
    }
}
