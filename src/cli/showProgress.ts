import { setImmediate as turn } from "node:timers/promises";
import type { Progress } from "@/chain/collect/collectEvidence";
import { type CheckName, checkNames } from "@/recount/check";
import { commandLineWords } from "@/words/commandLine";
import { recountWords } from "@/words/recount";
import { words } from "@/words/words";

/** Says how far a recount has come. */
export type ShownProgress = {
  tell: (progress: Progress) => void;
  /** That a check was made: shows the next one. */
  checked: (check: CheckName) => void;
  /** How many signatures of how many were looked into. Lets everything else have its turn, Ctrl-C too. */
  match: (done: number, all: number) => Promise<void>;
  /** Clears what is shown, before anything else is printed. */
  end: () => void;
};

/** Where it is shown: a terminal, or anything else. */
type Shown = { isTTY?: boolean; write: (text: string) => unknown };

const counts = new Intl.NumberFormat(words.locale);

/**
 * Shows progress on a stream: on a terminal as one line that changes; elsewhere, as in a log, as one line for each part,
 * when it begins.
 */
export function showProgress(stream: Shown): ShownProgress {
  const shown = new Set<string>();
  const say = (begun: string, line: string) => {
    if (stream.isTTY) {
      // To the line's beginning, the line, and whatever stood behind it is gone (ECMA-48).
      stream.write(`\r${line.slice(0, 79)}\u001b[K`);
    } else if (!shown.has(begun)) {
      stream.write(`${begun}\n`);
    }
    shown.add(begun);
  };
  const { of, some, checking, matching, ...parts } = commandLineWords.progress;
  return {
    tell: ({ part, done, all }) => {
      const name = parts[part];
      say(name, all === null ? some(name, counts.format(done)) : of(name, counts.format(done), counts.format(all)));
    },
    checked: (check) => {
      const next = checkNames[checkNames.indexOf(check) + 1];
      if (next) say(checking, some(checking, recountWords.checks[next].title));
    },
    match: async (done, all) => {
      say(matching, of(matching, counts.format(done), counts.format(all)));
      await turn();
    },
    end: () => {
      if (stream.isTTY && shown.size > 0) stream.write("\r\u001b[K");
    },
  };
}
