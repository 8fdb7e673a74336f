import * as v from "valibot";
import type { Address } from "viem";
import { inRollOrder } from "@/election/roll";
import { judgeRows, type RollRow } from "@/election/rollText";
import { checkAddress } from "@/election/voterAddress";
import { readKept } from "@/ui/kept";
import type { ReadRow } from "./rollWorker";

/** A list of voters in this browser: where its rows come from, and the rows. `files` names each source once. */
export type VoterList = { files: readonly string[]; rows: readonly RollRow[] };

const digits = v.pipe(v.number(), v.safeInteger());

const Fault = v.variant("kind", [
  v.object({ kind: v.picklist(["missing", "name", "key", "rounded", "checksum", "zero", "notAddress"]) }),
  v.object({ kind: v.picklist(["short", "long"]), digits }),
  v.object({ kind: v.literal("letter"), letter: v.string() }),
]);

const LowerCaseAddress = v.custom<Address>((text) => typeof text === "string" && /^0x[0-9a-f]{40}$/.test(text));

/** A list as this browser keeps it. */
export const VoterList: v.GenericSchema<unknown, VoterList> = v.object({
  files: v.array(v.string()),
  rows: v.array(
    v.object({
      file: digits,
      number: digits,
      text: v.string(),
      label: v.string(),
      checked: v.union([v.object({ address: LowerCaseAddress, hasChecksum: v.boolean() }), v.object({ fault: Fault })]),
    }),
  ),
});

/** A list without rows. */
export const emptyList: VoterList = { files: [], rows: [] };

/** The rows of the members that were written into the page. */
const byHand = "";

/** The list with the rows of another file after its own. */
export function appendRows(list: VoterList, name: string, rows: readonly ReadRow[]): VoterList {
  const file = list.files.length;
  return { files: [...list.files, name], rows: [...list.rows, ...rows.map((row) => ({ ...row, file }))] };
}

/** The list with one more member, written by hand. */
export function addMember(list: VoterList, text: string, label: string): VoterList {
  const known = list.files.indexOf(byHand);
  const file = known === -1 ? list.files.length : known;
  const number = 1 + list.rows.reduce((most, row) => (row.file === file ? Math.max(most, row.number) : most), 0);
  return {
    files: known === -1 ? [...list.files, byHand] : list.files,
    rows: [...list.rows, { file, number, text, label, checked: checkAddress(text) }],
  };
}

/** The list with another text in place of what a row says. */
export function mendRow(list: VoterList, row: RollRow, text: string): VoterList {
  const mended = { ...row, text, checked: checkAddress(text) };
  return { ...list, rows: list.rows.map((other) => (other === row ? mended : other)) };
}

/** The list without some rows. */
export function removeRows(list: VoterList, gone: ReadonlySet<RollRow>): VoterList {
  return { ...list, rows: list.rows.filter((row) => !gone.has(row)) };
}

/** The addresses of a list's voters as a roll takes them: in lower case, strictly ascending. */
export function votersOf(list: VoterList): Address[] {
  return inRollOrder(judgeRows(list.rows).voters.flatMap(({ checked }) => ("fault" in checked ? [] : checked.address)));
}

/** Where this browser keeps the list of that key. */
export function keptUnder(list: string): string {
  return `recount.list.${list}`;
}

/** The addresses of the voters on the list that this browser keeps under a key, as `votersOf`; none where it keeps none. */
export async function readVoters(list: string): Promise<Address[]> {
  return votersOf((await readKept(keptUnder(list), VoterList)) ?? emptyList);
}
