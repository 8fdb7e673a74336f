// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {OpenElectionFactory} from "../OpenElectionFactory.sol";

/// The part of Foundry's cheat codes that deployment needs.
interface Vm {
    function startBroadcast() external;
    function stopBroadcast() external;
}

/// @title Puts the factories on a chain
/// @notice Through the deterministic deployer, so that each stands at the same address on every chain.
/// Whoever pays gains nothing by it: factories have no owner. What stands already is left alone, so a repeat is harmless.
contract Deploy {
    Vm private constant VM = Vm(address(uint160(uint256(keccak256("hevm cheat code")))));
    address private constant DEPLOYER = 0x4e59b44847b379578588920cA78FbF26c0B4956C;

    error NoDeterministicDeployer(address expected);

    function run() external returns (address openElectionFactory) {
        if (DEPLOYER.code.length == 0) revert NoDeterministicDeployer(DEPLOYER);
        openElectionFactory = _addressOf(type(OpenElectionFactory).creationCode);

        VM.startBroadcast();
        if (openElectionFactory.code.length == 0) new OpenElectionFactory{salt: 0}();
        VM.stopBroadcast();
    }

    function _addressOf(bytes memory initcode) private pure returns (address) {
        bytes32 hash = keccak256(abi.encodePacked(hex"ff", DEPLOYER, bytes32(0), keccak256(initcode)));
        return address(uint160(uint256(hash)));
    }
}
