import { useEffect, useRef, useState } from "react";
import type { Node } from "@/chain/node";
import type { ElectionFile } from "@/election/electionFile";
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
      // Loaded with the first one.
      const { writeExport } = await import("./writeExport");
      const written = await writeExport(node, read, kind, blocks, onRead, own.signal);
      if (isOver()) return;
      saveFile(written.name, written.type, written.text);
      setStage({ kind: "saved", name: written.name, untimed: written.untimed });
    } catch {
      if (!isOver()) setStage({ kind: "failed" });
    }
  }

  return { stage, save, stop: () => reading.current?.abort() };
}
