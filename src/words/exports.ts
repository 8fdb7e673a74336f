/** The sentences around the files that can be saved, loaded with them. What stands in the files is in `election/`. */
export const exportWords = {
  heading: "Take the record with you",
  lead: (ballots: string, block: string) => `${ballots}, as counted at block ${block}: one row for each.`,
  ballots: "Ballots for a spreadsheet (CSV)",
  tally: "Figures for a spreadsheet (CSV)",
  record: "Everything for a program (JSON)",
  reading: (blocks: string) => `Reading the times of ${blocks} blocks…`,
  progress: "Blocks whose time was read",
  stop: "Save without the other times",
  saved: (name: string) => `Saved as ${name}.`,
  untimed: (blocks: string) => `Times left blank because they were not read: those of ${blocks} of the blocks.`,

  incomplete: "The record that was read is not whole.",
  incompleteRest:
    "It lacks ballots that, by the node’s word, the contract counted. What was read can be saved; the file and its name say INCOMPLETE.",
  incompleteBallots: "Incomplete ballots (CSV)",
  incompleteRecord: "Incomplete record (JSON)",
};
