import { useEffect, useRef, useState } from "react";
import { type Election, splitName } from "@/election/election";
import type { Tally } from "@/election/tally";
import { formatCount } from "@/ui/format";
import { words } from "@/words/words";

/** A screen reader is told of a changed count at most this often, in milliseconds. */
const pause = 8000;

/** The count for screen readers: spoken when it changes, but not at every ballot. */
export function SpokenCount({ election, tally }: { election: Election; tally: Tally }) {
  const summary = election.candidates
    .map(({ id, name }) => {
      const count = tally.votes.find(({ candidate }) => candidate === id)?.count ?? 0n;
      return `${splitName(name).title} ${formatCount(count)}`;
    })
    .join(", ");
  const [spoken, setSpoken] = useState(summary);
  const spokenAt = useRef(Date.now());

  useEffect(() => {
    const wait = Math.max(0, spokenAt.current + pause - Date.now());
    const timer = setTimeout(() => {
      spokenAt.current = Date.now();
      setSpoken(summary);
    }, wait);
    return () => clearTimeout(timer);
  }, [summary]);

  return (
    <p className="visually-hidden" aria-live="polite">
      {words.count.spoken(spoken)}
    </p>
  );
}
