/** The sentences around the rules that an organiser wrote, loaded with the first election that has some. */
export const rulesWords = {
  heading: "The organiser’s rules",
  notEnforced: "Rules the organiser wrote; the contract does not enforce them.",
};
