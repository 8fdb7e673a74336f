import { type CheckedAddress, checkAddress } from "./voterAddress";

/** How many rows a list of voters may have; one roll serves a precinct. */
export const mostRows = 100_000;

/** How much of what was written is kept of a row, in characters: enough to find it again. */
const keptLength = 200;

/** One row that should hold a voter: what is written where the address belongs, and whatever else tells who it is. */
export type WrittenRow = {
  /** As a spreadsheet or an editor counts the rows of the file, from 1, blank ones too. */
  number: number;
  text: string;
  /** Name, number and the like. Never published. */
  label: string;
};

/** What was read of a file. */
export type ReadRows = {
  rows: WrittenRow[];
  /** What the first row calls its columns, where it was taken for a heading: whoever it names is no voter. */
  heading?: string;
  /** The columns that hold addresses, as `index` from 0 with their heading; the rows are read from the first. */
  columns: { index: number; name: string }[];
  /** How many lines without an address were passed over, as in mail. */
  passedOver: number;
};

/** Whether a cell was meant to hold an address, rightly or not. Cells are looked at by the hundred thousand. */
function isAttempt(cell: string): boolean {
  if (!/0x|[0-9a-f]{40}|\.eth|\.cb\.id|e\+?\d/i.test(cell)) return false;
  const checked = checkAddress(cell);
  return !("fault" in checked) || (checked.fault.kind !== "notAddress" && checked.fault.kind !== "missing");
}

/** How many of the rows have a cell that was meant to hold an address: a table cut at the wrong signs has few. */
export function countAttempts(table: readonly (readonly string[])[]): number {
  return table.filter((cells) => cells.some(isAttempt)).length;
}

/**
 * Whether the rows are a table, so that a row without an address is a mistake; otherwise they are prose with addresses
 * in it, such as mail.
 */
export function isTable(table: readonly (readonly string[])[]): boolean {
  const filled = table.filter((cells) => !isBlank(cells));
  const attempts = countAttempts(filled);
  if (attempts === 0) return false;
  const { share, width } = usualWidth(filled);
  return attempts * 2 >= filled.length || (width > 1 && share >= 0.9);
}

/**
 * Reads the rows of a table.
 * @param column The column that holds the voters' addresses, where somebody said which; otherwise the one with most.
 */
export function readTable(table: readonly (readonly string[])[], column?: number): ReadRows {
  const filled = table.flatMap((cells, index) => (isBlank(cells) ? [] : { number: index + 1, cells }));
  const { width } = usualWidth(filled.map(({ cells }) => cells));
  const attempts: number[] = [];
  for (const { cells } of filled) {
    for (const [index, cell] of cells.entries()) if (isAttempt(cell)) attempts[index] = (attempts[index] ?? 0) + 1;
  }
  const [first] = filled;
  const hasHeading = first !== undefined && isHeading(first.cells, column ?? mostOf(attempts));
  const names = hasHeading ? first.cells : [];
  const columns = [...attempts.keys()]
    .filter((index) => (attempts[index] ?? 0) * 10 >= filled.length)
    .map((index) => ({ index, name: names[index]?.trim() ?? "" }));
  const chosen = column ?? preferred(columns, attempts);

  const rows = filled.slice(hasHeading ? 1 : 0).map(({ number, cells }) => {
    // A row of another width was cut at a stray sign: its address may stand anywhere.
    const strayed = cells.length === width ? -1 : cells.findIndex(isAttempt);
    const place = strayed === -1 || isAttempt(cells[chosen] ?? "") ? chosen : strayed;
    const label = cells.filter((cell, index) => index !== place && cell.trim() !== "").join(" · ");
    return writtenRow(number, cells[place] ?? "", label);
  });
  return {
    rows,
    columns: columns.toSorted((a, b) => Number(b.index === chosen) - Number(a.index === chosen)),
    passedOver: 0,
    ...(hasHeading && { heading: first.cells.filter((cell) => cell.trim() !== "").join(" · ") }),
  };
}

/** Reads the addresses in prose, such as replies by mail with whatever they quote; a line `Name: …` names the next. */
export function readProse(lines: readonly string[]): ReadRows {
  const rows: WrittenRow[] = [];
  let passedOver = 0;
  let name = "";
  for (const [index, line] of lines.entries()) {
    const text = line.replace(/^[\s>|]+/, "");
    const found = [...text.matchAll(/0x[0-9a-z]{20,}|\b[0-9a-f]{40}\b|(?<![^\s:,;<>"'])[^\s:,;<>"']+\.eth\b/gi)];
    const named = /^name\s*:\s*(\S.*)$/iu.exec(text)?.[1];
    if (found.length > 0) {
      for (const [written] of found) rows.push(writtenRow(index + 1, written, name || aside(text, written)));
      name = "";
    } else if (named !== undefined) name = named;
    else if (text !== "") passedOver += 1;
  }
  return { rows, columns: [], passedOver };
}

/** A row of the list as it is kept: what was written, checked. `file` tells which of the list's files it stands in. */
export type RollRow = WrittenRow & { file: number; checked: CheckedAddress };

/** Why a row is no voter. */
export type RowFault = Extract<CheckedAddress, { fault: unknown }>["fault"] | { kind: "duplicate"; of: RollRow };

/** What a list amounts to, its rows in their order. */
export type Judgement = {
  voters: readonly RollRow[];
  faulty: readonly { row: RollRow; fault: RowFault }[];
  /** Voters whose address has no checksum: a typing error in it would not be noticed. */
  unchecked: number;
};

/** Divides the rows into voters and mistakes: of the rows with one address only the first is a voter. */
export function judgeRows(rows: readonly RollRow[]): Judgement {
  const firstOf = new Map<string, RollRow>();
  const voters: RollRow[] = [];
  const faulty: { row: RollRow; fault: RowFault }[] = [];
  let unchecked = 0;
  for (const row of rows) {
    if ("fault" in row.checked) {
      faulty.push({ row, fault: row.checked.fault });
      continue;
    }
    const { address, hasChecksum } = row.checked;
    const first = firstOf.get(address);
    if (first) {
      faulty.push({ row, fault: { kind: "duplicate", of: first } });
      continue;
    }
    firstOf.set(address, row);
    voters.push(row);
    if (!hasChecksum) unchecked += 1;
  }
  return { voters, faulty, unchecked };
}

function writtenRow(number: number, text: string, label: string): WrittenRow {
  return { number, text: text.trim().slice(0, keptLength), label: label.trim().slice(0, keptLength) };
}

/** A first row that names the columns: words, and nothing that was meant as an address. */
function isHeading(cells: readonly string[], column: number): boolean {
  const name = (cells[column] ?? "").trim();
  return /\p{L}/u.test(name) && !cells.some(isAttempt);
}

/** The column whose heading speaks of addresses, else the one with the most. */
function preferred(columns: ReadRows["columns"], attempts: readonly number[]): number {
  const named = columns.filter(({ name }) => /addres|adres|wallet|account|ethereum/i.test(name));
  return named.length === 1 && named[0] ? named[0].index : mostOf(attempts);
}

/** The index of the largest number, the first of several; 0 where there is none. */
function mostOf(numbers: readonly number[]): number {
  let most = 0;
  for (const index of numbers.keys()) if ((numbers[index] ?? 0) > (numbers[most] ?? 0)) most = index;
  return most;
}

/** How many cells most rows have, and what share of the rows that is. */
function usualWidth(filled: readonly (readonly string[])[]): { width: number; share: number } {
  const widths: number[] = [];
  for (const { length } of filled) widths[length] = (widths[length] ?? 0) + 1;
  const width = mostOf(widths);
  return { width, share: (widths[width] ?? 0) / filled.length };
}

/** What else stands on a line than the address. */
function aside(line: string, written: string): string {
  return line
    .replace(written, "")
    .replace(/\b(?:ethereum|address)\s*:/gi, " ")
    .replace(/^[\s,;:.–—-]+/, "")
    .replace(/(?<![\s,;:.–—-])[\s,;:.–—-]+$/, "");
}

function isBlank(cells: readonly string[]): boolean {
  return cells.every((cell) => cell.trim() === "");
}
