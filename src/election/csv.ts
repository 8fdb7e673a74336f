/**
 * Rows as a CSV file for spreadsheets: RFC 4180, every field quoted, every line with as many fields as the longest, in
 * UTF-8 with the mark by which Excel knows it. What a spreadsheet would take for a formula gets an apostrophe.
 */
export function writeCsv(rows: readonly (readonly string[])[]): string {
  // Not Math.max over them all: it takes no more arguments than fit on the stack, and rolls have more voters.
  const width = rows.reduce((most, row) => Math.max(most, row.length), 0);
  const lines = rows.map((row) => Array.from({ length: width }, (_, index) => writeField(row[index] ?? "")).join(","));
  return `\ufeff${lines.map((line) => `${line}\r\n`).join("")}`;
}

function writeField(text: string): string {
  return `"${disarm(text).replaceAll('"', '""')}"`;
}

/**
 * Where a formula, or a cell that hides one, would begin (OWASP, CSV injection): also in full width, and not only at the
 * field's beginning, since a spreadsheet set to another separator cuts the field there, whatever its quotes say.
 */
const formula = /(?<=^|[\t\n\r,;|"])(?=[^\S\t\n\r]*[=+\-@＝＋－＠])|^(?=[\t\n\r])/g;

/** A text in which no spreadsheet finds a formula: an apostrophe stands before it. */
export function disarm(text: string): string {
  return text.replace(formula, "'");
}
