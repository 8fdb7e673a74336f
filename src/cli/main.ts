// `npm run recount`: see docs/recount.md.
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { loadBuilds } from "@/chain/builds";
import { recoverQuickly } from "@/chain/recoverQuickly";
import { stripHidden } from "@/election/shownText";
import type { Answer } from "@/recount/check";
import type { Evidence } from "@/recount/evidence";
import { parseEvidence } from "@/recount/parseEvidence";
import { recount } from "@/recount/recount";
import { commandLineWords } from "@/words/commandLine";
import { explainFailure } from "./explainFailure";
import { explainFileError } from "./explainFileError";
import { paintFor } from "./paint";
import { ArgumentsError, type Command, readArguments } from "./readArguments";
import { type Counted, recountElection } from "./recountElection";
import { probePlace, saveEvidence } from "./saveEvidence";
import { showProgress } from "./showProgress";
import { usage } from "./usage";
import { wrapText } from "./wrapText";
import { type Circumstances, writeReport } from "./writeReport";

/** What the program ends with. A conflict is told apart from whatever else went wrong. */
const exitCodes: Record<Answer, number> = { proven: 0, consistent: 0, conflict: 1, incomplete: 2 };
const notDone = 2;

const root = fileURLToPath(new URL("../..", import.meta.url));
const progress = showProgress(process.stderr);

// Whoever reads the report may have read enough.
process.stdout.on("error", () => process.exit(notDone));
end(await run(process.argv.slice(2)).catch(fail));

async function run(args: readonly string[]): Promise<{ text: string; code: number }> {
  const command = readArguments(args);
  if (command.kind === "help") return { text: usage, code: 0 };
  if (command.kind === "recount" && command.file !== undefined) probeFile(command.file);
  const now = BigInt(Math.floor(Date.now() / 1000));
  let code = 0;
  const keep = (evidence: Evidence) => {
    if (command.kind === "recount" && command.file !== undefined && !isKept(command.file, evidence)) code = notDone;
  };
  const { recounted, evidence } =
    command.kind === "verify"
      ? await verifyFile(command)
      : await recountElection(command, { now, root, progress, keep });
  progress.end();
  const told: Pick<Circumstances, "heard" | "file"> =
    command.kind === "verify" ? { heard: command, file: command.file } : { heard: "live", file: undefined };
  const text = writeReport(recounted, evidence, { now, ...told, paint: paintFor(process.stdout, process.env) });
  return { text, code: code || exitCodes[recounted.answer] };
}

async function verifyFile({ file, blockHash }: Extract<Command, { kind: "verify" }>): Promise<Counted> {
  const evidence = parseEvidence(readFile(file));
  const recounted = await recount(evidence, await loadBuilds(), {
    heard: { blockHash },
    recover: recoverQuickly,
    onProgress: progress.match,
    onFinding: ({ check }) => progress.checked(check),
  });
  return { recounted, evidence };
}

function readFile(path: string): string {
  try {
    return readFileSync(placeOf(path), "utf8");
  } catch (cause) {
    throw new ArgumentsError(commandLineWords.errors.unreadable(path, explainFileError(cause)), { cause });
  }
}

/** Before anything is asked, since asking may take minutes. */
function probeFile(path: string): void {
  try {
    probePlace(path);
  } catch (cause) {
    throw new ArgumentsError(commandLineWords.errors.unwritable(path, explainFileError(cause)), { cause });
  }
}

/** Whether the evidence is written now. Where not, what was collected is still worth its report. */
function isKept(path: string, evidence: Evidence): boolean {
  // From here on Ctrl-C waits until the file is whole, or gone.
  process.on("SIGINT", () => process.exit(130));
  progress.end();
  try {
    saveEvidence(placeOf(path), evidence);
    print(commandLineWords.saved(path));
    return true;
  } catch (error) {
    print(commandLineWords.errors.unwritable(path, explainFileError(error)));
    return false;
  }
}

/** Paths are meant from where the command was typed; npm runs it in the checkout. */
function placeOf(path: string): string {
  return resolve(process.env.INIT_CWD ?? "", path);
}

function fail(error: unknown): { text: string; code: number } {
  progress.end();
  const lines = explainFailure(error);
  if (lines) lines.forEach(print);
  else console.error(stripHidden((error instanceof Error && error.stack) || String(error)));
  return { text: "", code: notDone };
}

function print(sentence: string): void {
  process.stderr.write(`${wrapText(sentence).join("\n")}\n`);
}

/** At once, whatever requests to slow endpoints are still under way. */
function end({ text, code }: { text: string; code: number }): void {
  process.stdout.write(text, () => process.exit(code));
}
