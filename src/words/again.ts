/** The sentences for a voter who has signed already, loaded with the second choice. */
export const againWords = {
  heading: "You have signed a ballot already",
  signed: (name: string) => `You have signed a ballot for ${name} that is not delivered yet.`,
  warning: "Whichever is delivered first counts, and the other never does.",
  safe: "This is the same choice: whichever arrives first, it counts once.",
  wait: "Wait for the relay instead",
  keep: (name: string) => `Keep my ballot for ${name}`,
  chooseAgain: "Choose again all the same",
  otherCounted: (counted: string, signed: string) =>
    `Counted is your ballot for ${counted}, not the one for ${signed} that you signed.`,
  arrivedFirst: "It arrived first, and a vote cannot be changed.",

  /** Where a relay says that another device signed already. */
  heldElsewhere: (relay: string, name: string) =>
    `The relay ${relay} says that it holds a ballot of yours for ${name}, signed elsewhere.`,
  itsWord: "That is its word alone: the contract counts none of yours yet.",
  nothingToDo: "If you signed one on another device, you need do nothing here.",
};
