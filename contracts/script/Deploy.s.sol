// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {OpenElectionFactory} from "../OpenElectionFactory.sol";
import {RollElectionFactory} from "../RollElectionFactory.sol";
import {RollFactory} from "../RollFactory.sol";

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

    function run() external returns (address openElectionFactory, address rollFactory, address rollElectionFactory) {
        if (DEPLOYER.code.length == 0) revert NoDeterministicDeployer(DEPLOYER);
        openElectionFactory = _addressOf(type(OpenElectionFactory).creationCode);
        rollFactory = _addressOf(type(RollFactory).creationCode);
        rollElectionFactory =
            _addressOf(abi.encodePacked(type(RollElectionFactory).creationCode, abi.encode(rollFactory)));

        VM.startBroadcast();
        if (openElectionFactory.code.length == 0) new OpenElectionFactory{salt: 0}();
        if (rollFactory.code.length == 0) new RollFactory{salt: 0}();
        if (rollElectionFactory.code.length == 0) new RollElectionFactory{salt: 0}(RollFactory(rollFactory));
        VM.stopBroadcast();
    }

    function _addressOf(bytes memory initcode) private pure returns (address) {
        bytes32 hash = keccak256(abi.encodePacked(hex"ff", DEPLOYER, bytes32(0), keccak256(initcode)));
        return address(uint160(uint256(hash)));
    }
}
