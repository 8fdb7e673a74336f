import { openElectionFactory, rollElectionFactory } from "./generated/factories";

/** `open`: any address may vote once. `roll`: the voters on a closed roll may. */
export type ElectionKind = "open" | "roll";

/**
 * The factories whose elections this page recognises, by the kind of election. What they say of their elections is asked
 * in the same words (`factoryReads`), as are the elections themselves (`electionReads`): the first screen needs no others.
 */
export const electionFactories = { open: openElectionFactory.address, roll: rollElectionFactory.address } as const;
