/** The sentences of the page that lists all elections, loaded with it. */
export const homeWords = {
  heading: "Elections",
  lead: "Choose an election to read the question, vote, and watch the count.",
  loading: "Reading the elections from the chain…",
  none: "No election yet",
  noneLead: (chain: string) => `Nobody has put up an election on ${chain} so far.`,
  nonePractice: "Run npm start in a clone of the project to put up a few practice elections.",

  search: "Search",
  searchHint: "Question, candidate, organiser or address",
  phase: "Show",
  phases: { all: "All", open: "Open", upcoming: "Upcoming", closed: "Closed" },
  found: (count: string, total: string) => `${count} of ${total} elections`,
  foundInNewest: (count: string, newest: string, total: string) =>
    `${count} of the newest ${newest} elections. Searched the newest ${newest} of ${total}.`,
  newest: (newest: string, total: string) => `The newest ${newest} of ${total} elections`,
  nothingFound: "No election here matches your search",
  nothingFoundOlder: "Only the newest were searched. Older ones may match.",
  clear: "Clear the search",
  older: "Show older elections",
  readingOlder: "Reading older elections…",

  by: "by",
  strangers: "From organisers this page does not know",
  strangersLead: "Anyone may put up an election. Vote in one of these only if you know who sent you its link.",
  opened: "Organisers whose elections you have opened stand among those you know:",
  forget: "Forget",
  forgetOrganiser: (address: string) => `Forget the organiser ${address}`,

  counting: "counting…",
  unread: "its ballots cannot be read just now",
  at: (block: string) => `at block ${block}`,
  elected: (name: string) => `${name} has the most votes`,
  noVotes: "No votes yet",
  noVotesCast: "Nobody voted",
  counted: (block: string, ago: string) =>
    `Every figure here was counted in this browser, from the ballots on the chain. The newest block is ${block}, ${ago}.`,
  unrecognised: (addresses: string) =>
    `The node lists an election at ${addresses}, but what it says of it does not fit that address. It is not shown.`,
};
