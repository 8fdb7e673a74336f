/** The sentences of an election's description. */
export const descriptionWords = {
  picture: (alternative: string) => `(Picture: ${alternative})`,
  unnamedPicture: "(Picture)",
  opensNewTab: "(opens in a new tab)",
};
