// Reads a list of voters beside the page, which stays usable meanwhile: 100,000 checksums take a second.
import { mostRows, type ReadRows, type WrittenRow } from "@/election/rollText";
import { type CheckedAddress, checkAddress } from "@/election/voterAddress";
import { decodeText, NotTextError } from "./decodeText";
import { parseRows } from "./parseRows";

/** What is to be read: a file's bytes, or a text that was pasted; `column` where the reader said which. */
export type ReadRequest = { source: Uint8Array | string; column: number | undefined };

/** A row as it was written, and what the check of its address gave. */
export type ReadRow = WrittenRow & { checked: CheckedAddress };

/** Why a source holds no list. */
export type Refusal = "notText" | "tooMany" | "nothing" | "failed";

/** What the worker answers: rows piece by piece, since 100,000 at once would hold the page up; then the end. */
export type ReadAnswer =
  | { kind: "rows"; rows: ReadRow[]; of: number }
  | ({ kind: "end" } & Omit<ReadRows, "rows">)
  | { kind: "refused"; refusal: Refusal };

/** How many rows are handed over at a time. */
const piece = 2500;

self.addEventListener("message", ({ data }: MessageEvent<ReadRequest>) => {
  try {
    read(data);
  } catch (error) {
    answer({ kind: "refused", refusal: error instanceof NotTextError ? "notText" : "failed" });
  }
});

function read({ source, column }: ReadRequest) {
  const { rows, ...rest } = parseRows(typeof source === "string" ? source : decodeText(source), column);
  if (rows.length > mostRows) return answer({ kind: "refused", refusal: "tooMany" });
  if (rows.length === 0) return answer({ kind: "refused", refusal: "nothing" });
  for (let from = 0; from < rows.length; from += piece) {
    const checked = rows.slice(from, from + piece).map((row) => ({ ...row, checked: checkAddress(row.text) }));
    answer({ kind: "rows", rows: checked, of: rows.length });
  }
  answer({ kind: "end", ...rest });
}

function answer(message: ReadAnswer) {
  self.postMessage(message);
}
