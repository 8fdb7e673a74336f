// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Question} from "../../../contracts/IElection.sol";
import {RollElection} from "../../../contracts/RollElection.sol";
import {Ballots} from "../Ballots.sol";
import {SignedElectionTest} from "../SignedElectionTest.sol";
import {VM} from "../Vm.sol";

/// @title What is not a voter's own ballot, here and now, and stands in a batch all the same
contract BatchSkipsTest is SignedElectionTest {
    /// The order of secp256k1.
    uint256 private constant ORDER = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141;

    function test_SkipsASignatureForAnotherCandidate() external {
        _expectSkipped(_record(5, TEA_NUMBER, Ballots.sign(_key(5), _digest(COFFEE))));
        _expectSkipped(_record(5, TEA_NUMBER, Ballots.sign(_key(5), _digest(UNKNOWN))));
    }

    function test_SkipsASignatureForAnotherElection() external {
        RollElection other = new RollElection(_question(), roll);
        _expectSkipped(_record(5, TEA_NUMBER, Ballots.sign(_key(5), Ballots.digest(other, block.chainid, TEA))));
    }

    function test_SkipsASignatureForAnotherChain() external {
        bytes memory elsewhere = Ballots.sign(_key(5), Ballots.digest(election, block.chainid + 1, TEA));
        _expectSkipped(_record(5, TEA_NUMBER, elsewhere));
    }

    /// After a split of the chain each half takes what was signed for it, and no more.
    function test_SkipsWhatWasSignedForTheChainBeforeItsSplit() external {
        bytes memory before = _ballot(5, TEA_NUMBER);
        uint256 chain = block.chainid;
        VM.chainId(chain + 1);
        _expectSkipped(before);
        _expectCounted(_ballot(5, COFFEE_NUMBER), _counted(5, COFFEE_NUMBER));
        VM.chainId(chain);
        _expectNothingCounted(before);
    }

    function test_SkipsAnotherVotersSignature() external {
        for (uint256 i = 0; i < SIZE; ++i) {
            if (i != 5) _expectSkipped(_record(i, TEA_NUMBER, Ballots.sign(_key(5), _digest(TEA))));
        }
    }

    function test_SkipsAStrangersSignature() external {
        uint256 key = 1_000_000;
        for (uint256 i = 0; i < SIZE + 2; ++i) {
            _expectSkipped(_record(i, TEA_NUMBER, Ballots.sign(key, _digest(TEA))));
        }
    }

    /// The title alone, other types of the same fields, and the bare digests are not what a voter signs.
    function test_SkipsASignatureOverAnythingButABallot() external {
        (string memory title,,) = election.details();
        bytes32[8] memory digests = [
            TEA,
            keccak256("Tea"),
            keccak256(bytes(title)),
            keccak256(abi.encodePacked("\x19Ethereum Signed Message:\n32", _digest(TEA))),
            _walletDigest(TEA, voters[5]),
            keccak256(abi.encode(keccak256("Ballot(string election,string choice)"), keccak256(bytes(title)), TEA)),
            bytes32(0),
            bytes32(uint256(1))
        ];
        for (uint256 i = 0; i < digests.length; ++i) {
            _expectSkipped(_record(5, TEA_NUMBER, Ballots.sign(_key(5), digests[i])));
        }
    }

    /// The words of the domain are not free either.
    function test_SkipsASignatureUnderAnotherNameOrVersion() external {
        _expectSkipped(_record(5, TEA_NUMBER, Ballots.sign(_key(5), _under("Recount", "2", election))));
        _expectSkipped(_record(5, TEA_NUMBER, Ballots.sign(_key(5), _under("recount", "1", election))));
        _expectSkipped(
            _record(5, TEA_NUMBER, Ballots.sign(_key(5), _under("Recount", "1", RollElection(address(roll)))))
        );
        bytes memory right = Ballots.sign(_key(5), _under("Recount", "1", election));
        _expectCounted(_record(5, TEA_NUMBER, right), _counted(5, TEA_NUMBER));
    }

    /// The address zero stands behind the last voter, and is also what a signature that fails seems to recover to.
    function test_SkipsAnIndexPastTheRollInItsLastWordWithASignatureThatFails() external {
        for (uint256 index = SIZE; index < WORDS * 32; ++index) {
            for (uint8 number = 0; number <= 4; ++number) {
                _expectSkipped(_record(index, number, new bytes(64)));
            }
        }
    }

    function test_SkipsAnIndexPastTheRoll() external {
        uint24[8] memory indexes =
            [uint24(SIZE), 95, 96, uint24(FULL) - 1, uint24(FULL), 65_536, type(uint24).max - 1, type(uint24).max];
        for (uint256 i = 0; i < indexes.length; ++i) {
            _expectSkipped(_record(indexes[i], TEA_NUMBER, new bytes(64)));
            _expectSkipped(_record(indexes[i], TEA_NUMBER, Ballots.sign(_key(69), _digest(TEA))));
            _expectSkipped(_record(indexes[i], TEA_NUMBER, Ballots.sign(_key(0), _digest(TEA))));
        }
    }

    /// Behind the last chunk stands the roll's index, whose first entry is the first voter: one voter, two places.
    function test_SkipsTheFirstVoterAtThePlaceOfTheRollsIndex() external {
        _expectSkipped(_record(FULL, TEA_NUMBER, Ballots.sign(_key(0), _digest(TEA))));

        uint256[] memory indexes = new uint256[](3);
        (indexes[0], indexes[1], indexes[2]) = (0, FULL, 2 * FULL - 1);
        _electFrom(_signersAt(indexes, 2 * FULL));
        VM.warp(OPENS);
        bytes memory batch = _record(2 * FULL, TEA_NUMBER, Ballots.sign(_key(0), _digest(TEA)));
        batch = bytes.concat(batch, _record(2 * FULL + 1, TEA_NUMBER, Ballots.sign(_key(FULL), _digest(TEA))));
        batch = bytes.concat(batch, _record(2 * FULL + 2, TEA_NUMBER, new bytes(64)));
        batch = bytes.concat(batch, _ballot(2 * FULL - 1, TEA_NUMBER));
        _expectCounted(batch, _counted(2 * FULL - 1, TEA_NUMBER));
    }

    /// A voter who can choose what the contract takes for their digest could vote for no candidate, or for another one.
    function test_SkipsANumberThatIsNoCandidates() external {
        uint8[9] memory numbers = [0, 4, 5, 32, 128, 129, 131, 254, 255];
        bytes32[9] memory digests = [
            bytes32(0),
            bytes32(uint256(3)),
            bytes32(uint256(4)),
            keccak256(""),
            _digest(TEA),
            _digest(COFFEE),
            _digest(WATER),
            _digest(0),
            _digest(keccak256(""))
        ];
        for (uint256 i = 0; i < numbers.length; ++i) {
            for (uint256 j = 0; j < digests.length; ++j) {
                _expectSkipped(_record(5, numbers[i], Ballots.sign(_key(5), digests[j])));
            }
            _expectSkipped(_record(5, numbers[i], new bytes(64)));
        }
    }

    function test_SkipsASignatureThatNoKeyCanHaveMade() external {
        for (uint256 i = 0; i < SIZE; i += 3) {
            _expectSkipped(_record(i, TEA_NUMBER, new bytes(64)));
            _expectSkipped(_record(i, TEA_NUMBER, abi.encode(0, 1)));
            _expectSkipped(_record(i, TEA_NUMBER, abi.encode(1, 0)));
            _expectSkipped(_record(i, TEA_NUMBER, abi.encode(ORDER, 1)));
            _expectSkipped(_record(i, TEA_NUMBER, abi.encode(type(uint256).max, type(uint256).max)));
        }
    }

    /// Where a recovery fails, the precompile writes nothing: what the one before it wrote must not be taken for it.
    function test_SkipsAFailedRecoveryAfterTheVotersOwnSignature() external {
        // The voter has signed for tea, at another's place, where it does not count; then "nothing" for coffee.
        bytes memory lure = _record(6, TEA_NUMBER, Ballots.sign(_key(5), _digest(TEA)));
        _expectNothingCounted(bytes.concat(lure, _record(5, COFFEE_NUMBER, new bytes(64))));
        _expectNothingCounted(bytes.concat(lure, _record(5, COFFEE_NUMBER, abi.encode(0, 1))));
        _expectNothingCounted(bytes.concat(lure, _record(5, COFFEE_NUMBER, abi.encode(ORDER, 1))));
        _expectNothingCounted(bytes.concat(lure, _record(5, TEA_NUMBER, abi.encode(1, 0))));
    }

    /// The same, where the ballot before it was counted.
    function test_SkipsAFailedRecoveryAfterACountedBallot() external {
        bytes memory batch = bytes.concat(_ballot(5, TEA_NUMBER), _record(6, COFFEE_NUMBER, new bytes(64)));
        batch = bytes.concat(batch, _record(70, COFFEE_NUMBER, new bytes(64)), _record(4, WATER_NUMBER, new bytes(64)));
        _expectCounted(batch, _counted(5, TEA_NUMBER));
    }

    /// Every signature has a twin with the other s and the other parity. Its s has the top bit, which stands for the
    /// parity in 64 bytes: so it is another signature altogether.
    function test_SkipsTheTwinWithTheHighS() external {
        (, bytes32 r, bytes32 s) = VM.sign(_key(5), _digest(TEA));
        bytes32 high = bytes32(ORDER - uint256(s));
        VM.assertEq(uint256(high) >> 255, 1);
        _expectSkipped(_record(5, TEA_NUMBER, bytes.concat(r, high)));
        _expectSkipped(_record(5, TEA_NUMBER, bytes.concat(r, high ^ bytes32(uint256(1) << 255))));
    }

    function test_SkipsASignatureWithTheOtherParity() external {
        (bytes32 r, bytes32 vs) = VM.signCompact(_key(5), _digest(TEA));
        _expectSkipped(_record(5, TEA_NUMBER, bytes.concat(r, vs ^ bytes32(uint256(1) << 255))));
        _expectSkipped(_record(5, TEA_NUMBER, bytes.concat(vs, r)));
    }

    /// Alone, and at the start, in the middle and at the end of a batch whose other ballots all count, in any order.
    function _expectSkipped(bytes memory bad) private {
        uint256 snapshot = VM.snapshotState();
        _expectNothingCounted(bad);
        bytes memory a = _ballot(0, TEA_NUMBER);
        bytes memory b = bytes.concat(_ballot(33, COFFEE_NUMBER), _ballot(2, WATER_NUMBER));
        bytes memory counted =
            bytes.concat(_counted(0, TEA_NUMBER), _counted(33, COFFEE_NUMBER), _counted(2, WATER_NUMBER));
        _expectCounted(bytes.concat(bad, a, bad, b, bad, bad), counted);
        VM.revertToState(snapshot);
    }

    function _under(string memory name, string memory version, RollElection contract_) private view returns (bytes32) {
        bytes32 form = keccak256("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)");
        bytes32 domain =
            keccak256(abi.encode(form, keccak256(bytes(name)), keccak256(bytes(version)), block.chainid, contract_));
        (string memory title,,) = election.details();
        bytes32 ballot =
            keccak256(abi.encode(keccak256("Ballot(string election,string choice)"), keccak256(bytes(title)), TEA));
        return keccak256(bytes.concat(hex"1901", domain, ballot));
    }

    function _key(uint256 index) private view returns (uint256) {
        return keys[voters[index]];
    }
}
