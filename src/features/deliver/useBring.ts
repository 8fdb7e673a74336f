import { useCallback, useState } from "react";
import { readBallotText } from "@/election/ballotText";
import { formatCount } from "@/ui/format";
import { deliverWords } from "@/words/deliver";
import type { Brought, Taken } from "./brought";
import { type BroughtFault, type Reading, readFile } from "./readFile";

/** A fault, and the file that it is in where several were brought at once. */
export type NamedFault = BroughtFault & { file?: string };

/** What became of what was brought at once. */
export type Report = Taken & { id: number; name: string; faults: readonly NamedFault[] };

/** Takes what readers bring, and reports on it, the newest first. */
export function useBring(add: Brought["add"]) {
  const [reports, setReports] = useState<readonly Report[]>([]);
  const [reading, setReading] = useState(0);

  const report = useCallback((name: string, taken: Taken, faults: readonly NamedFault[]) => {
    setReports((before) => [{ id: (before[0]?.id ?? 0) + 1, name, faults, ...taken }, ...before]);
  }, []);

  const take = useCallback(
    (name: string, { ballots, faults }: Reading) => report(name, add(ballots), faults),
    [add, report],
  );

  const takeText = useCallback((name: string, text: string) => take(name, readBallotText(text)), [take]);

  const takeFiles = useCallback(
    async (files: readonly File[]) => {
      const [first] = files;
      if (!first) return;
      setReading((count) => count + 1);
      const taken = { taken: 0, repeated: 0, full: 0 };
      const faults: NamedFault[] = [];
      // One after the other: pictures take a while, and the order is the reader's.
      for (const file of files) {
        const reading = await readFile(file);
        const ofFile = add(reading.ballots);
        taken.taken += ofFile.taken;
        taken.repeated += ofFile.repeated;
        taken.full += ofFile.full;
        faults.push(...reading.faults.map((fault) => (files.length > 1 ? { ...fault, file: file.name } : fault)));
      }
      const name = files.length > 1 ? deliverWords.brought.files(formatCount(BigInt(files.length))) : first.name;
      report(name, taken, faults);
      setReading((count) => count - 1);
    },
    [add, report],
  );

  const dismiss = useCallback((id: number) => {
    setReports((before) => before.filter((report) => report.id !== id));
  }, []);

  return { reports, isReading: reading > 0, take, takeText, takeFiles, dismiss };
}
