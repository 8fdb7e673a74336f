// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {RollElection} from "../../contracts/RollElection.sol";
import {VM} from "./Vm.sol";

/// @title What voters sign, as EIP-712 spells it out, and their signatures
library Ballots {
    /// What an account signs for a candidate.
    function digest(RollElection election, uint256 chain, bytes32 candidate) internal view returns (bytes32) {
        bytes32 form = keccak256("Ballot(string election,string choice)");
        return _typed(election, chain, abi.encode(form, _title(election), candidate));
    }

    /// What the owner of a contract wallet signs: it names the wallet.
    function walletDigest(RollElection election, uint256 chain, bytes32 candidate, address voter)
        internal
        view
        returns (bytes32)
    {
        bytes32 form = keccak256("WalletBallot(string election,string choice,address voter)");
        return _typed(election, chain, abi.encode(form, _title(election), candidate, voter));
    }

    /// 64 bytes (EIP-2098).
    function sign(uint256 key, bytes32 digest_) internal pure returns (bytes memory) {
        (bytes32 r, bytes32 vs) = VM.signCompact(key, digest_);
        return bytes.concat(r, vs);
    }

    function _title(RollElection election) private view returns (bytes32) {
        (string memory title,,) = election.details();
        return keccak256(bytes(title));
    }

    function _typed(RollElection election, uint256 chain, bytes memory ballot) private pure returns (bytes32) {
        bytes32 form = keccak256("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)");
        bytes memory domain = abi.encode(form, keccak256("Recount"), keccak256("1"), chain, election);
        return keccak256(bytes.concat(hex"1901", keccak256(domain), keccak256(ballot)));
    }
}
