import { readFileSync, writeFileSync } from "node:fs";
import { expect } from "vitest";

const committed = new URL("../gas.json", import.meta.url);

// Zero bytes of calldata are cheaper, so every name and time with which gas is measured is fixed.

/** The time of the first block of a chain on which gas is measured. */
export const genesisTime = 1_800_000_000;

/** A ballot of ordinary length. */
export const typical = {
  title: "Who shall chair the allotment society from 2027?",
  description: "The chair leads the committee's meetings and speaks for the society with the council. "
    .repeat(9)
    .slice(0, 700),
  candidates: ["Ada Lovelace", "Grace Hopper", "Joan Clarke", "Katherine Johnson", "None of these"],
};

/** The question as the contract takes it, for an election that is open and stays so. */
export function ask(text: typeof typical) {
  return { ...text, opens: BigInt(genesisTime - 3600), closes: BigInt(genesisTime + 86_400) };
}

/** Holds the figures against those committed under a name, or writes them there where that is asked for. */
export function expectCommitted(name: string, measured: unknown) {
  const all = JSON.parse(readFileSync(committed, "utf8")) as Record<string, unknown>;
  if (process.env.UPDATE_GAS) {
    all[name] = measured;
    writeFileSync(committed, `${JSON.stringify(all, null, 2)}\n`);
  }
  const message =
    "Gas differs from test/gas.json. If that is meant: UPDATE_GAS=1 npm run test:integration -- gas, and commit it";
  expect(measured, message).toEqual(all[name]);
}
