import { useEffect, useRef, useState } from "react";
import type { Node } from "@/chain/node";
import { readRollVoters } from "@/chain/readRollVoters";
import { readTimes } from "@/chain/readTimes";
import { type ElectionFile, fileName } from "@/election/electionFile";
import { saveFile } from "@/ui/saveFile";

/** What can be saved. */
export type ExportKind = "ballots" | "tally" | "record";

/** What was read of an election so far: all that a file holds but the times of blocks and the voters' numbers. */
export type ReadElection = Omit<ElectionFile, "times" | "voters">;

/**
 * Where the saving stands. `reading`: of so many blocks' times so many were asked for. `saved`: under that name, without
 * the times of so many blocks. `failed`: a part of the page did not load.
 */
export type ExportStage =
  | { kind: "idle" }
  | { kind: "reading"; asked: number; blocks: number }
  | { kind: "saved"; name: string; untimed: number }
  | { kind: "failed" };

/** Saves what was read of an election as a file; `stop` saves it without the times that were not read yet. */
export function useExport(node: Node) {
  const [stage, setStage] = useState<ExportStage>({ kind: "idle" });
  const reading = useRef<AbortController>(undefined);
  const isGone = useRef(false);
  useEffect(() => {
    isGone.current = false;
    return () => {
      isGone.current = true;
      reading.current?.abort();
    };
  }, []);

  async function save(read: ReadElection, kind: ExportKind): Promise<void> {
    reading.current?.abort();
    const own = new AbortController();
    reading.current = own;
    const isOver = () => isGone.current || reading.current !== own;
    try {
      const blocks = kind === "tally" ? [] : [...new Set(read.ballots.map(({ blockHash }) => blockHash))];
      setStage({ kind: "reading", asked: 0, blocks: blocks.length });
      const onRead = (asked: number) => !isOver() && setStage({ kind: "reading", asked, blocks: blocks.length });
      const voters = kind === "tally" ? undefined : await readVoters(node, read);
      const times = await readTimes(node, blocks, onRead, own.signal);
      const written = await write({ ...read, times, voters }, kind);
      if (isOver()) return;
      saveFile(written.name, written.type, written.text);
      setStage({ kind: "saved", name: written.name, untimed: blocks.length - times.size });
    } catch {
      if (!isOver()) setStage({ kind: "failed" });
    }
  }

  return { stage, save, stop: () => reading.current?.abort() };
}

/** The voters on the election's roll; undefined where there is none, or it cannot be read: numbers are blank then. */
async function readVoters(node: Node, { election: { roll }, head }: ReadElection) {
  if (!roll) return undefined;
  return readRollVoters(node, { ...roll, closed: true }, head.number).catch(() => undefined);
}

/** The file's name and text. Its writers are loaded with the first one. */
async function write(file: ElectionFile, kind: ExportKind) {
  if (kind === "record") {
    const { exportJson } = await import("@/election/exportJson");
    return { name: fileName(file, kind, "json"), type: "application/json", text: exportJson(file) };
  }
  const { exportBallotsCsv, exportTallyCsv } = await import("@/election/exportCsv");
  const text = kind === "tally" ? exportTallyCsv(file) : exportBallotsCsv(file);
  return { name: fileName(file, kind, "csv"), type: "text/csv", text };
}
