/** Why signed ballots were not delivered from one's own account, loaded with what delivers them. */
export const carryingWords = {
  /** In place of the sentences that speak of one's own vote. */
  inTask: {
    rejected: "You declined in your wallet. Nothing was sent, and the ballots stay on the list.",
    walletSilent:
      "Your wallet has not answered for three minutes. Open it to see whether it still asks. What you approve there now is still sent.",
    stoppedWaiting:
      "You stopped waiting. If you still approve it in the wallet, the ballots are delivered all the same.",
    noFunds:
      "This account has too little coin for the network fee. Send it some and try again, or let a relay deliver.",
    notSent: "Your wallet answered, but named no transaction. Look there whether it was sent before you try again.",
    alreadyVoted: "A ballot of this voter is counted already. Nothing was sent.",
    notOpen: "The election takes no ballots now: the block’s time lies outside its window. Nothing was sent.",
    unknownCandidate: "The contract does not know the ballot’s candidate. Nothing was sent.",
    partMissing: "A part of the page could not be loaded. Check your connection and try again; the ballots are kept.",
    unexpected: "Something unexpected went wrong. The ballots are kept; try again.",
  },
  lessCounted:
    "Some of these ballots would not count any more: others delivered them, or something has changed. Nothing was sent. Look at the list again.",
  walletRefuses: "The voter’s contract wallet does not accept the signature any more. Nothing was sent.",
  tooMuchGas: "This delivery would take more gas than it may. Nothing was sent.",
} as const;
