/** The sentences for ballots that are signed and that a relay delivers, loaded with the first wallet that may sign one. */
export const signWords = {
  review: {
    heading: "Check before you sign",
    choice: "Your vote",
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

  /** Where a signed ballot stands that the contract does not count yet. */
  stands: {
    handing: "Signed. Handing it to the relay…",
    notHanded: "Signed, but not with a relay yet.",
    heldBack: "Signed. No relay has delivered it yet.",
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
  unkept: "This browser cannot keep your signed ballot. Leave the page open until the relay has it.",
  otherWays: "Other ways to deliver it",
  pay: "Pay the network fee yourself",
  chooseAgain: "Choose again",
};
