import { useCallback, useEffect, useRef, useState } from "react";
import { RelayError } from "@/chain/askRelay";
import { submitBallot } from "@/chain/submitBallot";
import type { relayTroubles } from "@/words/relayTroubles";
import type { BroughtBallot } from "./brought";

/** Why one relay has not taken a ballot. */
export type Trouble = { relay: string; reason: keyof typeof relayTroubles };

/** A ballot that no relay has taken, with each one's reason. */
type Refused = { item: BroughtBallot; troubles: readonly Trouble[] };

/** How far handing in has come. `pausing`: the relays are asked too often. */
export type HandingIn = {
  stage: "idle" | "running" | "pausing" | "stopped" | "done";
  /** How many ballots are through, taken or not, and of how many. */
  through: number;
  all: number;
  taken: number;
  refused: readonly Refused[];
};

const idle: HandingIn = { stage: "idle", through: 0, all: 0, taken: 0, refused: [] };

/** How long relays that are asked too often are left alone, in milliseconds. */
const pause = 5000;

/** Troubles of a relay, not of a ballot: it is not asked for the others of this run. */
const ofRelay: readonly Trouble["reason"][] = [
  "unreachable",
  "slow",
  "nonsense",
  "stopping",
  "storage",
  "noFunds",
  "unknownChain",
  "chainUnreachable",
];

/**
 * Hands ballots to the relays, one after the other, each to the first relay that takes it; one that has it already comes
 * last. Ends with what uses it.
 */
export function useHandIn(relays: readonly string[], onTaken: (code: string, relay: string) => void) {
  const [handing, setHanding] = useState(idle);
  const running = useRef<AbortController>(undefined);
  useEffect(() => () => running.current?.abort(), []);

  async function start(items: readonly BroughtBallot[]): Promise<void> {
    running.current?.abort();
    const stop = new AbortController();
    running.current = stop;
    let state: HandingIn = { ...idle, stage: "running", all: items.length };
    const tell = (next: Partial<HandingIn>) => {
      state = { ...state, ...next };
      if (!stop.signal.aborted) setHanding(state);
    };
    const given = new Map<string, Trouble>();
    tell({});
    for (const item of items) {
      const troubles = await handIn(inTurn(relays, item), item, given, stop.signal, (stage) => tell({ stage }));
      if (stop.signal.aborted) return;
      if (Array.isArray(troubles)) tell({ refused: [...state.refused, { item, troubles }] });
      else {
        onTaken(item.code, troubles.relay);
        tell({ taken: state.taken + 1 });
      }
      tell({ through: state.through + 1 });
    }
    tell({ stage: "done" });
  }

  const stop = useCallback(() => {
    running.current?.abort();
    setHanding((before) => ({ ...before, stage: "stopped" }));
  }, []);

  return { handing, start, stop };
}

function inTurn(relays: readonly string[], { relay: holder }: BroughtBallot): string[] {
  const isHolder = (relay: string) => relay === holder?.url;
  return [...relays].sort((one, next) => Number(isHolder(one)) - Number(isHolder(next)));
}

/** @returns The relay that has taken the ballot, or why none has. */
async function handIn(
  relays: readonly string[],
  { ballot }: BroughtBallot,
  given: Map<string, Trouble>,
  signal: AbortSignal,
  onStage: (stage: "running" | "pausing") => void,
): Promise<{ relay: string } | Trouble[]> {
  for (;;) {
    const troubles: Trouble[] = [];
    for (const relay of relays) {
      const before = given.get(relay);
      const trouble = before ?? (await ask(relay, ballot, signal));
      if (!trouble) return { relay };
      if (signal.aborted) return troubles;
      if (ofRelay.includes(trouble.reason)) given.set(relay, trouble);
      troubles.push(trouble);
    }
    if (!troubles.some(({ reason }) => reason === "tooMany")) return troubles;
    onStage("pausing");
    await wait(signal);
    if (signal.aborted) return troubles;
    onStage("running");
  }
}

/** @returns Why the relay has not taken the ballot; undefined where it has. */
async function ask(relay: string, ballot: BroughtBallot["ballot"], signal: AbortSignal): Promise<Trouble | undefined> {
  try {
    const { state } = await submitBallot(relay, ballot, signal);
    return state === "void" ? { relay, reason: "void" } : undefined;
  } catch (error) {
    if (error instanceof RelayError) return { relay, reason: error.trouble };
    if (signal.aborted) return { relay, reason: "unreachable" };
    throw error;
  }
}

function wait(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, pause);
    signal.addEventListener("abort", () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
