/** What is said of a chain on which the factories do not stand yet. */
export const factoriesWords = {
  missing: (chain: string) => `No election can be put up on ${chain} yet`,
  missingLead:
    "The contracts that elections are put up with do not stand on this chain. Whoever hosts this page can put them there, once and for everybody; the project’s guide, docs/deploy.md, says how.",
};
