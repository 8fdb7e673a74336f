/**
 * Every sentence that people read, in one place: a second language is a second object of this type.
 * Numbers, dates and addresses come in ready-made (see `ui/format.ts`).
 */
export const words = {
  locale: "en-GB",
  name: "Recount",
  pageTitle: "Recount: elections that anyone can recount",
  skipToContent: "Skip to the content",
  home: "Recount, all elections",
  navigation: "Main",
  elections: "Elections",
  organise: "Organise",
  deliver: "Deliver a ballot",
  nodes: "Nodes and relays",
  practiceShort: "Practice",
  practiceRest: "chain",
  notBinding: "Not for binding votes",
  notBindingShort: "Not binding",
  footer: "Every ballot and every count is read from the chain. No server of ours stands in between.",

  openUntil: "Open until",
  opens: "Opens",
  closed: "Closed",
  timeLeft: (duration: string) => `${duration} left`,
  timeUntil: (duration: string) => `in ${duration}`,
  openPoll: "Open poll: counts addresses, not people",
  onRoll: (voters: string) => `Voters on the roll: ${voters}`,

  partOf: (part: string, whole: string) => `${part} of ${whole}`,

  list: {
    ballots: (count: string, one: boolean) => (one ? `${count} ballot` : `${count} ballots`),
    voted: (ballots: string, voters: string) => `${ballots} of ${voters} voted`,
    leads: (name: string) => `${name} leads`,
    tie: (names: string) => `Tie: ${names}`,
  },

  election: {
    loading: "Reading the election from the chain…",
    pageTitle: (question: string) => `${question} · Recount`,
    badLink: "This link is not complete",
    badLinkLead: "A link to an election ends in the number of its chain and its address: 0x and 40 letters and digits.",
    badChecksum: "This link holds a wrong letter",
    badChecksumLead:
      "The capital letters of this address do not fit together, so a letter or digit is probably wrong. Copy the link once more.",
    unknownChain: "This page does not know that chain",
    unknownChainLead: (id: string) => `The link names chain ${id}, which is not among the chains set up for this page.`,
    noCode: "There is no election at this address",
    noCodeLead:
      "No contract stands at this address on this chain. Check that the link is complete and the chain right.",
    unrecognised: "This page does not recognise an election here",
    unrecognisedLead:
      "There is a contract at this address, but it was not created by an election factory that this page knows. Its figures are not shown, because nothing says that it counts as it should.",
    address: "Contract address",
    organiser: "Organiser",
    roll: "Roll",
    othersRoll: (publisher: string) => `· published by ${publisher}, not by this organiser`,
    chain: "Chain",
    backToList: "All elections",
    wall: "Show the count on a big screen",
    template: "Begin an election from this one",
    share: "Share and print",
    ledger: "See the blocks that hold the ballots",
    readWhole: "Read the whole description",
    showLess: "Show less",
  },

  /** What readers are told of a question or a name that may mislead them. */
  flags: {
    question: {
      hidden: "This question contains hidden characters.",
      stacked: "This question piles marks on its letters. Some are left out here.",
      mixed: "This question mixes letters of different alphabets within a word.",
    },
    name: {
      hidden: "This name contains hidden characters.",
      stacked: "This name piles marks on its letters. Some are left out here.",
      mixed: "This name mixes letters of different alphabets within a word.",
    },
    alike: (number: string, total: string) =>
      `This name looks like another one on this ballot; it is candidate ${number} of ${total}.`,
    falseName: "The name shown is not the one under which votes are counted.",
  },

  ballot: {
    heading: "Ballot paper",
    instruction: "Mark one box",
    publicNotice: "This is a public vote: anyone who learns that this address is yours can see your choice for ever.",
    organiserSees:
      "This vote is not secret: the organiser, who knows which member holds which address, can see every vote, and the running tally is visible to all.",
    unchangeable: "A vote cannot be changed.",
    clear: "Clear the box",
  },

  eligibility: {
    lookingForWallet: { lead: "Looking for your wallet…", rest: "" },
    upcoming: (opens: string, more = "") => ({
      lead: "Voting has not opened yet.",
      rest: `It opens ${opens}. ${more}`,
    }),
    closed: (closes: string) => ({ lead: "Voting is over.", rest: `It closed ${closes}.` }),
    connectFirst: { lead: "Any address may vote once.", rest: "Mark a box, then connect the wallet that holds yours." },
    connectOnRoll: {
      lead: "Only voters on the roll may vote.",
      rest: "Mark a box, then connect the wallet that holds your address.",
    },
    connectToCheck: "Connect your wallet now to see whether you are on the roll.",
    place: (number: string, voters: string) => `You are voter ${number} of ${voters}.`,
    notOnRoll: (address: string) => ({
      lead: "This address is not on the roll.",
      rest: `You are connected as ${address}.`,
    }),
    checking: { lead: "One moment.", rest: "Checking whether this address may vote…" },
    unknown: { lead: "Not known yet.", rest: "Whether this address may vote cannot be read just now." },
    underWay: { lead: "Your ballot is on its way.", rest: "It counts as soon as a block holds it." },
    signed: { lead: "Your ballot is signed.", rest: "It is not counted yet." },
    mayVote: (address: string) => ({ lead: "You may vote.", rest: `Address ${address} has not voted here yet.` }),
    mayVoteOnRoll: (place: string) => ({ lead: "You may vote.", rest: place }),
    noCoin: (address: string, symbol: string) => ({
      lead: "You may vote, but cannot pay for it yet.",
      rest: `Address ${address} holds no ${symbol} for the network fee. Send it a little first.`,
    }),
    otherChain: (chain: string) => ({ lead: "You may vote", rest: `as soon as your wallet is on ${chain}.` }),
    voted: (name: string, block: string) => ({
      lead: "You have voted.",
      rest: `Your ballot for ${name} is counted. It stands in block ${block}.`,
    }),
  },

  cast: {
    connect: "Connect a wallet",
    review: "Review your ballot",
    reviewHeading: "Check before you sign",
    reviewChoice: "Your vote",
    reviewQuestion: "Question",
    reviewAddress: "Signed by",
    reviewChain: "Recorded on",
    reviewSigned: "What you sign",
    signedTo: "A transaction to the election’s contract",
    signedFor: (name: string) => `One vote for ${name}.`,
    signedShown: (id: string) => `Your wallet may show the candidate as ${id}.`,
    reviewFee: "Network fee",
    reviewFeeText: "Your wallet shows it before you sign. Nobody else is paid.",
    reviewNoFee: "None on the practice chain, and no wallet asks: the ballot is signed at once.",
    reviewPublic: "What becomes public",
    signAs: (address: string) => `Sign ballot as ${address}`,
    change: "Change my choice",
    switchTo: (chain: string) => `Switch to ${chain}`,
    switching: "Waiting for your wallet to switch. Open it if it does not ask by itself.",
    notSwitched: "The wallet did not switch.",
    chooseFirst: "Mark a box first.",
    checking: "Asking the contract whether this ballot would count…",
    signing: "Waiting for your signature. Open your wallet if it does not ask by itself.",
    stopWaiting: "Stop waiting",
    /** What became of a ballot that was sent. */
    sent: {
      waiting: "Sent. Waiting for a block to take it up…",
      unknown: "Sent. Waiting for the nodes to hear of it…",
      asking: "Sent. Asking the nodes what became of it…",
      behind:
        "Sent, but an earlier transaction of this address has to come first. Look in your wallet for one that still waits.",
      taken: "In a block. Waiting for the contract to count it…",
      refused: "The contract refused the ballot in its block: it came too late, or this address had voted already.",
      other:
        "Your wallet sent something else than this ballot, or sent it from another account. Nothing is counted for this address. Look in your wallet at what was sent before you vote again.",
      replaced: "The transaction was cancelled or replaced in your wallet. This ballot was not cast.",
      lost: "No node knows of your ballot’s transaction any more: it was dropped, or replaced in your wallet. If your wallet still shows it, wait. Otherwise vote again: the first ballot to arrive counts, and only that one.",
      tooLate: "Voting ended before a block took your ballot up. It was not counted.",
    },
    inBlock: (block: string) => `In block ${block}, not yet final. It could still be taken back.`,
    final: (block: string) => `Final in block ${block}.`,
    takenBack:
      "The block that held your ballot was replaced. The ballot is not counted at the moment; it may come back.",
    voteAgain: "Vote again",
    hide: "Hide this",
    receipt: "Receipt",
    failed: "Your ballot was not cast.",
    steps: { choose: "Choose", sign: "Sign", withRelay: "Hand in", inBlock: "In a block", final: "Final" },
    progress: "Progress of your ballot",
    done: "done",
  },

  stamps: { counted: "Counted", final: "Final", closed: "Closed" },

  count: {
    soFar: "The count so far",
    final: "The result",
    upcoming: "The count",
    none: "Counting starts when voting opens.",
    at: (block: string, ago: string) => `at block ${block} · ${ago}`,
    loading: "Counting the ballots…",
    ballots: "Ballots",
    turnout: "Turnout",
    agrees: (count: string) => ({
      lead: "Counted in your browser.",
      rest: `${count} in the record, the same as the contract’s count.`,
    }),
    winner: (name: string, count: string, ballots: string, share: string) =>
      `${name} has the most votes: ${count} of ${ballots} (${share}).`,
    tie: (names: string, count: string, ballots: string, share: string) =>
      `A tie between ${names}: ${count} of ${ballots} for each (${share}).`,
    candidates: (number: string) => `${number} candidates`,
    showAll: (number: string) => `Show all ${number} candidates`,
    showMost: (number: string) => `Show the ${number} with the most votes`,
    noVotes: "No votes were cast.",
    closedForGood: "Final: no block from before the close can be replaced any more.",
    closedInBlocks: "Not yet final: the last blocks before the close could still be replaced.",
    stale: (ago: string) => `The newest block was seen ${ago}: these figures may be out of date.`,
    unreachable: (ago: string) => `The node does not answer. These figures are from ${ago}.`,
    allNodes: (count: number) =>
      count === 1 ? "One node was asked." : count === 2 ? "Two nodes agree." : `All ${count} nodes agree.`,
    someNodes: (agreeing: number, asked: number) => `${agreeing} of ${asked} nodes answered in time.`,
    oneNotConfirmed: "The other could not confirm this.",
    someNotConfirmed: "The others could not confirm this.",
    behind: (block: string) => `Another node knows of block ${block} already: these figures may be out of date.`,
    takenBack: (ballots: string) => `Taken back: ${ballots}.`,
    takenBackLead: (blocks: string) =>
      `The chain replaced block ${blocks} by another, as can happen until a block is final. What was in it may come back.`,
    conflict: "No figure can be shown",
    conflictOfNodes: (block: string) =>
      `The nodes that this page asks contradict each other on block ${block}. One of them must be wrong. The page goes on asking.`,
    conflictWithFinal: (block: string) =>
      `Block ${block} was final, and the node now gives another in its place. Either the chain was rewritten or a node misled this page. Reload to count what it says now.`,
    conflictLead: (block: string) =>
      `At block ${block} the record of ballots and the contract’s counters contradict each other. One of the node’s answers must be wrong. The page goes on asking.`,
  },

  wallet: {
    connect: "Connect",
    yours: "Your wallet:",
    heading: "Your wallet",
    chooseHeading: "Connect a wallet",
    loading: "One moment…",
    notLoaded: "Wallets cannot be reached just now.",
    notLoadedLead: "A part of this page did not load. Check your connection and try again; your choice stays marked.",
    close: "Close",
  },

  fault: {
    retry: "Try again",
    unexpected: "This part of the page failed",
    partMissing: "A part of the page could not be loaded. Check your connection and try again.",
    node: "The chain cannot be read just now",
    chooseNodes: "Choose other nodes",
  },

  notFound: "There is no such page",
  notFoundLead: "The link may be cut off or mistyped.",

  /** Why something did not work, and what to do. */
  errors: {
    rejected: "You declined in your wallet. Nothing was sent, and your choice is still marked.",
    pending: "Your wallet is still busy with an earlier request. Open it, answer that one, and try again.",
    walletSilent:
      "Your wallet has not answered for three minutes. Open it to see whether it still asks. What you approve there now still takes effect: a ballot that you sign counts.",
    stoppedWaiting: "You stopped waiting. If you still sign in the wallet, the ballot counts all the same.",
    noFunds: "This address has no coin to pay the network fee. Send it a little and try again.",
    noRelay:
      "The relay that connects wallets on other devices cannot be reached. Check your connection, or use a wallet on this device.",
    codeExpired: "The code has expired. Ask for a new one.",
    notSent:
      "Your wallet answered, but named no transaction. Look there whether your ballot was sent before you try again.",
    wrongSignature:
      "Your wallet returned a signature that is not this address’s. Nothing was sent. Try again, or pay the network fee yourself.",
    accountChanged: "Your wallet has switched to another account. Nothing was signed. Check the address and try again.",
    chainNotAdded:
      "Your wallet does not know this chain and did not add it. Add it in the wallet’s settings, or connect another wallet.",
    cannotSwitch:
      "Your wallet cannot be switched from here. Switch it in the wallet itself, or connect another wallet.",
    wrongChain: "Your wallet is on another chain. Switch it and try again.",
    walletLocked: "Your wallet is locked or does not allow this page. Unlock it and connect again.",
    walletGone: "The wallet is no longer connected. Connect it and try again.",
    alreadyVoted: "This address has voted already; its first ballot counts.",
    notOpen: "The election does not take votes now: the block’s time lies outside its window.",
    unknownCandidate: "The contract does not know this candidate. Reload the page and choose again.",
    notOnRoll: "This address is not on the roll of this election. Nothing was sent.",
    wrongIndex:
      "The contract finds another voter at the place on the roll that a node gave for this address. Nothing was sent; reload the page and try again.",
    unreachable: "No node of this chain answers. Check your connection; the page keeps trying.",
    otherChain: "The node that was asked belongs to another chain, so nothing it says is shown.",
    timeout: "The node takes too long to answer. The page keeps trying.",
    nodeRefused: "The node gave no usable answer. It may be overloaded; the page keeps trying.",
    partMissing:
      "A part of the page could not be loaded. Your choice is still marked: check your connection and try again.",
    unexpected: "Something unexpected went wrong. Your choice is still marked; try again.",
  },
};
