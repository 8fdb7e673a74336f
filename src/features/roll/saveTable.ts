import Papa from "papaparse";

/**
 * Hands the reader a table as a CSV file. Cells that a spreadsheet would run as a formula are made text.
 * @param rows The first is the heading.
 */
export function saveTable(name: string, rows: readonly (readonly string[])[]): void {
  // With a mark, by which spreadsheets know UTF-8.
  const text = `\ufeff${Papa.unparse(
    rows.map((row) => [...row]),
    { escapeFormulae: true, newline: "\r\n" },
  )}`;
  const url = URL.createObjectURL(new Blob([text], { type: "text/csv" }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  // Not at once: some browsers begin to read only after this turn.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
