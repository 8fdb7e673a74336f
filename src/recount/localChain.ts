/** The id of anvil's chain, which whoever started it runs alone, and which may stand still for days. */
export const localChain = 31337;
