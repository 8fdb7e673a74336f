// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @title Bytes kept as contract code
/// @notice Code is the cheapest place that every node keeps: one read returns it whole, where logs may be dropped.
library Code {
    /// @notice Creates a contract whose code is one STOP byte, so that it can never run, and then `content`.
    /// @param content At most 24,575 bytes (EIP-170).
    /// @return pointer The contract's address; 0 where it could not be created (out of gas, or too long).
    function store(bytes memory content) internal returns (address pointer) {
        // Init code that returns what follows it: PUSH2 length, DUP1, PUSH1 10, RETURNDATASIZE (0), CODECOPY,
        // RETURNDATASIZE (0), RETURN. The cast holds for what EIP-170 permits, and the rest cannot be created.
        bytes memory initcode =
            abi.encodePacked(hex"61", uint16(content.length + 1), hex"80600a3d393df3", hex"00", content);
        // Memory safe: reads `initcode`, writes nothing. Solidity has no other way to create raw code.
        assembly ("memory-safe") {
            pointer := create(0, add(initcode, 32), mload(initcode))
        }
    }
}
