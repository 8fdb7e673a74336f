// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ElectionFactory} from "./ElectionFactory.sol";
import {Question} from "./IElection.sol";
import {OpenElection} from "./OpenElection.sol";

/// @title Creates elections in which every address has one vote
/// @notice Has no owner and keeps no power over what it created.
contract OpenElectionFactory is ElectionFactory {
    /// @notice Creates an election with the caller as its organiser; reverts with the election's reason otherwise.
    /// The same question by the same organiser is the same election: a second call returns it and changes nothing,
    /// so a retry is safe, also after the election has closed.
    /// @return election The election's address.
    function create(Question calldata question) external returns (address election) {
        election = _addressOf(abi.encodePacked(type(OpenElection).creationCode, abi.encode(question)));
        if (organiserOf[election] != address(0)) return election;

        new OpenElection{salt: _salt()}(question);
        _register(election, address(0));
    }
}
