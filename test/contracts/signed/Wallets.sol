// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

// Contract wallets, honest and not, that are asked by ERC-1271 whether a signature is theirs.

bytes4 constant YES = 0x1626ba7e;

/// Says yes to what its owner's key has signed: 64 bytes (EIP-2098).
contract OwnedWallet {
    address private immutable OWNER;

    constructor(address owner) {
        OWNER = owner;
    }

    function isValidSignature(bytes32 digest, bytes calldata signature) external view returns (bytes4) {
        (bytes32 r, bytes32 vs) = abi.decode(signature, (bytes32, bytes32));
        bytes32 s = bytes32(uint256(vs) & type(uint256).max >> 1);
        return ecrecover(digest, uint8(27 + (uint256(vs) >> 255)), r, s) == OWNER ? YES : bytes4(0);
    }
}

/// Says yes to one digest with one signature, of whatever length, and reverts at anything else it is asked.
contract StrictWallet {
    bytes32 private _asked;

    function expect(bytes32 digest, bytes calldata signature) external {
        _asked = keccak256(abi.encodeWithSelector(YES, digest, signature));
    }

    fallback() external {
        require(keccak256(msg.data) == _asked);
        bytes32 yes = YES;
        assembly ("memory-safe") {
            mstore(0, yes)
            return(0, 32)
        }
    }
}

/// Answers everything with the same bytes.
contract AnsweringWallet {
    bytes private _answer;

    constructor(bytes memory answer) {
        _answer = answer;
    }

    fallback(bytes calldata) external returns (bytes memory) {
        return _answer;
    }
}

/// Answers yes, and so many bytes behind it.
contract LongWindedWallet {
    uint256 private immutable LENGTH;

    constructor(uint256 length) {
        LENGTH = length;
    }

    fallback() external {
        bytes32 yes = YES;
        uint256 length = LENGTH;
        assembly {
            mstore(0, yes)
            return(0, length)
        }
    }
}

/// Reverts with the word that means yes, and so many bytes behind it.
contract RevertingWallet {
    uint256 private immutable LENGTH;

    constructor(uint256 length) {
        LENGTH = length;
    }

    fallback() external {
        bytes32 yes = YES;
        uint256 length = LENGTH;
        assembly {
            mstore(0, yes)
            revert(0, length)
        }
    }
}

/// Takes all the gas it is given.
contract GreedyWallet {
    fallback() external {
        while (true) {}
    }
}

/// While it is asked, it makes a call of its own, and says yes only if that one failed.
contract ReenteringWallet {
    address private _target;
    bytes private _call;

    function prepare(address target, bytes calldata call) external {
        (_target, _call) = (target, call);
    }

    function isValidSignature(bytes32, bytes calldata) external returns (bytes4) {
        // A forbidden write takes all the gas it has.
        (bool isDone,) = _target.call{gas: 300_000}(_call);
        return isDone ? bytes4(0) : YES;
    }
}

/// Says yes whatever came of the call that it makes while it is asked.
contract CarelessWallet {
    address private _target;
    bytes private _call;

    function prepare(address target, bytes calldata call) external {
        (_target, _call) = (target, call);
    }

    function isValidSignature(bytes32, bytes calldata) external returns (bytes4) {
        // Whether it works is for the test to see.
        (bool isDone,) = _target.call{gas: 300_000}(_call);
        return isDone ? YES : YES;
    }
}
