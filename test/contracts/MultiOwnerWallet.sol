// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @title A contract wallet with several owners, of whom so many have to agree
/// @notice For tests. It does as the common ones do: an owner's signature is bound to this wallet on this chain, so that
/// it is no good for another wallet of the same owners; and what owners have approved by transactions of their own needs
/// no signature.
contract MultiOwnerWallet {
    bytes4 private constant ERC1271_ACCEPTED = 0x1626ba7e;
    bytes32 private constant DOMAIN_TYPE = keccak256("EIP712Domain(uint256 chainId,address verifyingContract)");
    bytes32 private constant MESSAGE_TYPE = keccak256("WalletMessage(bytes32 hash)");
    bytes32 private constant CALL_TYPE = keccak256("WalletCall(address to,uint256 value,bytes data,uint256 nonce)");
    uint256 private constant SIGNATURE_BYTES = 65;

    uint256 public immutable THRESHOLD;

    /// How many calls were executed: each signature is for one of them.
    uint256 public nonce;
    mapping(address account => bool) public isOwner;
    mapping(bytes32 hash => mapping(address owner => bool)) public hasApproved;
    mapping(bytes32 hash => uint256) public approvals;

    error BadOwners();
    error NotOwner(address account);
    error NotSigned();

    constructor(address[] memory owners, uint256 threshold) {
        if (threshold == 0 || threshold > owners.length) revert BadOwners();
        THRESHOLD = threshold;
        for (uint256 i = 0; i < owners.length; ++i) {
            // A recovery that fails gives the zero address.
            if (owners[i] == address(0) || isOwner[owners[i]]) revert BadOwners();
            isOwner[owners[i]] = true;
        }
    }

    receive() external payable {}

    /// @notice Approves what somebody else will ask `isValidSignature` about, or takes that back.
    function approve(bytes32 hash, bool isApproved) external {
        if (!isOwner[msg.sender]) revert NotOwner(msg.sender);
        if (hasApproved[hash][msg.sender] == isApproved) return;

        hasApproved[hash][msg.sender] = isApproved;
        if (isApproved) ++approvals[hash];
        else --approvals[hash];
    }

    /// @notice Makes a call on which so many owners agree. Whoever sends it pays the gas.
    function execute(address to, uint256 value, bytes calldata data, bytes calldata signatures) external {
        bytes32 content = keccak256(abi.encode(CALL_TYPE, to, value, keccak256(data), nonce));
        if (!_isSigned(_bind(content), signatures)) revert NotSigned();

        ++nonce;

        (bool isDone, bytes memory answer) = to.call{value: value}(data);
        if (!isDone) {
            // Passes the reason on as it came.
            assembly ("memory-safe") {
                revert(add(answer, 32), mload(answer))
            }
        }
    }

    /// @notice ERC-1271.
    /// @param signatures Of so many owners, 65 bytes each, ascending by owner; empty where they have approved the hash.
    function isValidSignature(bytes32 hash, bytes calldata signatures) external view returns (bytes4) {
        bool isAccepted = signatures.length == 0
            ? approvals[hash] >= THRESHOLD
            : _isSigned(_bind(keccak256(abi.encode(MESSAGE_TYPE, hash))), signatures);
        return isAccepted ? ERC1271_ACCEPTED : bytes4(0);
    }

    /// What owners sign: bound to this wallet and this chain (EIP-712).
    function _bind(bytes32 content) private view returns (bytes32) {
        bytes32 domain = keccak256(abi.encode(DOMAIN_TYPE, block.chainid, address(this)));
        return keccak256(abi.encodePacked(hex"1901", domain, content));
    }

    /// Whether so many owners, none of them twice, have signed the digest.
    function _isSigned(bytes32 digest, bytes calldata signatures) private view returns (bool) {
        if (signatures.length != THRESHOLD * SIGNATURE_BYTES) return false;

        address last = address(0);
        for (uint256 start = 0; start < signatures.length; start += SIGNATURE_BYTES) {
            bytes32 r = bytes32(signatures[start:]);
            bytes32 s = bytes32(signatures[start + 32:]);
            address signer = ecrecover(digest, uint8(signatures[start + 64]), r, s);
            if (!isOwner[signer] || signer <= last) return false;
            last = signer;
        }
        return true;
    }
}
