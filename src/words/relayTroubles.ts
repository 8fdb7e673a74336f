/**
 * Why a relay has not taken a ballot, or will not deliver it (`void`): the rest of a sentence that begins with the
 * relay's name. Of the voter as somebody else, for whoever delivers the ballot reads them too.
 */
export const relayTroubles = {
  malformed: "does not understand the ballot: it may be of another version than this page.",
  tooLarge: "does not understand the ballot: it may be of another version than this page.",
  tooMany: "is asked too often, and takes no more ballots for a moment.",
  unknownChain: "does not serve this chain.",
  notGenuine: "does not recognise this election.",
  notOnRoll: "finds another voter at this place on the roll.",
  notOpen: "says that the election takes no votes now, or closes too soon to deliver one.",
  unknownCandidate: "does not know this candidate.",
  badSignature: "does not find the signature to be the voter’s.",
  tooCostly: "does not pay as much as the delivery of this contract wallet’s ballot takes.",
  alreadyVoted: "says that this address has voted already.",
  otherBallotHeld: "holds another ballot that the voter signed before, and delivers that one.",
  budgetSpent: "has spent all that it set aside for this election.",
  noFunds: "has no coin left to pay with at the moment.",
  chainUnreachable: "cannot read the chain at the moment.",
  storage: "cannot keep ballots at the moment.",
  stopping: "is being stopped.",
  failed: "has an error of its own.",
  void: "says that it will not deliver this ballot any more.",
  unreachable: "cannot be reached.",
  slow: "takes too long to answer.",
  nonsense: "answers with what makes no sense: it is broken, or no relay.",
};
