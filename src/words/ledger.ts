/** The sentences of the ledger, which is loaded on its own. */
export const ledgerWords = {
  pageTitle: (question: string) => `Blocks: ${question} · Recount`,
  heading: "The blocks that hold the ballots",
  lead: "Ballots are gathered in blocks. Each block names the one before it by its fingerprint, so no block, and no ballot in it, can be changed without every later block showing it.",
  back: "Back to the election",

  waiting: {
    heading: "Sent, not in a block yet",
    lead: "These ballots do not count before a block holds them.",
    reading: "Asking which ballots wait for a block…",
    none: "The node that was asked knows of no ballot that waits for a block.",
    unknown: "The node that was asked does not tell which ballots wait for a block.",
  },

  blocks: "Blocks with ballots",
  none: "No block holds a ballot.",
  block: (number: string) => `Block ${number}`,
  final: "final",
  fingerprint: "Fingerprint",
  parent: "Block before",
  reading: "being read…",
  unread: "cannot be read just now",
  otherNumber: "The node gives this block another number than its ballots do.",
  allBallots: (count: string) => `Show all ${count} ballots of this block`,
  batch: (count: string, one: boolean) => `${count} ${one ? "ballot" : "ballots"} brought by a relay`,
  allOfBatch: (count: string) => `Show all ${count} ballots of this relay’s transaction`,
  /** Said of a button that shows a fingerprint in full. */
  showWhole: "Show and copy in full",
  copied: "Copied.",

  linked: "names the block below as the one before it",
  apart: (count: string, one: boolean) => `${count} ${one ? "block" : "blocks"} without ballots`,
  since: (count: string, one: boolean) => `${count} ${one ? "block" : "blocks"} without ballots since`,
  broken: (newer: string, older: string) => `Block ${newer} does not name block ${older} as the one before it.`,
  brokenRest: "What the node says contradicts itself. Do not rely on these blocks.",
  older: "Show older blocks",

  replaced: (blocks: string) => `Replaced: block ${blocks}.`,
  replacedRest:
    "The chain now holds another block in its place, as can happen until a block is final. Every ballot that it held stands in another block.",

  created: "The election is put up",
  createdIn: (block: string) => `Block ${block}: the election is put up`,
  createdUnknown: "The node does not tell in which block.",
};
