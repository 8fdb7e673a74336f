// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Question} from "../../../contracts/IElection.sol";
import {RollElection} from "../../../contracts/RollElection.sol";
import {Ballots} from "../Ballots.sol";
import {SignedElectionTest} from "../SignedElectionTest.sol";
import {StrictWallet} from "./Wallets.sol";
import {VM} from "../Vm.sol";

/// @title The digests of ballots on which Solidity and TypeScript must agree, pinned by one file that both read
/// @notice The elections stand at the addresses of the file, on the chains of the file.
contract BallotVectorsTest is SignedElectionTest {
    string private vectors = VM.readFile("test/vectors.json");

    function test_TheDigestsAreThoseOfTheFile() external {
        for (uint256 i = 0; VM.keyExistsJson(vectors, _at(i, "")); ++i) {
            _electAsIn(i);
            bytes32 candidate = _candidate(i);
            VM.assertEq(_digest(candidate), VM.parseJsonBytes32(vectors, _at(i, ".digest")));
            address wallet = VM.parseJsonAddress(vectors, _at(i, ".wallet"));
            VM.assertEq(_walletDigest(candidate, wallet), VM.parseJsonBytes32(vectors, _at(i, ".walletDigest")));

            uint256 key = uint256(VM.parseJsonBytes32(vectors, _at(i, ".key")));
            VM.assertEq(VM.addr(key), VM.parseJsonAddress(vectors, _at(i, ".voter")));
            VM.assertEq(Ballots.sign(key, _digest(candidate)), VM.parseJsonBytes(vectors, _at(i, ".signature")));
        }
    }

    function test_AnAccountsSignatureCounts() external {
        for (uint256 i = 0; VM.keyExistsJson(vectors, _at(i, "")); ++i) {
            _electAsIn(i);
            uint256 index = roll.indexOf(VM.parseJsonAddress(vectors, _at(i, ".voter")));
            bytes memory signature = VM.parseJsonBytes(vectors, _at(i, ".signature"));
            VM.assertEq(election.castBatch(_record(index, 1, signature)), 0);
            VM.assertEq(election.castBatch(_record(index, 2, signature)), 1);
            VM.assertEq(_byteOf(index), 2);
        }
    }

    function test_AContractWalletIsAskedWithItsDigest() external {
        for (uint256 i = 0; VM.keyExistsJson(vectors, _at(i, "")); ++i) {
            _electAsIn(i);
            address wallet = VM.parseJsonAddress(vectors, _at(i, ".wallet"));
            VM.etch(wallet, address(new StrictWallet()).code);
            StrictWallet(wallet).expect(VM.parseJsonBytes32(vectors, _at(i, ".walletDigest")), "signed");
            uint256 index = roll.indexOf(wallet);
            election.castSigned(_candidate(i), index, "signed");
            VM.assertEq(_byteOf(index), 2);
        }
    }

    /// A path that finds nothing would make every loop above pass.
    function test_ThereAreVectors() external view {
        VM.assertEq(VM.keyExistsJson(vectors, _at(9, ".digest")), true);
    }

    /// The vector's voter and wallet are on the roll; what was signed for is the second of two candidates.
    function _electAsIn(uint256 vector) private {
        Question memory question = _question();
        question.title = VM.parseJsonString(vectors, _at(vector, ".title"));
        question.candidates = new string[](2);
        question.candidates[0] = "Somebody else";
        question.candidates[1] = VM.parseJsonString(vectors, _at(vector, ".choice"));
        address voter = VM.parseJsonAddress(vectors, _at(vector, ".voter"));
        address wallet = VM.parseJsonAddress(vectors, _at(vector, ".wallet"));
        voters = _sorted(_array(voter, wallet, ALICE));
        roll = _publish(voters);

        RollElection created = new RollElection(question, roll);
        election = RollElection(VM.parseJsonAddress(vectors, _at(vector, ".election")));
        VM.etch(address(election), address(created).code);
        bytes32 slot = keccak256(abi.encode(_candidate(vector), TALLY_SLOT));
        VM.store(address(election), slot, VM.load(address(created), slot));
        VM.chainId(VM.parseJsonUint(vectors, _at(vector, ".chainId")));
    }

    function _candidate(uint256 vector) private view returns (bytes32) {
        return keccak256(bytes(VM.parseJsonString(vectors, _at(vector, ".choice"))));
    }

    function _at(uint256 vector, string memory field) private pure returns (string memory) {
        return string.concat(".ballots[", VM.toString(vector), "]", field);
    }
}
