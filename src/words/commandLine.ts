/** What the command line says around a recount's own sentences (`words/recount.ts`). */
export const commandLineWords = {
  election: (title: string) => `Election: “${title}”`,
  untitled: "(a title of which nothing can be seen)",
  unnamed: "(a name of which nothing can be seen)",
  where: (address: string, chain: string, id: string) => `${address} on ${chain} (chain ${id})`,
  chain: (id: string) => `Chain ${id}`,
  voting: (opens: string, closes: string) => `Voting: from ${opens} to ${closes}`,
  upcoming: "Voting had not opened at this block.",
  open: "Voting was still open at this block: these figures can change.",
  block: (number: string, time: string, ago: string) => `Block: ${number}, of ${time} (${ago})`,
  unknownBlock: "Block: its number and time are not proven",
  endpoints: (names: string) => `Endpoints: ${names}`,
  file: (name: string, time: string) => `Evidence: ${name}, collected ${time} by its own word; no endpoint was asked.`,
  someSecond: (seconds: string) => `second ${seconds} since 1970`,

  checks: "Checks",
  purpose: (attack: string) => `What this check is for: ${attack}`,

  result: "Result",
  noResult: "In a conflict no number is shown.",
  noTally: "The ballots could not be read, and nothing else tells how they were cast.",
  from: {
    counted: "Counted from the ballots themselves.",
    stored: "As the contract keeps it: the ballots themselves could not be read.",
    told: "As an endpoint tells it: the ballots themselves could not be read.",
  },
  ballots: (ballots: string) => `Ballots: ${ballots}`,
  turnout: (ballots: string, voters: string, share: string) => `Turnout: ${ballots} of ${voters} voters (${share})`,
  poll: "This is a poll: it counts addresses, not people.",

  answer: (word: string) => `Answer: ${word}`,
  numbers: {
    failed: (checks: string) => `Failed: check ${checks}.`,
    unknown: (checks: string) => `Could not be made: check ${checks}.`,
    unasked: (checks: string) => `Left out as you wished: check ${checks}.`,
  },

  progress: {
    endpoints: "Asking the endpoints",
    origin: "Reading where the election comes from",
    roll: "Reading the roll",
    box: "Reading the ballot box",
    proof: "Collecting proofs",
    record: "Reading the log of votes",
    receipts: "Reading the blocks with votes",
    signatures: "Reading the transactions",
    history: "Comparing the endpoints’ blocks",
    checking: "Checking",
    matching: "Matching ballots to signatures",
    of: (part: string, done: string, all: string) => `${part}: ${done} of ${all}`,
    some: (part: string, done: string) => `${part}: ${done}`,
  },
  saved: (path: string) => `The evidence is written to ${path}.`,

  errors: {
    noChain: (id: string) =>
      `No endpoint is configured for chain ${id}. Name some of different operators: --rpc URL --rpc URL.`,
    noChainId: "The first endpoint does not say which chain it serves. Try another one, or name the chain: --chain ID.",
    noEndpoint: "No endpoint answers for this chain. Try again later, or name others: --rpc URL.",
    otherChain: (name: string, id: string) => `${name} serves chain ${id}.`,
    noFinal: "No endpoint says which block is final. Name a depth at which you hold blocks for final: --final-depth N.",
    noNewest: "No endpoint tells its newest block. Try again later, or name others: --rpc URL.",
    noBlock: (block: string) => `No endpoint has block ${block}. Name an older one, or other endpoints.`,
    notFinalYet: (block: string) =>
      `There is no election at this address in block ${block} yet. It may be too new: --block newest.`,
    replaced: (block: string) => `Block ${block} was replaced while it was read. Run the command once more.`,
    noCode: "There is nothing at this address on this chain. Check the address and the chain.",
    unrecognised:
      "Not recognised: no published build of the contracts has put an election at this address. It may be another contract, a look-alike, or of a build unknown here.",
    noCandidate: (choice: string, names: string) => `There is no candidate “${choice}”. The candidates are: ${names}.`,
    unreadable: (path: string, why: string) => `${path} cannot be read: ${why}`,
    unwritable: (path: string, why: string) => `The evidence cannot be written to ${path}: ${why}`,
    configuration: (path: string, why: string) => `${path}: ${why}`,
    help: "Help: npm run recount -- --help",
  },
};
