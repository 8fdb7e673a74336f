import { useEffect, useRef, useState } from "react";
import type { Election } from "@/election/election";
import { leaders, type Tally } from "@/election/tally";
import { formatCount } from "@/ui/format";
import { words } from "@/words/words";
import { listNames } from "./listNames";

/** A screen reader is told of a changed count at most this often, in milliseconds. */
const pause = 30_000;

/** The count for screen readers, in one sentence: spoken when it changes, but not at every ballot. */
export function SpokenCount({ election, tally }: { election: Election; tally: Tally }) {
  const leading = leaders(tally);
  const names = listNames(election, leading);
  const { roll } = election;
  const cast = formatCount(tally.ballots);
  const ballots = roll
    ? words.list.voted(cast, formatCount(roll.size))
    : words.list.ballots(cast, tally.ballots === 1n);
  const standing = leading.length > 1 ? words.list.tie(names) : leading.length === 1 && words.list.leads(names);
  const summary = standing ? `${ballots}. ${standing}.` : `${ballots}.`;

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
      {spoken}
    </p>
  );
}
