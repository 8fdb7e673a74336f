// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Roll} from "../../../contracts/Roll.sol";
import {RollElection} from "../../../contracts/RollElection.sol";
import {Ballots} from "../Ballots.sol";
import {SignedElectionTest} from "../SignedElectionTest.sol";
import {VM} from "../Vm.sol";

/// A roll that says it has as many voters as a roll can have; publishing them would take six billion gas.
contract LongestRoll {
    uint256 public constant size = 1_493_248;
    bool public constant closed = true;
}

contract BatchLongestBoxTest is SignedElectionTest {
    /// The word behind the last one is behind the whole box, too: one such record must not sink a batch.
    function test_SkipsAnIndexBehindTheLongestBox() external {
        LongestRoll longest = new LongestRoll();
        // Its last chunk, in which one voter has a key.
        uint256 index = longest.size() - 1;
        address voter = _signer(1);
        VM.etch(
            VM.computeCreateAddress(address(longest), 1_228), bytes.concat(new bytes(1 + 1_215 * 20), bytes20(voter))
        );
        election = new RollElection(_question(), Roll(address(longest)));

        bytes memory batch = "";
        for (uint256 place = index + 1; place <= type(uint24).max; place = 2 * place - 1_400_000) {
            batch = bytes.concat(batch, _record(place, TEA_NUMBER, new bytes(64)));
        }
        VM.assertEq(election.castBatch(batch), 0);
        bytes memory ballot = _record(index, WATER_NUMBER, _signatureOf(voter));
        VM.assertEq(election.castBatch(bytes.concat(batch, ballot, batch)), 1);
        VM.assertEq(election.votes(WATER), 1);
        VM.assertEq(election.box(index / 32, index / 32 + 1)[0], WATER_NUMBER);
    }

    function _signatureOf(address voter) private view returns (bytes memory) {
        return Ballots.sign(keys[voter], _digest(WATER));
    }
}
