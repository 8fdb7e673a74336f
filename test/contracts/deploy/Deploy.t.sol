// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {OpenElectionFactory} from "../../../contracts/OpenElectionFactory.sol";
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

    function test_PutsTheFactoryAtTheSameAddressEverywhere() external {
        bytes32 initcodeHash = keccak256(type(OpenElectionFactory).creationCode);
        bytes32 hash = keccak256(bytes.concat(hex"ff", bytes20(DEPLOYER), bytes32(0), initcodeHash));
        address expected = address(uint160(uint256(hash)));
        VM.assertEq(expected.code.length, 0);

        VM.assertEq(script.run(), expected);
        VM.assertEq(expected.code, type(OpenElectionFactory).runtimeCode);
        VM.assertEq(OpenElectionFactory(expected).electionCount(), 0);
    }

    function test_GivenTheFactoryStands_LeavesItAlone() external {
        address first = script.run();
        VM.assertEq(script.run(), first);
        VM.assertEq(first.code, type(OpenElectionFactory).runtimeCode);
    }
}
