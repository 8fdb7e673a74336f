// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {MultiOwnerWallet} from "../MultiOwnerWallet.sol";
import {VM} from "../Vm.sol";

/// @title What the owners of a wallet do: create it, and sign for it with their keys
library WalletOwners {
    /// Keys of three owners, ascending by their addresses, as their signatures have to be.
    function invent() internal pure returns (uint256[] memory keys) {
        keys = new uint256[](3);
        (keys[0], keys[1], keys[2]) = (11, 12, 13);
        for (uint256 i = 0; i < 2; ++i) {
            for (uint256 j = 0; j < 2; ++j) {
                if (VM.addr(keys[j]) > VM.addr(keys[j + 1])) (keys[j], keys[j + 1]) = (keys[j + 1], keys[j]);
            }
        }
    }

    function pair(uint256 first, uint256 second) internal pure returns (uint256[] memory list) {
        list = new uint256[](2);
        (list[0], list[1]) = (first, second);
    }

    function create(uint256[] memory keys, uint256 threshold) internal returns (MultiOwnerWallet) {
        address[] memory owners = new address[](keys.length);
        for (uint256 i = 0; i < keys.length; ++i) {
            owners[i] = VM.addr(keys[i]);
        }
        return new MultiOwnerWallet(owners, threshold);
    }

    /// What each of them signs for `isValidSignature`, written out once more.
    function messageDigest(MultiOwnerWallet wallet, bytes32 hash) internal view returns (bytes32) {
        return _bind(wallet, keccak256(abi.encode(keccak256("WalletMessage(bytes32 hash)"), hash)));
    }

    /// What each of them signs for `execute`.
    function callDigest(MultiOwnerWallet wallet, address to, uint256 value, bytes memory data, uint256 nonce)
        internal
        view
        returns (bytes32)
    {
        bytes32 form = keccak256("WalletCall(address to,uint256 value,bytes data,uint256 nonce)");
        return _bind(wallet, keccak256(abi.encode(form, to, value, keccak256(data), nonce)));
    }

    /// Their signatures in the order of the keys, 65 bytes each.
    function sign(bytes32 digest, uint256[] memory keys) internal pure returns (bytes memory signatures) {
        for (uint256 i = 0; i < keys.length; ++i) {
            (uint8 v, bytes32 r, bytes32 s) = VM.sign(keys[i], digest);
            signatures = bytes.concat(signatures, r, s, bytes1(v));
        }
    }

    function _bind(MultiOwnerWallet wallet, bytes32 content) private view returns (bytes32) {
        bytes32 form = keccak256("EIP712Domain(uint256 chainId,address verifyingContract)");
        return keccak256(abi.encodePacked(hex"1901", keccak256(abi.encode(form, block.chainid, wallet)), content));
    }
}
