// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {OpenElectionFactory} from "../../../contracts/OpenElectionFactory.sol";
import {RollElectionFactory} from "../../../contracts/RollElectionFactory.sol";
import {RollFactory} from "../../../contracts/RollFactory.sol";
import {Deploy} from "../../../contracts/script/Deploy.s.sol";
import {VM} from "../Vm.sol";

contract DeployTest {
    address private constant DEPLOYER = 0x4e59b44847b379578588920cA78FbF26c0B4956C;

    Deploy private script = new Deploy();

    function test_RevertGiven_NoDeterministicDeployer() external {
        VM.etch(DEPLOYER, "");
        VM.expectRevert(abi.encodeWithSelector(Deploy.NoDeterministicDeployer.selector, DEPLOYER));
        script.run();
    }

    function test_PutsTheFactoriesAtTheSameAddressesEverywhere() external {
        address open = _expected(type(OpenElectionFactory).creationCode);
        address rolls = _expected(type(RollFactory).creationCode);
        address onRoll = _expected(bytes.concat(type(RollElectionFactory).creationCode, abi.encode(rolls)));
        VM.assertEq(open.code.length + rolls.code.length + onRoll.code.length, 0);

        _expectRun(open, rolls, onRoll);
        VM.assertEq(open.code, type(OpenElectionFactory).runtimeCode);
        VM.assertEq(rolls.code, type(RollFactory).runtimeCode);
        VM.assertEq(RollElectionFactory(onRoll).electionCount(), 0);
    }

    function test_GivenOneFactoryStands_AddsTheOthers() external {
        (bool isDone,) = DEPLOYER.call(bytes.concat(bytes32(0), type(RollFactory).creationCode));
        VM.assertEq(isDone, true);
        address rolls = _expected(type(RollFactory).creationCode);
        VM.assertEq(rolls.code, type(RollFactory).runtimeCode);

        (address open, address same, address onRoll) = script.run();
        VM.assertEq(same, rolls);
        VM.assertEq(open.code, type(OpenElectionFactory).runtimeCode);
        VM.assertEq(RollElectionFactory(onRoll).electionCount(), 0);
    }

    function test_GivenAllFactoriesStand_LeavesThemAlone() external {
        (address open, address rolls, address onRoll) = script.run();
        bytes memory code = onRoll.code;

        _expectRun(open, rolls, onRoll);
        VM.assertEq(open.code, type(OpenElectionFactory).runtimeCode);
        VM.assertEq(onRoll.code, code);
    }

    function _expectRun(address open, address rolls, address onRoll) private {
        (address first, address second, address third) = script.run();
        VM.assertEq(first, open);
        VM.assertEq(second, rolls);
        VM.assertEq(third, onRoll);
    }

    function _expected(bytes memory initcode) private pure returns (address) {
        bytes32 hash = keccak256(bytes.concat(hex"ff", bytes20(DEPLOYER), bytes32(0), keccak256(initcode)));
        return address(uint160(uint256(hash)));
    }
}
