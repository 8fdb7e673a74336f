/** The sentences of the chart of ballots over time. */
export const chartWords = {
  heading: "Voting over time",
  reading: "Reading the times of the blocks…",
  /** What the drawing shows, for whoever cannot see it. */
  summary: (total: string, start: string, end: string) =>
    `A line that rises from none at ${start} to ${total} at ${end}.`,
  halfway: (count: string, moment: string) => `${count} of them had been cast by ${moment}.`,
  exact: "One step for each block that holds ballots.",
  sampled: (points: string) => `Exact at the ${points} moments of the table. In between, several blocks make one step.`,
  table: "The same as a table",
  moment: "Moment",
  block: "Block",
  ballots: "Ballots so far",
};
