import type { Hash } from "viem";
import type { Node } from "@/chain/node";
import { readRollVoters } from "@/chain/readRollVoters";
import { readTimes } from "@/chain/readTimes";
import { fileName } from "@/election/electionFile";
import { exportBallotsCsv, exportTallyCsv } from "@/election/exportCsv";
import { exportJson } from "@/election/exportJson";
import type { ExportKind, ReadElection } from "./useExport";

/**
 * A file of what was read of an election: its name, type and text, and without how many blocks' times.
 * @param blocks Those whose times the file holds.
 * @param onRead Told of how many of them were asked for.
 * @param signal Aborts the reading of times; the file is then written without the rest of them.
 */
export async function writeExport(
  node: Node,
  read: ReadElection,
  kind: ExportKind,
  blocks: readonly Hash[],
  onRead: (asked: number) => void,
  signal: AbortSignal,
) {
  const voters = kind === "tally" ? undefined : await readVoters(node, read);
  const times = await readTimes(node, blocks, onRead, signal);
  const file = { ...read, times, voters };
  const untimed = blocks.length - times.size;
  if (kind === "record") {
    return { name: fileName(file, kind, "json"), type: "application/json", text: exportJson(file), untimed };
  }
  const text = kind === "tally" ? exportTallyCsv(file) : exportBallotsCsv(file);
  return { name: fileName(file, kind, "csv"), type: "text/csv", text, untimed };
}

/** The voters on the election's roll; undefined where there is none, or it cannot be read: numbers are blank then. */
async function readVoters(node: Node, { election: { roll }, head }: ReadElection) {
  if (!roll) return undefined;
  return readRollVoters(node, { ...roll, closed: true }, head.number).catch(() => undefined);
}
