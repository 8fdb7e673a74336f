/** The sentences of the page on which readers choose their own nodes, loaded with it. */
export const nodesWords = {
  heading: "Nodes",
  pageTitle: "Nodes · Recount",
  lead: "The page reads the chain through these nodes.",
  whyOneIsBelieved:
    "With one node to read from, the page has to believe it. With several it believes none alone: where two of them contradict each other, no figure is shown. So name several that different people run, and your own if you have one. What you set here stays in this browser.",
  whyNoneIsBelieved:
    "The page believes no single node: where two of them contradict each other, no figure is shown. So name several that different people run, and your own if you have one. What you set here stays in this browser.",

  asking: "Asking…",
  answers: (block: string, milliseconds: string) => `Answers: block ${block}, in ${milliseconds} ms`,
  otherChain: (id: string) => `Belongs to another chain (${id}), so nothing it says is used`,
  silent: "Does not answer",
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

  addLabel: "Add a node",
  addHint: "Its address begins with https:// or wss://; on this machine also with http:// or ws://.",
  add: "Add",
  faults: {
    empty: () => "Write the address of a node first.",
    incomplete: (part: string) => `“${part}” is no whole address. One looks like https://node.example.`,
    scheme: (part: string) => `“${part}:” leads to no node. An address begins with https:// or wss://.`,
    login: (part: string) => `Leave out “${part}”: browsers send no name or password in an address.`,
    insecure: (part: string) =>
      `The line to ${part} would not be encrypted. Only nodes on this machine (localhost) may be reached by http:// or ws://.`,
    listed: (part: string) => `${part} is in the list already.`,
  },

  remembered: "What this browser remembers",
  rememberedLead:
    "Nothing of it leaves this browser. Besides what follows: the wallet that you connected last, a ballot that you sent until it is final, and the drafts on the organiser’s desk.",
  nodesOf: (chain: string) => `Nodes of ${chain}`,
  ownNodes: "None: the page’s own are used.",
  restore: "Go back to the page’s own nodes",
  forget: "Forget",
  forgetNodes: (chain: string) => `Forget your list of nodes for ${chain}`,
  forgettable: "A list of your own.",
  organisersOf: (chain: string) => `Organisers on ${chain} of whom you opened an election`,
  lists: "Lists of members",
  listOf: (rows: string, files: string) => `${rows} rows: ${files}`,
  listByHand: "added by hand",
  forgetList: (files: string) => `Forget the list: ${files}`,
  none: "None.",
};
