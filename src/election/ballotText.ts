import { parseBallotCode } from "./ballotCode";
import { BallotFileError, parseBallotFile } from "./parseBallotFile";
import type { SignedBallot } from "./signedBallot";

/**
 * Why a part of a text is no ballot; `line` is where the part begins, from 1.
 * - `damaged`: a code of which something is missing or was changed.
 * - `otherVersion`: a ballot in a form that this page does not know.
 * - `cutOff`: the beginning of a file, or one that was changed.
 * - `otherKind`: a whole file, of something else.
 * - `wrongField`: a ballot file with a field that is missing, wrong or unknown.
 * - `nothing`: nothing in the text looks like a ballot.
 */
export type TextFault =
  | { line: number; fault: "damaged" | "otherVersion" | "cutOff" | "otherKind" | "nothing" }
  | { line: number; fault: "wrongField"; field: string };

/** What a text holds: its ballots, and what of it is none. Neither is lost by the other. */
export type BallotText = { ballots: SignedBallot[]; faults: TextFault[] };

/** A ballot's link, wherever the page is hosted. */
const linkedCode = /#\/deliver\/([A-Za-z0-9_-]+)/g;
/** A line that may be a code, or a further part of one: mail programs break long lines. */
const codeLine = /^[A-Za-z0-9_-]{4,}={0,2}$/;
/** The shortest and the longest code of a ballot, in letters; whatever is shorter on a line of its own is a word. */
const shortestCode = 78;
const longestCode = 2343;
/** After how many faults a text is read no further: it is of another kind. */
const mostFaults = 100;

/**
 * The signed ballots in what somebody pasted, or in a file: ballot files, links and codes, any number of each, with other
 * words between them.
 */
export function readBallotText(text: string): BallotText {
  const found: BallotText = { ballots: [], faults: [] };
  const plain = readFiles(text.replace(/^\ufeff/, ""), found);
  readCodes(plain, found);
  if (found.ballots.length + found.faults.length === 0) found.faults.push({ line: 1, fault: "nothing" });
  return found;
}

/** Reads the ballot files in a text, and gives the text without them, on as many lines. */
function readFiles(text: string, found: BallotText): string {
  let rest = "";
  let end = 0;
  let line = 1;
  for (const { from, to, isWhole } of findObjects(text)) {
    if (isFull(found)) break;
    const file = text.slice(from, to);
    // Not counted from the beginning for each: a text of a thousand files would be gone through as often.
    line += countLines(text, end, from);
    if (isWhole) readFile(file, line, found);
    else if (/^\{\s*"/.test(file)) found.faults.push({ line, fault: "cutOff" });
    rest += text.slice(end, from) + (isWhole ? file.replace(/[^\n]/g, "") : file);
    line += countLines(text, from, to);
    end = to;
  }
  return rest + text.slice(end);
}

type Piece = { from: number; to: number; isWhole: boolean };

/** Where the outermost objects of JSON stand in a text. One that has no end ends with the text, or where the next begins. */
function findObjects(text: string): Piece[] {
  const objects: Piece[] = [];
  let [depth, from] = [0, 0];
  let isInString = false;
  for (let at = 0; at < text.length; at += 1) {
    const letter = text[at];
    if (isInString) {
      if (letter === "\\") at += 1;
      else if (letter === '"' || letter === "\n") isInString = false;
    } else if (letter === '"') {
      // Outside of an object a quotation mark is one of the words around it.
      isInString = depth > 0;
    } else if (letter === "{") {
      // Files stand at the beginning of a line: what was cut off before one does not swallow it.
      const isNew = depth > 0 && text[at - 1] === "\n";
      if (isNew) objects.push({ from, to: at, isWhole: false });
      if (depth === 0 || isNew) from = at;
      depth = isNew ? 1 : depth + 1;
    } else if (letter === "}" && depth > 0) {
      depth -= 1;
      if (depth === 0) objects.push({ from, to: at + 1, isWhole: true });
    }
  }
  return depth > 0 ? [...objects, { from, to: text.length, isWhole: false }] : objects;
}

function readFile(file: string, line: number, found: BallotText): void {
  let input: unknown;
  try {
    input = JSON.parse(file);
  } catch {
    found.faults.push({ line, fault: "cutOff" });
    return;
  }
  try {
    found.ballots.push(parseBallotFile(input));
  } catch (error) {
    if (!(error instanceof BallotFileError)) throw error;
    found.faults.push({ line, ...faultOf(input, error) });
  }
}

function faultOf(input: unknown, { field }: BallotFileError) {
  const { kind, version } = input as { kind?: unknown; version?: unknown };
  if (kind !== "recount-ballot" && kind !== "recount-wallet-ballot") return { fault: "otherKind" } as const;
  if (version !== 1) return { fault: "otherVersion" } as const;
  return { fault: "wrongField", field: field ?? "" } as const;
}

/** Reads the links and codes in a text, line by line; what is neither is passed over. */
function readCodes(text: string, found: BallotText): void {
  const lines = text.split("\n").map((line) => line.replace(/^[>\s]+|\s+$/g, ""));
  for (let at = 0; at < lines.length && !isFull(found); at += 1) {
    const line = lines[at] ?? "";
    const linked = [...line.matchAll(linkedCode)].map(([, code = ""]) => code);
    const codes = linked.length === 0 && codeLine.test(line) && isLong(line, lines[at + 1]) ? [line] : linked;
    for (const [index, code] of codes.entries()) {
      if (isFull(found)) break;
      // Only what stands at a line's end can have been broken there.
      const isLast = index === codes.length - 1 && line.endsWith(code);
      const { ballot, fault, lines: used } = readCode(code, isLast ? lines.slice(at + 1) : []);
      if (ballot) found.ballots.push(ballot);
      else found.faults.push({ line: at + 1, fault });
      at += used;
    }
  }
}

function isLong(line: string, next = ""): boolean {
  return line.length + (codeLine.test(next) ? next.length : 0) >= shortestCode;
}

type CodeReading = { ballot?: SignedBallot; fault: "damaged" | "otherVersion"; lines: number };

/** Reads a code, with as many of the lines after it as make it whole. */
function readCode(code: string, after: readonly string[]): CodeReading {
  let whole = code;
  for (let lines = 0; whole.length <= longestCode; lines += 1) {
    try {
      return { ballot: parseBallotCode(whole), fault: "damaged", lines };
    } catch (error) {
      if (!(error instanceof BallotFileError)) throw error;
      if (error.field === "version") return { fault: "otherVersion", lines };
    }
    const next = after[lines];
    if (next === undefined || !codeLine.test(next)) break;
    whole += next;
  }
  return { fault: "damaged", lines: 0 };
}

function isFull({ faults }: BallotText): boolean {
  return faults.length >= mostFaults;
}

function countLines(text: string, from: number, to: number): number {
  let lines = 0;
  for (let at = text.indexOf("\n", from); at !== -1 && at < to; at = text.indexOf("\n", at + 1)) lines += 1;
  return lines;
}
