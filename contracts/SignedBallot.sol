// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @title What voters sign (EIP-712)
/// @notice Question and choice stand in it in words, so that a wallet shows them. A candidate's id is the hash of the
/// name, which is how EIP-712 encodes a string, so nothing but the title has to be read to check it.
library SignedBallot {
    bytes32 private constant DOMAIN_TYPE =
        keccak256("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)");
    bytes32 private constant NAME = keccak256("Recount");
    bytes32 private constant VERSION = keccak256("1");
    bytes32 private constant BALLOT_TYPE = keccak256("Ballot(string election,string choice)");
    /// Another type than an account's, and with the voter in it: one owner's signature would else count for the owner
    /// and for every wallet that the owner has.
    bytes32 private constant WALLET_BALLOT_TYPE =
        keccak256("WalletBallot(string election,string choice,address voter)");

    /// @notice The domain of this very contract on this very chain. Worked out anew each time: a chain that splits gives
    /// its halves different ids.
    function domain() internal view returns (bytes32) {
        return keccak256(abi.encode(DOMAIN_TYPE, NAME, VERSION, block.chainid, address(this)));
    }

    /// @notice What an account signs.
    /// @param title The hash of the election's title.
    /// @param candidate The candidate's id: the hash of the name.
    function digest(bytes32 domain_, bytes32 title, bytes32 candidate) internal pure returns (bytes32) {
        return _digest(domain_, keccak256(abi.encode(BALLOT_TYPE, title, candidate)));
    }

    /// @notice What a contract wallet's owners sign.
    /// @param voter The wallet.
    function walletDigest(bytes32 domain_, bytes32 title, bytes32 candidate, address voter)
        internal
        pure
        returns (bytes32)
    {
        return _digest(domain_, keccak256(abi.encode(WALLET_BALLOT_TYPE, title, candidate, voter)));
    }

    function _digest(bytes32 domain_, bytes32 content) private pure returns (bytes32) {
        return keccak256(abi.encodePacked(hex"1901", domain_, content));
    }
}
