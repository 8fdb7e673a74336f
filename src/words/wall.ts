/** The sentences of the wall, which is loaded on its own. */
export const wallWords = {
  pageTitle: (question: string) => `The count: ${question} · Recount`,
  /** What stands over the link to the election's page, by phase. */
  link: { upcoming: "When it opens, vote at", open: "Vote at", closed: "See the result at" },
  code: "The link as a code to scan with a phone",
  others: (count: string) => `and ${count} more`,
  back: "Back to the election",
  fullScreen: "Full screen",
  leaveFullScreen: "Leave full screen",
};
