import { useCallback, useMemo, useState } from "react";
import * as v from "valibot";
import type { Head } from "@/chain/watchHead";
import { parseBallotCode, writeBallotCode } from "@/election/ballotCode";
import type { SignedBallot } from "@/election/signedBallot";
import { readStored, store, useIsKept, useStored } from "@/ui/stored";

const chainNumber = v.pipe(v.string(), v.digits());

/** What this tab remembers of the ballots that were brought: their codes, and what was done with each. */
const BroughtBallots = v.array(
  v.object({
    code: v.string(),
    /** Whether the reader will not have it delivered, or a relay has it already. */
    isLeft: v.optional(v.boolean(), false),
    /** The relay that says it has the ballot, and where the chain stood when it first did: `at` is in unix seconds. */
    relay: v.optional(v.object({ url: v.pipe(v.string(), v.url()), at: chainNumber, block: chainNumber })),
  }),
);
type StoredBallot = v.InferOutput<typeof BroughtBallots>[number];

/** A ballot that was brought to be delivered. Its code tells it from any other. */
export type BroughtBallot = StoredBallot & { ballot: SignedBallot };

/** A relay that says it has a ballot. */
export type Holder = NonNullable<StoredBallot["relay"]>;

/** What became of ballots that were brought: how many are new, were here already, or found no room. */
export type Taken = { taken: number; repeated: number; full: number };

const key = "recount.deliver";
/** How many are held at most: what a tab remembers is bounded, and so is what the page can judge at every block. */
export const mostBallots = 5000;
const none: StoredBallot[] = [];

export type Brought = ReturnType<typeof useBrought>;

/** The ballots that were brought to this tab, the oldest first, and what changes them. They outlive a reload. */
export function useBrought() {
  const [stored = none] = useStored("fleeting", key, BroughtBallots);
  const isKept = useIsKept("fleeting", key);
  const [removed, setRemoved] = useState<{ before: StoredBallot[]; count: number }>();
  const items = useMemo(() => stored.flatMap(open), [stored]);

  /** @returns What became of them. Of several ballots of one voter only the first is to be delivered, unless another is picked. */
  const add = useCallback((ballots: readonly SignedBallot[]): Taken => {
    const list = [...readList()];
    const known = new Set(list.map(({ code }) => code));
    const voters = new Set(list.flatMap(open).map(({ ballot }) => voterOf(ballot)));
    const count = { taken: 0, repeated: 0, full: 0 };
    for (const ballot of ballots) {
      const code = writeBallotCode(ballot);
      if (known.has(code)) count.repeated += 1;
      else if (list.length >= mostBallots) count.full += 1;
      else {
        count.taken += 1;
        known.add(code);
        list.push({ code, isLeft: voters.has(voterOf(ballot)) });
        voters.add(voterOf(ballot));
      }
    }
    if (count.taken > 0) store("fleeting", key, list);
    return count;
  }, []);

  const remove = useCallback((codes: ReadonlySet<string>) => {
    const before = readList();
    const rest = before.filter(({ code }) => !codes.has(code));
    setRemoved({ before, count: before.length - rest.length });
    store("fleeting", key, rest.length > 0 ? rest : undefined);
  }, []);

  const undo = useCallback(() => {
    setRemoved((removed) => {
      if (removed) {
        const known = new Set(removed.before.map(({ code }) => code));
        // What was brought since stays.
        store("fleeting", key, [...removed.before, ...readList().filter(({ code }) => !known.has(code))]);
      }
      return undefined;
    });
  }, []);

  /** Has a ballot delivered, and no other one of its voter; or leaves it. */
  const choose = useCallback((chosen: BroughtBallot, isChosen: boolean) => {
    const voter = voterOf(chosen.ballot);
    const next = readList().map((item): StoredBallot => {
      if (item.code === chosen.code) return { ...item, isLeft: !isChosen };
      const isRival = isChosen && open(item).some(({ ballot }) => voterOf(ballot) === voter);
      return isRival ? { ...item, isLeft: true } : item;
    });
    store("fleeting", key, next);
  }, []);

  /** Remembers that a relay has the ballot, which then need not be delivered once more. */
  const handTo = useCallback((handed: string, url: string, { timestamp, number }: Head) => {
    const next = readList().map((item): StoredBallot => {
      if (item.code !== handed) return item;
      const isNew = item.relay?.url !== url;
      const relay = isNew ? { url, at: timestamp.toString(), block: number.toString() } : item.relay;
      return { ...item, relay, isLeft: true };
    });
    store("fleeting", key, next);
  }, []);

  /** Has all of these delivered, but only one of each voter. */
  const chooseAll = useCallback((chosen: readonly BroughtBallot[]) => {
    // The last one of a voter stays: one that is marked already, else the first that was brought.
    const ordered = [...chosen].reverse().sort((one, next) => Number(next.isLeft) - Number(one.isLeft));
    const byVoter = new Map(ordered.map((item) => [voterOf(item.ballot), item]));
    const marked = new Set([...byVoter.values()].map(({ code }) => code));
    const all = new Set(chosen.map(({ code }) => code));
    const next = readList().map((item) => (all.has(item.code) ? { ...item, isLeft: !marked.has(item.code) } : item));
    store("fleeting", key, next);
  }, []);

  return { items, isKept, removed: removed?.count ?? 0, add, remove, undo, choose, chooseAll, handTo };
}

/** What is remembered now: a file may be read while another ballot is removed. */
function readList(): StoredBallot[] {
  return readStored("fleeting", key, BroughtBallots) ?? none;
}

/** Whose ballot it is, in which election. */
export function voterOf({ chainId, election, voter }: SignedBallot): string {
  return `${chainId} ${election} ${voter}`;
}

/** Ballots by their code: reading one takes a hash. */
const opened = new Map<string, SignedBallot | undefined>();

/** The ballot of a remembered code; nothing where storage holds what is none. */
function open(item: StoredBallot): BroughtBallot[] {
  if (!opened.has(item.code)) opened.set(item.code, parse(item.code));
  const ballot = opened.get(item.code);
  return ballot ? [{ ...item, ballot }] : [];
}

function parse(code: string): SignedBallot | undefined {
  try {
    return parseBallotCode(code);
  } catch {
    return undefined;
  }
}
