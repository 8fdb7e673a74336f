import { useLayoutEffect, useRef, useState } from "react";
import { type DraftCandidate, freshKey, moveRow } from "@/election/draft";
import type { WrittenName } from "@/election/pastedNames";
import { shownText } from "@/election/shownText";
import { formatCount } from "@/ui/format";
import { createWords } from "@/words/create";

const words = createWords.candidates;

/** What was done last, said to everybody, and a row that was removed with it. */
type Done = { said: string; removed?: { row: DraftCandidate; index: number } };

/** The name of a row in a sentence; one without by its number. */
export function rowName({ name }: WrittenName, index: number): string {
  return shownText(name) || words.nameless(formatCount(BigInt(index + 1)));
}

/** What can be done with the rows of candidates. The focus stays with the hand: with a row that moves, at a new one. */
export function useCandidateList(
  candidates: readonly DraftCandidate[],
  onChange: (candidates: DraftCandidate[]) => void,
) {
  const list = useRef<HTMLOListElement>(null);
  const said = useRef<HTMLDivElement>(null);
  const [done, setDone] = useState<Done>();
  const [aim, setAim] = useState<number>();

  // Once the row stands there. One that moves keeps the focus by itself.
  useLayoutEffect(() => {
    if (aim === undefined) return;
    list.current?.querySelector<HTMLElement>(`[data-key="${aim}"] input`)?.focus();
    setAim(undefined);
  }, [aim]);

  function change(key: number, part: Partial<WrittenName>) {
    onChange(candidates.map((row) => (row.key === key ? { ...row, ...part } : row)));
  }

  function move(from: number, to: number) {
    const row = candidates[from];
    if (!row || to < 0 || to >= candidates.length) return;
    onChange(moveRow(candidates, from, to));
    const [place, of] = [formatCount(BigInt(to + 1)), formatCount(BigInt(candidates.length))];
    setDone({ said: words.moved(rowName(row, from), place, of) });
  }

  function insert(at: number, names: readonly WrittenName[], others: readonly DraftCandidate[] = candidates) {
    const first = freshKey(candidates);
    const rows = names.map(({ name, note }, index) => ({ key: first + index, name, note }));
    onChange([...others.slice(0, at), ...rows, ...others.slice(at)]);
    setDone(undefined);
    return first;
  }

  /** Adds a row where it is wanted and goes there. */
  function insertRow(at: number, names: readonly WrittenName[]) {
    setAim(insert(at, names));
  }

  /** Adds names to those that are written; rows with nothing in them make room. */
  function insertPasted(names: readonly WrittenName[]) {
    const written = candidates.filter(({ name, note }) => name.trim() !== "" || note.trim() !== "");
    insert(written.length, names, written);
  }

  function remove(index: number) {
    const row = candidates[index];
    if (!row) return;
    const others = candidates.toSpliced(index, 1);
    onChange(others);
    setDone({ said: words.removed(rowName(row, index)), removed: { row, index } });
    const next = others[index] ?? others.at(-1);
    if (next) setAim(next.key);
  }

  const removed = done?.removed;
  const undo =
    removed &&
    (() => {
      const { row, index } = removed;
      const key = candidates.some((other) => other.key === row.key) ? freshKey(candidates) : row.key;
      onChange([...candidates.slice(0, index), { ...row, key }, ...candidates.slice(index)]);
      setDone({ said: words.undone(rowName(row, index)) });
      setAim(key);
    });

  /** Goes to the row beneath, and adds one behind the last. */
  function goOn(index: number) {
    const next = candidates[index + 1];
    if (next) setAim(next.key);
    else insertRow(candidates.length, [{ name: "", note: "" }]);
  }

  return { list, said, done: done?.said, undo, change, move, insert: insertRow, insertPasted, remove, goOn };
}

export type CandidateList = ReturnType<typeof useCandidateList>;
