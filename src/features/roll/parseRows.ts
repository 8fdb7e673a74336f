import Papa from "papaparse";
import { countAttempts, isTable, type ReadRows, readProse, readTable } from "@/election/rollText";

/** What divides the cells of a row: commas, semicolons, tabs as in cells copied from a spreadsheet, bars. */
const delimiters = [",", ";", "\t", "|"];

/** How much of a text shows what divides its cells, in characters. */
const sampleLength = 20_000;

/**
 * The rows of a list of voters, in whatever form it comes.
 * @param column The column that holds the addresses, where the reader said which.
 */
export function parseRows(text: string, column?: number): ReadRows {
  const lined = text.replace(/\r\n?/g, "\n");
  const table = cut(lined, findDelimiter(lined.slice(0, sampleLength)));
  return isTable(table) ? readTable(table, column) : readProse(lined.split("\n"));
}

/** The sign that leaves the most addresses alone in their cells; of several the one that cuts the rows most alike. */
function findDelimiter(sample: string): string {
  const tried = delimiters.map((delimiter) => {
    const table = cut(sample, delimiter);
    return { delimiter, attempts: countAttempts(table), widths: new Set(table.map(({ length }) => length)).size };
  });
  const [best] = tried.toSorted((a, b) => b.attempts - a.attempts || a.widths - b.widths);
  return best?.delimiter ?? ",";
}

/** The text as rows of cells, blank rows too. Where its quotes do not pair, they are signs like any other. */
function cut(text: string, delimiter: string): string[][] {
  const { data, errors } = Papa.parse<string[]>(text, { delimiter });
  if (errors.length === 0) return data;
  return text.split("\n").map((line) => line.split(delimiter));
}
