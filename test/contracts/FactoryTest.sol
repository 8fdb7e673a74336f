// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Question} from "../../contracts/IElection.sol";
import {OpenElection} from "../../contracts/OpenElection.sol";
import {OpenElectionFactory} from "../../contracts/OpenElectionFactory.sol";
import {ElectionTest} from "./ElectionTest.sol";
import {VM} from "./Vm.sol";

/// @title A factory that has created nothing yet
abstract contract FactoryTest is ElectionTest {
    OpenElectionFactory internal factory;

    function setUp() public virtual override {
        VM.warp(CREATED);
        factory = new OpenElectionFactory();
    }

    function _create(address organiser, Question memory question) internal returns (address) {
        VM.prank(organiser);
        return factory.create(question);
    }

    /// The address that proves an election: CREATE2 of factory, organiser and initcode with arguments (EIP-1014).
    function _addressOf(Question memory question, address organiser) internal view returns (address) {
        bytes32 initcodeHash = keccak256(bytes.concat(type(OpenElection).creationCode, abi.encode(question)));
        bytes memory salt = bytes.concat(bytes12(0), bytes20(organiser));
        bytes32 hash = keccak256(bytes.concat(hex"ff", bytes20(address(factory)), salt, initcodeHash));
        return address(uint160(uint256(hash)));
    }
}
