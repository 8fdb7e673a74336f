// Written by scripts/generate.ts from the contracts. Do not edit.
export const layout = {"open":{"tally":"0"},"onRoll":{"tally":"0","box":"1"},"roll":{"slot":"0","lastVoterOffset":0,"sizeOffset":20,"closedOffset":28}} as const;
