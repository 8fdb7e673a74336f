/** The sentences of the list of who has voted, loaded with it. */
export const registerWords = {
  heading: "Who has voted",
  lead: "Every voter on the roll, in its order. For whom somebody voted stands in the record of ballots.",
  have: (voted: string, voters: string) => `${voted} of ${voters} have voted.`,
  at: (block: string) => `As of block ${block}, the same as the contract’s count.`,
  reading: "Reading the ballot box…",
  conflict: "Who has voted cannot be shown",
  conflictLead: (block: string) =>
    `At block ${block} the ballot box and the contract’s counters contradict each other. One of the node’s answers must be wrong. The page goes on asking.`,
  older: (block: string) => `This is as of block ${block}; nothing newer can be read just now.`,

  find: "Find a voter",
  findHint: "A whole address, or a number on the roll",
  findButton: "Find",
  finding: "Looking for the voter…",
  noVoter: "Write a whole address, 0x and 40 letters and digits, or a number on the roll.",
  checksum: "The capital letters of this address do not fit together: a letter or digit is probably wrong.",
  noNumber: (voters: string) => `The roll has numbers from 1 to ${voters}.`,
  notOnRoll: "This address is not on the roll.",
  hasVoted: (number: string) => `Voter ${number} has voted.`,
  hasNotVoted: (number: string) => `Voter ${number} has not voted.`,

  findOwn: (number: string) => `Show my own line, number ${number}`,
  voters: "Voters",
  readingVoters: "Reading the roll…",
  you: "You",
  voted: "voted",
  notVoted: "not voted",
};
