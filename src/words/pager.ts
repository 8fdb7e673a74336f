/** The sentences beneath a long list that is shown page by page. */
export const pagerWords = {
  label: (of: string) => `Pages: ${of}`,
  previous: "Previous",
  next: "Next",
  at: (from: string, to: string, of: string) => `${from} to ${to} of ${of}`,
};
