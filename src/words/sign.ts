/** The sentences for ballots that are signed and that a relay delivers, loaded with the first wallet that may sign one. */
export const signWords = {
  review: {
    heading: "Check before you sign",
    choice: "Your vote",
    question: "Question",
    signed: "What you sign",
    signedLead: "Your wallet shows these words. Sign only if they are the same:",
    ballot: "Ballot",
    ballotElection: "election",
    ballotChoice: "choice",
    noWallet: "On the practice chain no wallet asks: the ballot is signed at once.",
    by: "Signed by",
    election: "For the election",
    electionOn: (chain: string) => `on ${chain}`,
    fee: "Network fee",
    feeText: "None. A relay pays it.",
    delivery: "Delivered by",
    deliveryText: (relays: string, one: boolean) =>
      `${one ? "The relay" : "One of the relays"} ${relays}. It can delay your ballot, but cannot change it, and it learns your network address and the time.`,
    public: "What becomes public",
    sign: (address: string) => `Sign ballot as ${address} — costs nothing`,
    pay: "or pay the network fee yourself",
    change: "Change my choice",
    checkingAccount: "Looking up how this address can sign…",
  },

  /** Before the choice is reviewed. */
  free: "Voting costs you nothing: you sign, and a relay delivers your ballot and pays the network fee.",
  /** Beside the review of a ballot whose fee the voter pays. */
  payInstead: "Sign instead: costs nothing",
  contractWallet:
    "Your address is a contract: it has no key that could sign a ballot for a relay, so it votes by a transaction of its own.",

  failed: "Your ballot was not signed.",
  errors: {
    rejected: "You declined in your wallet. Nothing was signed, and your choice is still marked.",
    walletSilent:
      "Your wallet has not answered for three minutes. Open it to see whether it still asks. What you sign there now still counts: this page hands it to the relay.",
    stoppedWaiting:
      "You stopped waiting. If you still sign in the wallet while this page is open, the ballot goes to the relay all the same.",
    notOnRoll: "This address is not on the roll of this election. Nothing was signed.",
    wrongIndex:
      "The contract finds another voter at the place on the roll that a node gave for this address. Nothing was signed; reload the page and try again.",
  },

  /** Where a signed ballot stands that the contract does not count yet. */
  stands: {
    handing: "Signed. Handing it to the relay…",
    notHanded: "Signed, but not with a relay yet.",
    withRelay:
      "With the relay, not in a block yet. Relays collect ballots and send them together, which can take a few minutes.",
    asking: "Signed. Asking the nodes whether it is counted…",
    takenBack:
      "The block that held your ballot was replaced. The ballot is not counted at the moment; waiting for the relay to deliver it again.",
    tooLate: "Voting ended before your ballot was delivered. It was not counted.",
  },
  /** The relay's own word, and no more than that. */
  says: {
    accepted: (relay: string) => `The relay ${relay} says that it keeps your ballot for its next delivery.`,
    sent: (relay: string) => `The relay ${relay} says that it has sent your ballot.`,
    inBlock: (relay: string) =>
      `The relay ${relay} says that your ballot is in a block. The chain has not said so yet.`,
    final: (relay: string) =>
      `The relay ${relay} says that your ballot is counted for good. The chain has not said so yet.`,
  },
  /** Why a relay has not taken a ballot. */
  trouble: {
    malformed: "does not understand the ballot: it may be of another version than this page.",
    tooLarge: "does not understand the ballot: it may be of another version than this page.",
    tooMany: "is asked too often, and takes no more ballots for a moment.",
    unknownChain: "does not serve this chain.",
    notGenuine: "does not recognise this election.",
    notOnRoll: "finds another voter at your place on the roll.",
    notOpen: "says that the election takes no votes now, or closes too soon to deliver one.",
    unknownCandidate: "does not know this candidate.",
    badSignature: "says that the signature is not yours.",
    alreadyVoted: "says that this address has voted already.",
    otherBallotHeld: "holds another ballot that you signed before, and delivers that one.",
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
  },
  relayOf: (relay: string) => `The relay ${relay}`,
  late: "A relay has had your ballot for more than ten minutes, and no block holds it.",
  lateRest:
    "The page hands it to every relay that it knows. It can be delivered until voting ends: wait, or pay the network fee yourself.",
  triesAgain: "The page tries again by itself while it is open, and your ballot stays signed in this browser.",
  unkept: "This browser cannot keep your signed ballot. Leave the page open until the relay has it.",
  tryNow: "Try now",
  pay: "Pay the network fee yourself",
  chooseAgain: "Choose again",
  hide: "Hide this",

  /** Before a second signature while the first is under way. */
  again: {
    heading: "You have signed a ballot already",
    signed: (name: string) => `You have signed a ballot for ${name} that is not delivered yet.`,
    warning: "Whichever is delivered first counts, and the other never does.",
    safe: "This is the same choice: whichever arrives first, it counts once.",
    wait: "Wait for the relay instead",
    keep: (name: string) => `Keep my ballot for ${name}`,
    chooseAgain: "Choose again all the same",
  },
  otherCounted: (counted: string, signed: string) =>
    `Counted is your ballot for ${counted}, not the one for ${signed} that you signed.`,
  arrivedFirst: "It arrived first, and a vote cannot be changed.",
};
