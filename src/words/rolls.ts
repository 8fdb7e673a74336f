/** The sentences about rolls that are on the chain, loaded with the pages that show them. */
export const rollsWords = {
  heading: "Electoral rolls",
  pageTitle: "Electoral rolls · Recount",
  lead: "A roll is the published list of the addresses that may vote. It is published once, closed for good, and can serve several elections.",
  reading: "Reading the rolls from the chain…",
  at: (block: string, ago: string) => `Read at block ${block} · ${ago}`,
  none: "No roll has been published here yet",
  noneLead: (chain: string) =>
    `Whoever organises an election on ${chain} for the members of a club publishes the first one.`,
  noFactory: "There are no rolls on this chain",
  noFactoryLead: (chain: string) =>
    `The contract that publishes rolls does not stand on ${chain}. Whoever hosts this page can put it there.`,
  older: "Show older rolls",
  readingOlder: "Reading older rolls…",
  unrecognised: (count: string) =>
    `Addresses at which this page recognises no roll, and which it leaves out: ${count}.`,
  conflict: "No roll can be shown",
  conflictLead:
    "The nodes that this page asks contradict each other. One of them must be wrong. The page goes on asking.",

  voters: (count: string) => `${count} voters`,
  oneVoter: "1 voter",
  by: "by",
  you: "you",
  closed: "Closed",
  open: "Not closed yet",
  closedFor: "Closed for good: nobody can change it.",
  openLead: "It can still grow, and no election can use it until its publisher closes it.",
  choose: (voters: string, publisher: string) => `${voters}, published by ${publisher}`,

  back: "All rolls of this chain",
  loading: "Reading the roll from the chain…",
  badLink: "This link is not complete",
  badLinkLead:
    "A link to a roll ends in the number of its chain, the word rolls, and an address: 0x and 40 letters and digits.",
  noCode: "There is no roll at this address",
  noCodeLead: "No contract stands at this address on this chain. Check that the link is complete and the chain right.",
  notRecognised: "This page does not recognise a roll here",
  notRecognisedLead:
    "There is a contract at this address, but it was not created by the factory of rolls that this page knows. Its voters are not shown, because nothing says that they are on it once, and for good.",
  rollTitle: (voters: string) => `Roll of ${voters} · Recount`,
  rollHeading: (voters: string) => `A roll of ${voters}`,
  genuine: "Genuine.",
  genuineLead: "Its address proves that it was made by the published factory: nobody is on it twice.",
  hashing: "Reading every voter to check the fingerprint…",
  progress: (read: string, of: string) => `${read} of ${of} voters read`,
  matches: "Checked in your browser.",
  matchesLead: (count: string) => `All ${count} voters were read and give the roll’s fingerprint.`,
  mismatch: "The voters cannot be shown",
  mismatchLead:
    "What a node tells does not give the roll’s fingerprint. One of its answers must be wrong. The page goes on asking.",
  digest: "Fingerprint",
  digestHint: "The hash over all voters. Two rolls with the same fingerprint list the same addresses.",
  publisher: "Publisher",
  address: "Address of the roll",
  chain: "Chain",
  use: "Use it for a new election",

  onIt: "Is an address on it?",
  askLabel: "Address",
  askHint: "Begins with 0x and has 40 more letters and digits.",
  place: (place: string, of: string) => `Voter ${place} of ${of}`,
  placeLead: "This address is on the roll.",
  absent: "Not on this roll",
  absentLead: "This address is not among the voters that were read and checked.",
  absentOpen: "The roll is not closed yet, so it may still be added.",
  faults: {
    incomplete: "This is not a whole address.",
    checksum: "The capital letters of this address do not fit together, so a letter or digit is wrong.",
  },

  everybody: "Everybody on the roll",
  search: "Search by a part of the address",
  noneFound: "No voter’s address holds this.",
  number: "No.",
  download: "Download all as CSV",

  elections: "Elections on this roll",
  electionsReading: "Looking for elections…",
  electionsNone: "None among the newest elections of this chain.",
  electionsUnread: "The elections on this roll cannot be read just now.",
};
