/** The sentences for a voter whose address is a contract, loaded with the first ballot that one is about to sign. */
export const contractWalletWords = {
  ballot: "WalletBallot",
  election: "election",
  choice: "choice",
  voter: "voter",
  note: "Your address is a contract wallet: as many of its owners sign as it requires, perhaps one after the other. Leave this page open until the last one has. A relay delivers the ballot singly, by a transaction of its own.",

  /** Why the wallet has signed nothing, where its owners take part. */
  errors: {
    walletSilent:
      "Your wallet has not answered for three minutes: perhaps other owners have to sign first. Leave this page open: whenever the wallet answers, the ballot goes to the relay. If you close it, sign again later; most wallets remember who has signed.",
    stoppedWaiting:
      "You stopped waiting. If the owners still sign while this page is open, the ballot goes to the relay all the same.",
    wrongSignature:
      "Your wallet returned what is no signature of a contract. Nothing was sent. Try again, or pay the network fee yourself.",
  },

  notAccepted: "Your wallet’s contract does not accept the signature.",
  tooFew:
    "Perhaps other owners have to sign first. Nothing was handed to anybody, and your choice is still marked. Let them sign in the wallet, then sign here again.",
  toApprove:
    "Your wallet returned no signature: its owners approve the ballot by transactions instead. Once as many have done so as the wallet requires, the ballot goes to the relay.",
  unasked: "Your wallet’s contract could not be asked whether it accepts the signature.",
  asksAgain: "This page asks again by itself while it is open.",
  askNow: "Check again",
  asking: "Asking your wallet’s contract…",
  notYet: "Not accepted so far.",
};
