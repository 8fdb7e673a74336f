import * as v from "valibot";
import type { Address } from "viem";
import { inRollOrder } from "@/election/roll";
import { judgeRows, type RollRow } from "@/election/rollText";
import { checkAddress } from "@/election/voterAddress";
import { readKept } from "@/ui/kept";
import type { ReadRow } from "./rollWorker";

/** A list of voters in this browser: where its rows come from, and the rows. `files` names each source once. */
export type VoterList = { files: readonly string[]; rows: readonly RollRow[] };

const Texts = v.array(v.string());
const Numbers = v.array(v.pipe(v.number(), v.safeInteger(), v.minValue(0)));

/**
 * A list as this browser keeps it: column by column, since 100,000 rows of their own take twenty times as long to write,
 * with the page standing still. `address` is empty where a row has none.
 */
export const KeptList = v.pipe(
  v.object({
    files: Texts,
    file: Numbers,
    number: Numbers,
    text: Texts,
    label: Texts,
    address: Texts,
    hasChecksum: v.array(v.boolean()),
  }),
  v.check(({ files: _, ...columns }) => new Set(Object.values(columns).map(({ length }) => length)).size === 1),
);

/** A list in the form in which it is kept. */
export type KeptList = v.InferOutput<typeof KeptList>;

/** A list as it is kept. */
export function packList({ files, rows }: VoterList): KeptList {
  return {
    files: [...files],
    file: rows.map(({ file }) => file),
    number: rows.map(({ number }) => number),
    text: rows.map(({ text }) => text),
    label: rows.map(({ label }) => label),
    address: rows.map(({ checked }) => ("fault" in checked ? "" : checked.address)),
    hasChecksum: rows.map(({ checked }) => !("fault" in checked) && checked.hasChecksum),
  };
}

/** A list from what was kept of it. */
export function unpackList(kept: KeptList): VoterList {
  const rows = kept.text.map((text, index) => {
    const address = kept.address[index] ?? "";
    return {
      file: kept.file[index] ?? 0,
      number: kept.number[index] ?? 0,
      text,
      label: kept.label[index] ?? "",
      checked: isLowerCaseAddress(address)
        ? { address, hasChecksum: kept.hasChecksum[index] ?? false }
        : checkAddress(text),
    };
  });
  return { files: kept.files, rows };
}

function isLowerCaseAddress(text: string): text is Address {
  return /^0x[0-9a-f]{40}$/.test(text);
}

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

/** What the keys begin with under which this browser keeps lists. */
export const listPrefix = "recount.list.";

/** Where this browser keeps the list of that key. */
export function keptUnder(list: string): string {
  return `${listPrefix}${list}`;
}

/** The addresses of the voters on the list that this browser keeps under a key, as `votersOf`; none where it keeps none. */
export async function readVoters(list: string): Promise<Address[]> {
  const kept = await readKept(keptUnder(list), KeptList);
  return kept ? votersOf(unpackList(kept)) : [];
}
