/** The sentences for a signed ballot that meets trouble on its way, loaded with the first of it. */
export const rescueWords = {
  /** What a relay is named for. */
  named: {
    late: (relay: string, at: string) => `The relay ${relay} said at ${at} that it had accepted your ballot.`,
    untrue: (relay: string, at: string) =>
      `The relay ${relay}, which has had your ballot since ${at}, says that it is in a block. That is not true.`,
    gone: (relay: string, at: string) =>
      `The relay ${relay} said at ${at} that it had accepted your ballot, and later knew nothing of it.`,
    void: (relay: string, at: string) =>
      `The relay ${relay} said at ${at} that it had accepted your ballot, and now says that it will not deliver it.`,
  },
  laterInNone: (blocks: string, duration: string) => `${blocks} blocks and ${duration} later it is in none.`,
  countsNone: (block: string) => `The contract counts no ballot of yours at block ${block}.`,
  pressing: (moment: string) => `Voting ends ${moment}, and no block holds your ballot.`,
  pressingRest:
    "It counts only if a block before then holds it. Take any of the ways below, or several: it counts once.",

  byRelay: "By another relay",
  noRelay: "This page knows no relay now.",
  relay: (name: string) => `The relay ${name}`,
  /** What becomes of the ballot there, after the relay's name. */
  hasIt: "has it, by its own word.",
  notAsked: "has not been asked yet.",
  fault: {
    late: "has had it for too long.",
    untrue: "says what is not true.",
    gone: "has lost it once.",
    void: "will not deliver it.",
  },
  holdsOther: (name: string) => `holds a ballot for ${name} that the voter signed before, and delivers that one.`,
  triesAgain: "The page tries again by itself while it is open, and your ballot stays signed in this browser.",
  tryNow: "Try now",
  addRelay: "Add a relay",

  byOthers: "By somebody else, or another device",
  byOthersText:
    "Save your ballot as a file, or show its code to another phone. Whoever has either can deliver your ballot, but cannot change it. However often it is delivered, it counts once.",
  saveFile: "Save the ballot file",
  showCode: "Show the code",
  hideCode: "Hide the code",
  codeLabel: "Code of the link by which your ballot can be delivered",
  copyLink: "Copy the link",
  copied: "Copied",
  showsChoice: "File and code show your choice, as the public record will.",
};
