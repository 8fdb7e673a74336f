/** Why a wallet has signed nothing, or nothing that counts. */
export const notSignedWords = {
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
};
