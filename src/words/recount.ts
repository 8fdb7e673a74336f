/** The sentences of a recount, at the command line and on the audit page. Numbers and names come in ready-made. */
export const recountWords = {
  /** Of each check: what it makes sure of, the attack that it defeats, and what stays open where it cannot be made. */
  checks: {
    agreement: {
      title: "All endpoints know the same block",
      attack: "A node that shows an invented, outdated or foreign chain is contradicted by the others.",
      open: "Nobody vouches that this block is the chain’s.",
    },
    header: {
      title: "The block is the one its hash names",
      attack: "A node that slips a false state or time into a genuine block changes the block’s hash.",
      open: "The state and the time told for this block may not be the block’s own.",
    },
    origin: {
      title: "The election’s contract is genuine",
      attack: "A look-alike contract, which counts as its maker likes, stands at another address than ours would.",
      open: "The contract may count by rules of its own.",
    },
    roll: {
      title: "The electoral roll is complete, and nobody is on it twice",
      attack: "Whoever leaves out, adds, swaps or doubles voters on the roll shown changes its fingerprint.",
      open: "The roll may hold other voters than the ones shown.",
    },
    ballots: {
      title: "The ballots, counted again",
      attack: "A ballot left out, added or moved leads to another count, and in a poll to another seal.",
      open: "There is no count but the contract’s own.",
    },
    counters: {
      title: "The contract’s own count is the same",
      attack: "A node that reports another result than the ballots add up to contradicts them.",
      open: "The contract may say another result than its ballots.",
    },
    state: {
      title: "These ballots are in the chain’s state",
      attack: "Even nodes that all tell the same lie cannot make a proof that leads to the block’s hash.",
      open: "The ballots are the endpoints’ word: nodes that all lie alike would go unnoticed.",
    },
    history: {
      title: "The history of the votes is complete",
      attack:
        "Whoever changes ballots behind the contract’s back, or hides or invents votes in the log, leaves a gap here.",
      open: "The log may lack votes, or hold some that never happened. The count itself does not rest on it on a roll.",
    },
    signatures: {
      title: "Every ballot bears its voter’s signature",
      attack: "A ballot that its voter never cast has no signature of the voter’s.",
      open: "Ballots without a signature that can be checked here may not be their voters’ own.",
    },
    limits: {
      title: "Nobody voted twice, too early or too late",
      attack: "More ballots than voters, a second ballot of one voter, or one outside the hours of voting would show.",
      open: "Ballots may have been cast before voting opened, or after it closed.",
    },
    own: {
      title: "Your ballot is counted as you cast it",
      attack: "A ballot that was dropped or changed on its way is noticed by whoever cast it.",
      open: "Your ballot may be missing, or counted for somebody else.",
    },
    finality: {
      title: "The result can no longer be taken back",
      attack: "A chain can replace its newest blocks, and ballots with them; a node may also stop at an old block.",
      open: "This may not be the last word: ballots can still come, go, or stand in blocks not looked at.",
    },
  },

  states: { passed: "passed", failed: "FAILED", unknown: "could not check", skipped: "left out" },
  attack: "Defeats",
  open: (what: string) => `What that leaves open: ${what}`,

  /** Where one of them is what was counted and others are in the second form. */
  count: {
    ballots: (count: string, one: boolean) => (one ? `${count} ballot` : `${count} ballots`),
    voters: (count: string, one: boolean) => (one ? `${count} voter` : `${count} voters`),
    blocks: (count: string, one: boolean) => (one ? `${count} block` : `${count} blocks`),
    endpoints: (count: string, one: boolean) => (one ? `${count} endpoint` : `${count} endpoints`),
    parties: (count: string, one: boolean) => (one ? `${count} party` : `${count} parties`),
    slots: (count: string, one: boolean) => (one ? `${count} storage slot` : `${count} storage slots`),
    accounts: (count: string, one: boolean) => (one ? `${count} account` : `${count} accounts`),
  },

  passed: {
    agreement: (names: string, parties: string) =>
      `They agree on its hash: ${names}. By their names they are ${parties}.`,
    agreementOfOne: (name: string) => `One endpoint alone told its hash: ${name}.`,
    header: (hash: string) => `The fields of its header hash to ${hash}.`,
    origin: (organiser: string) =>
      `Its address follows from a published build of the contracts, from its question, candidates and hours, and from the organiser ${organiser}.`,
    roll: (voters: string) => `${voters}, in ascending order, with the fingerprint that the roll’s contract gives.`,
    ballots: (ballots: string) => `${ballots}, each for a candidate.`,
    counters: (ballots: string, endpoints: string) =>
      `Candidate by candidate, the contract counts the same: ${ballots} in all, as told by ${endpoints}.`,
    state: (slots: string, accounts: string) =>
      `${slots} and ${accounts} are proven to belong to the block, up to its state root.`,
    history: (blocks: string, ballots: string, parties: string) =>
      `${blocks} with ${ballots}: the receipts of each were put together again and fit its hash. ${parties} told that these blocks are the chain’s.`,
    signatures: (sent: string, relayed: string) =>
      `Sent by the voters themselves: ${sent}. Signed by them and delivered by somebody else: ${relayed}.`,
    limitsOnRoll: (ballots: string, voters: string) => `${ballots} of ${voters}, each within the hours of voting.`,
    limits: (ballots: string) => `${ballots} of as many addresses, each within the hours of voting.`,
    own: (name: string) => `It is counted for ${name}.`,
    finality: (block: string, final: string) =>
      `By the endpoints’ word all blocks up to ${final} are final, and so is block ${block}, at which was counted.`,
  },

  failed: {
    agreement: {
      chain: (names: string) => `Another chain is served by: ${names}.`,
      block: (names: string) => `Another block stands there according to: ${names}.`,
      other: "It is another block than the one whose hash you gave.",
    },
    header: { hash: (hash: string) => `The fields told hash to ${hash}, which is another block.` },
    origin: {
      election:
        "No published build of the contracts puts an election at this address. It may be a look-alike, or of a build unknown here.",
      roll: "No published build of the contracts puts a roll at this address. It may be a forgery, or of a build unknown here.",
    },
    roll: {
      order: (at: string) =>
        `Its voters are not in strictly ascending order at place ${at}: somebody may be on it twice.`,
      chunk: (at: string) => `Piece ${at} of it has another length than the contract ever writes.`,
      size: "It holds another number of voters than its contract says.",
      digest: "Its voters have another fingerprint than its contract gives.",
    },
    ballots: {
      length: "The ballot box has another length than the roll gives it.",
      mark: (at: string) => `At place ${at} of the roll there is a ballot for nobody.`,
      nobody: "There is a ballot for nobody.",
      entry: (at: string) => `Vote number ${at} of the log is for nobody.`,
      someEntry: "The log holds a vote for nobody.",
      seal: (candidate: string) =>
        `The votes for candidate ${candidate} in the log do not lead to the seal that the contract keeps.`,
      seals: "The votes in the log do not lead to the seals that the contract keeps.",
    },
    counters: {
      endpoint: (names: string) => `Another result than the ballots add up to is given by: ${names}.`,
      slot: "The counters in the contract’s storage say another result than the ballots add up to.",
      candidates: (names: string) => `Other candidates than the election’s are given by: ${names}.`,
      stored: "The counters in the contract’s storage are of other candidates than the election’s.",
    },
    state: {
      node: (what: string) => `A part of the proof is altered, or belongs to nothing: ${what}.`,
      account: (what: string) => `The block’s state holds another account than was told: ${what}.`,
      slot: (what: string) => `The block’s state holds another value than was told: ${what}.`,
    },
    history: {
      box: "The votes in the log are not those in the ballot box.",
      header: (block: string) => `The header of block ${block} does not fit its hash.`,
      receipts: (block: string) => `The receipts of block ${block} are not those that its header names.`,
      logs: (block: string) => `The votes in the receipts of block ${block} are not those in the log.`,
      endpoint: "An endpoint has other blocks where the votes of the log stand.",
      order: "Blocks or votes of the log are out of order, or stand nowhere.",
    },
    signatures: {
      transaction: (at: string) => `A transaction was told otherwise than it was signed: ${at}.`,
      ballot: (at: string) => `Transaction ${at} holds a ballot that its voter did not sign.`,
      ballotOf: (at: string, voter: string) =>
        `Transaction ${at} holds a ballot of ${voter} that this voter did not sign.`,
    },
    limits: {
      tooMany: "There are more ballots than voters.",
      twice: "Somebody voted twice.",
      twiceBy: (voter: string) => `This voter voted twice: ${voter}.`,
      early: (block: string) => `Block ${block} holds ballots, and is from before voting opened.`,
      late: (block: string) => `Block ${block} holds ballots, and is from after voting closed.`,
      header: (block: string) => `The time of block ${block} is not to be trusted: its header does not fit its hash.`,
      order: (block: string) => `Block ${block} is out of order, or above the one at which was counted.`,
      stranger: "Somebody voted who is not on the roll.",
      strangerBy: (voter: string) => `Somebody voted who is not on the roll: ${voter}.`,
      someBlock: "of the record",
    },
    own: {
      missing: "No ballot of yours is counted.",
      other: "Your ballot is counted for somebody else.",
    },
    finality: {
      beyond: (block: string, newest: string) =>
        `An endpoint has block ${block}, or calls it final, while the newest that it knows is block ${newest}.`,
      time: (block: string, newest: string) =>
        `The times that an endpoint tells do not fit the heights: its newest block is ${newest}, and ${block} was counted at.`,
    },
  },

  unknown: {
    agreement: { silent: "No endpoint told which block stands there." },
    header: {
      fields: (fields: string) =>
        `This chain’s headers hold fields unknown here, so the hash cannot be worked out: ${fields}.`,
    },
    roll: { unread: "The roll could not be read." },
    ballots: { unread: "The ballots could not be read." },
    counters: { unread: "The ballots, or the contract’s own count at this block, could not be read." },
    state: {
      unread: "No endpoint gave proofs for this block.",
      missing: "Parts of the proof are missing.",
      header: "The block’s own state root is not proven, so that nothing can be held against it.",
      sample: (proven: string, words: string) => `Of ${words} words of the ballot box ${proven} are proven.`,
      odds: (share: string, one: string) =>
        `If these were drawn by lot, whoever altered 1% of the words would go unnoticed in ${share}; whoever altered a single word, in ${one}.`,
      cases: {
        share: (share: string) => `${share} of cases`,
        oneIn: (number: string) => `1 case in ${number}`,
        fewer: (number: string) => `less than 1 case in ${number}`,
        never: "no case",
      },
    },
    history: {
      unread: "The log of votes could not be read.",
      receipts: (blocks: string) => `The receipts of ${blocks} could not be read.`,
      fields: (blocks: string) =>
        `The headers or receipts of ${blocks} hold what this version of Recount does not know.`,
      endpoints: (blocks: string) => `No endpoint told whether ${blocks} with ballots are the chain’s.`,
    },
    signatures: {
      unread: "The log of votes could not be read, and so no signatures either.",
      some: (sent: string, relayed: string) =>
        `Sent by the voters themselves: ${sent}. Signed by them and delivered by somebody else: ${relayed}.`,
      contracts: (count: string) =>
        `Cast by contract wallets, or through contracts, whose signatures only those contracts can check: ${count}.`,
      untold: (count: string) => `In transactions that could not be read: ${count}.`,
    },
    limits: {
      record: "The log of votes was not read, or not all of it, so that nobody can say when each vote was cast.",
      roll: "The roll could not be read, so that nobody can say who cast the votes in the log.",
      header: "The times of the first and the last block with ballots could not be worked out.",
    },
    own: {
      unread: "What is counted for you could not be read.",
      open: "No ballot of yours is counted up to this block, while voting was still open. One in a later block is not looked for: recount again a little later.",
    },
    finality: {
      open: (final: string) => `The chain can still replace this block: it is final up to block ${final} only.`,
      ballots: (ballots: string) => `Counted above that block: ${ballots}.`,
      old: (block: string) =>
        `Block ${block} lies far back: much newer ones are known, or were to be expected by the clock.`,
      silent: "No endpoint told which blocks are final.",
      header: "The block’s number and time could not be worked out.",
    },
  },

  skipped: {
    none: {
      roll: "This is a poll: every address may vote, and there is no roll.",
      own: "No ballot was named to look for.",
      history: "The log holds no votes.",
      other: "There is nothing of the kind in this election.",
    },
    unasked: {
      history:
        "Left out at the wish of whoever collected the evidence. That the count holds every ballot does not rest on it.",
      other: "Left out at the wish of whoever collected the evidence.",
    },
  },

  answers: {
    proven: {
      word: "PROVEN",
      sentence:
        "Every check that was made passed, against a block of a public chain that at least two endpoints of different names have.",
    },
    consistent: {
      word: "CONSISTENT",
      sentence:
        "Every check that was made passed, and nothing contradicts this result; but it rests on one party’s word.",
    },
    incomplete: {
      word: "INCOMPLETE",
      sentence: "Nothing contradicts this result, but something could not be checked.",
    },
    conflict: {
      word: "CONFLICT",
      sentence: "Something contradicts something else. No number may be taken for the result.",
    },
  },
  /** Why a result is no more than consistent. */
  oneParty: {
    practice: "One party runs this chain, and could make it say anything.",
    endpoint:
      "One party alone vouches for the block, for the blocks in which the votes stand, or that they are final. Ask a second endpoint, of somebody else.",
    file: (hash: string) =>
      `Everything in a file rests on its block’s hash, and whoever made the file could have made that up too. Compare it with a node or a block explorer that you trust (--block-hash): ${hash}`,
  },

  /** Beside a file's result that is proven: what the block's hash does not bind. */
  fileWord: "That several endpoints have this block, and that it is final, is the file’s word.",

  unshown: {
    heading: "What no recount can show",
    roll: "That the roll lists the right people.",
    poll: "That an address is a person: a poll counts addresses, and anybody may have many.",
    free: "That the voters chose freely.",
    independent: "That the endpoints are independent of one another.",
    program: "That this program is genuine: read its source, and run it from there.",
  },
};
