/** What a list of nodes says in other words than one of relays. */
export type EndpointWords = {
  addLabel: string;
  addHint: string;
  add: string;
  faults: Record<"empty" | "incomplete" | "scheme" | "insecure", (part: string) => string>;
  restore: string;
  restored: string;
};

/** The sentences of the page on which readers choose their own nodes, loaded with it. */
export const nodesWords = {
  heading: "Nodes and relays",
  pageTitle: "Nodes and relays · Recount",
  lead: "Through nodes the page reads a chain; to relays it hands signed ballots. What you set here stays in this browser.",
  whyOneIsBelieved:
    "With one node to read from, the page has to believe it. With several it believes none alone: where two of them contradict each other, no figure is shown. So name several that different people run, and your own if you have one.",
  whyNoneIsBelieved:
    "The page believes no single node: where two of them contradict each other, no figure is shown. So name several that different people run, and your own if you have one.",

  nodes: "Nodes",
  relays: "Relays",
  relaysLead:
    "A relay takes signed ballots to the chain and pays the network fee; it can delay a ballot, but not change it. None is needed, since every voter can pay the fee instead; the page asks those named here in this order.",

  asking: "Asking…",
  answers: (block: string, milliseconds: string) => `Answers: block ${block}, in ${milliseconds} ms`,
  otherChain: (id: string) => `Belongs to another chain (${id}), so nothing it says is used`,
  silent: "Does not answer",
  relay: {
    serves: "Answers: takes ballots for this chain",
    servesAtOnce: "Answers: takes ballots for this chain, and sends them at once",
    servesWithin: (time: string) => `Answers: takes ballots for this chain, and sends them within ${time}`,
    choosy: "Only for elections of organisers whom it knows",
    holdsNone: "Holds no ballot just now",
    holdsOne: "Holds 1 ballot that is not final yet",
    holds: (ballots: string) => `Holds ${ballots} ballots that are not final yet`,
    ails: (problems: string) => `Answers, but ${problems}`,
    problems: {
      chainUnreachable: "it cannot read the chain",
      chainBehind: "its nodes lie behind the chain",
      noFunds: "it is out of coin",
      feesAboveCeiling: "network fees are above what it pays",
      failed: "it has just failed to deliver",
      storage: "it cannot write to its disk",
      stopping: "it is being stopped",
      unnamed: "it reports a problem",
      untold: "it does not say how it is",
    },
    otherChain: "Does not serve this chain",
    broken: "Is no relay, or is broken",
    silent: "Does not answer",
  },
  announces: "Tells of new blocks as they come",
  moveUp: "Move up",
  moveDown: "Move down",
  remove: "Remove",
  named: (action: string, endpoint: string) => `${action}: ${endpoint}`,
  lastReading: "The last node to read from. Add another before you remove it.",

  moved: (endpoint: string, place: string, of: string) => `${endpoint} is now number ${place} of ${of}.`,
  added: (endpoint: string) => `${endpoint} was added.`,
  removed: (endpoint: string) => `${endpoint} was removed.`,
  undo: "Undo",
  undone: "The list is as it was before.",

  faults: {
    login: (part: string) => `Leave out “${part}”: browsers send no name or password in an address.`,
    query: (part: string) => `Leave out “${part}”: what is asked of a relay is written after its address.`,
    listed: (part: string) => `${part} is in the list already.`,
  },
  noRelay: "No relay is named here, so whoever votes pays the network fee.",
  ofNodes: {
    addLabel: "Add a node",
    addHint: "Its address begins with https:// or wss://; on this machine also with http:// or ws://.",
    add: "Add node",
    faults: {
      empty: () => "Write the address of a node first.",
      incomplete: (part: string) => `“${part}” is no whole address. One looks like https://node.example.`,
      scheme: (part: string) => `“${part}:” leads to no node. An address begins with https:// or wss://.`,
      insecure: (part: string) =>
        `The line to ${part} would not be encrypted. Only nodes on this machine (localhost) may be reached by http:// or ws://.`,
    },
    restore: "Go back to the page’s own nodes",
    restored: "The page’s own nodes are used again.",
  } satisfies EndpointWords,
  ofRelays: {
    addLabel: "Add a relay",
    addHint: "Its address begins with https://; on this machine also with http://.",
    add: "Add relay",
    faults: {
      empty: () => "Write the address of a relay first.",
      incomplete: (part: string) => `“${part}” is no whole address. One looks like https://relay.example.`,
      scheme: (part: string) => `“${part}:” leads to no relay. An address begins with https://.`,
      insecure: (part: string) =>
        `The line to ${part} would not be encrypted. Only relays on this machine (localhost) may be reached by http://.`,
    },
    restore: "Go back to the page’s own relays",
    restored: "The page’s own relays are used again.",
  } satisfies EndpointWords,

  remembered: "What this browser remembers",
  rememberedLead:
    "Nothing of it leaves this browser. Besides what follows: the wallet that you connected last, a ballot that you signed or sent until it is final, the ballots that you brought to deliver until the tab is closed, and the drafts on the organiser’s desk.",
  nodesOf: (chain: string) => `Nodes of ${chain}`,
  ownUsed: "None: the page’s own are used.",
  forget: "Forget",
  relaysOf: (chain: string) => `Relays of ${chain}`,
  forgetRelays: (chain: string) => `Forget your list of relays for ${chain}`,
  forgetNodes: (chain: string) => `Forget your list of nodes for ${chain}`,
  forgettable: "A list of your own.",
  organisersOf: (chain: string) => `Organisers on ${chain} of whom you opened an election`,
  lists: "Lists of members",
  listOf: (rows: string, files: string) => `${rows} rows: ${files}`,
  listByHand: "added by hand",
  forgetList: (files: string) => `Forget the list: ${files}`,
  none: "None.",
};
