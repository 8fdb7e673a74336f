/** The sentences of a receipt, which are loaded on their own. */
export const receiptWords = {
  pageTitle: (question: string) => `Receipt: ${question} · Recount`,
  heading: "Receipt of a ballot",
  noReceipt: "No receipt",
  print: "Print the receipt",
  back: "Back to the election",

  badVoter: "This link names no voter",
  badVoterLead: "A link to a receipt ends in the voter’s address: 0x and 40 letters and digits.",
  badVoterChecksum: "This link holds a wrong letter",
  badVoterChecksumLead:
    "The capital letters of the voter’s address do not fit together, so a letter or digit is probably wrong. Copy the link once more.",

  asking: "Asking the contract for this voter’s ballot…",
  readingPlace: "Looking for this voter on the roll…",
  unread: "This voter’s ballot cannot be read just now.",
  older: (block: string) => `What is shown is as of block ${block}.`,
  conflict: "No receipt can be shown.",
  conflicts: {
    nodes: (block: string) =>
      `The nodes that this page asks contradict each other on this ballot at block ${block}. One of them must be wrong. The page goes on asking.`,
    record: (block: string) =>
      `At block ${block} the contract’s word on this ballot and the record of ballots contradict each other. One of the node’s answers must be wrong. The page goes on asking.`,
    box: (block: string) =>
      `At block ${block} the contract’s word on this ballot and its ballot box contradict each other. One of the node’s answers must be wrong. The page goes on asking.`,
    block: (block: string) =>
      `The record has this ballot in block ${block}, and the node gives that block without it. One of the node’s answers must be wrong. The page goes on asking.`,
  },

  none: {
    notOnRoll: {
      lead: "This address is not on the roll.",
      rest: "No ballot of it can be counted in this election.",
    },
    upcoming: (block: string, opens: string) => ({
      lead: "No ballot can be counted yet.",
      rest: `At block ${block} voting has not opened; it opens ${opens}.`,
    }),
    open: (block: string, closes: string) => ({
      lead: `At block ${block} no ballot of this address is counted.`,
      rest: `Voting is open until ${closes}. A ballot on its way is not counted before a block holds it; this page shows it as soon as one does.`,
    }),
    closed: (block: string, closes: string) => ({
      lead: "No ballot of this address was counted.",
      rest: `Voting closed ${closes}; so it stands at block ${block}.`,
    }),
    closedInBlocks: "The last blocks before the close could still be replaced.",
    takenBack: (block: string) => ({
      lead: "This ballot was taken back.",
      rest: `It was counted in block ${block}, which the chain has replaced by another. It may come back.`,
    }),
  },

  countedFor: "The contract counts this ballot for",
  inBlock: (block: string) => `Counted in block ${block}, not yet final: it could still be taken back.`,
  final: (block: string) => `Counted in block ${block}, and final: it cannot be taken back any more.`,
  voter: "Voter",
  place: (number: string, voters: string) => `Number ${number} of ${voters} on the roll`,
  anyone: "Any address could vote once: this counts addresses, not people.",

  evidence: "Evidence",
  block: "Counted in",
  blockNumber: (number: string) => `block ${number}`,
  transaction: "Transaction",
  logIndex: (number: string) => `Its record there is log ${number} of the block.`,
  sender: "Sent by",
  senders: {
    own: "The voter.",
    key: "Who delivered it and paid for it: a relay, or anybody else.",
    wallet: "Who delivered it and paid for it: a relay, or anybody else.",
    unshown: "Who sent the transaction.",
  },
  proven: "The signature on the transaction was checked in your browser.",
  unproven: "By the nodes’ word: the signature on the transaction could not be checked here.",
  signature: "Signed by",
  own: "The voter, by signing the transaction itself.",
  key: (ballots: string, one: boolean) =>
    one
      ? `The voter’s key: checked in your browser. The batch held ${ballots} ballot.`
      : `The voter’s key: checked in your browser. The batch held ${ballots} ballots.`,
  wallet:
    "The voter is a contract wallet. The election’s contract asked it whether it accepts this signature, and it did.",
  noBytes: "A signature without a byte: the wallet needed none.",
  longSignature: (bytes: string) => `It has ${bytes} bytes; the saved file holds all of them.`,
  unshown: {
    contract:
      "Cannot be shown here: the transaction called another contract, which passed the ballot on. What was signed stands inside that call.",
    text: "Cannot be shown here: question or name is not written in a way that can be signed in words, so there is nothing to check it against.",
    other: "Cannot be shown: the transaction that the node gave does not hold this ballot.",
  },
  notKept: "Cannot be shown: no node has kept the transaction.",
  reading: "Reading the block and its transaction…",
  notRead: "Cannot be shown just now.",
  box: "Ballot box",
  boxByte: (from: string, to: string, place: string, number: string) =>
    `Of box(${from}, ${to}) byte ${place} of 32 is ${number}, the candidate’s number on the ballot.`,
  record: "Where this is recorded",
  election: "Election",
  chain: "Chain",
  roll: "Roll",
  candidate: "Candidate",
  readAt: "Read at",
  finalUpTo: "Final up to",
  nodes: "Nodes",
  stale: "When this was drawn up the chain could not be read any further.",
  limits: "What this does not prove",
  limitsText:
    "That the nodes told the truth about the blocks themselves: they were believed. To check that, the ballots are counted again from the chain.",

  public: "This vote is public",
  publicText:
    "Whoever has this receipt, or its link, sees for whom the ballot was cast, and it cannot be denied. Nobody can be kept from asking a voter for it: do not hold votes this way where people may be pressed.",

  link: "This receipt, as it stands whenever it is read:",
  code: "Code with the link to this receipt",
  copyLink: "Copy the link",
  copied: "Copied",
  save: "Save as a file (JSON)",
  saved: (name: string) => `Saved as ${name}.`,
};
