// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IElectionFactory} from "../../../contracts/IElectionFactory.sol";
import {FactoryTest} from "../FactoryTest.sol";
import {VM} from "../Vm.sol";

contract ElectionsTest is FactoryTest {
    function test_RevertWhen_TheRangeEndsBeforeItStarts() external {
        _createThree();
        _expectRefusal(2, 1);
    }

    function test_RevertWhen_TheRangeEndsPastTheLast() external {
        _createThree();
        _expectRefusal(0, 4);
        _expectRefusal(4, 4);
    }

    function test_GivesNoneForAnEmptyRange() external {
        VM.assertEq(factory.electionCount(), 0);
        VM.assertEq(factory.elections(0, 0).length, 0);

        _createThree();
        VM.assertEq(factory.elections(1, 1).length, 0);
        VM.assertEq(factory.elections(3, 3).length, 0);
    }

    function test_GivesTheElectionsInOrder() external {
        address[3] memory created = _createThree();
        VM.assertEq(factory.electionCount(), 3);

        for (uint256 from = 0; from <= 3; ++from) {
            for (uint256 to = from; to <= 3; ++to) {
                address[] memory list = factory.elections(from, to);
                VM.assertEq(list.length, to - from);
                for (uint256 i = 0; i < list.length; ++i) {
                    VM.assertEq(list[i], created[from + i]);
                }
            }
        }
    }

    function _createThree() private returns (address[3] memory) {
        return [_create(ALICE, _question()), _create(BOB, _question()), _create(address(this), _question())];
    }

    function _expectRefusal(uint256 from, uint256 to) private {
        VM.expectRevert(abi.encodeWithSelector(IElectionFactory.NoSuchRange.selector, from, to, 3));
        factory.elections(from, to);
    }
}
