import type { Address } from "viem";

/** Whom a reader knows: organisers by name from whoever hosts the page, and those of elections opened earlier. */
export type Acquaintances = { named: readonly { address: Address; name: string }[]; opened: readonly Address[] };

/** The name of an organiser; undefined where only the address is known. All addresses are checksummed. */
export function organiserName({ named }: Acquaintances, organiser: Address): string | undefined {
  return named.find(({ address }) => address === organiser)?.name;
}

/** Whether the organiser is no stranger to the reader. */
export function isAcquainted(known: Acquaintances, organiser: Address): boolean {
  return known.opened.includes(organiser) || organiserName(known, organiser) !== undefined;
}
