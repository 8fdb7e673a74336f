import { useMutation } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { WalletGoneError } from "@/chain/errors";
import type { Node } from "@/chain/node";
import { type PublishingActivity, type PublishingMemory, publish, type SentStep } from "@/chain/publish";
import { readPublishing } from "@/chain/readPublishing";
import type { Head } from "@/chain/watchHead";
import type { PublishingProgress, PublishingStep } from "@/election/publishing";
import { readStored, store, useStored } from "@/ui/stored";
import { useLive } from "@/ui/useLive";
import type { Organiser } from "./organiser";
import { type PublishingRecord, Spent, spentUnder } from "./publishingRecord";

const nothingSpent: Spent = { sent: [], paid: "0" };

/** Another tab is at it. */
export class OtherTabError extends Error {
  override name = "OtherTabError";
}

/**
 * A publishing as the chain shows it, and what carries it on.
 * @param draft The key under which this browser remembers what was sent.
 */
export function usePublishing(
  draft: string,
  record: PublishingRecord,
  node: Node,
  head: Head | undefined,
  organiser: Organiser,
) {
  const key = spentUnder(draft);
  const [spent = nothingSpent] = useStored("lasting", key, Spent);
  const [told, setTold] = useState<PublishingProgress>();
  const [activity, setActivity] = useState<{ activity: PublishingActivity; step: number }>();
  const run = useRef<{ abort: AbortController; isPaused: boolean }>(undefined);

  const live = useLive(["publishing", record.chainId, draft], head?.hash, () =>
    readPublishing(node, record, head?.hash ?? "0x"),
  );
  const final = useLive(["publishing final", record.chainId, draft], head?.finalizedHash ?? undefined, () =>
    readPublishing(node, record, head?.finalizedHash ?? "0x"),
  );

  const { mutate, isPending, error, reset } = useMutation({
    mutationFn: async (mayClose: boolean) => {
      const { getSigner } = organiser;
      if (!getSigner) throw new WalletGoneError();
      const own = { abort: new AbortController(), isPaused: false };
      run.current = own;
      const mayBegin = ({ kind }: PublishingStep) => !own.isPaused && (mayClose || kind !== "closeRoll");
      const listener = {
        onProgress: setTold,
        onActivity: (next: PublishingActivity, step: number) => setActivity({ activity: next, step }),
        onPaid: (sent: SentStep, cost: bigint) => remember(key, sent, cost),
      };
      await alone(draft, () =>
        publish(node, getSigner, record.chainId, record, memoryOf(key), listener, mayBegin, own.abort.signal),
      );
    },
    onSettled: () => {
      run.current = undefined;
      setActivity(undefined);
    },
  });

  // A page that is left gives the lock back; what was sent is remembered.
  useEffect(() => () => run.current?.abort.abort(), []);
  useEffect(() => {
    if (!isPending) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", warn);
    return () => window.removeEventListener("beforeunload", warn);
  }, [isPending]);

  return {
    progress: isPending ? (told ?? live.value) : live.value,
    final: final.value,
    readError: live.error,
    activity,
    paid: BigInt(spent.paid),
    isRunning: isPending,
    error,
    /** Carries on; the roll is closed only where `mayClose` says so. */
    goOn: mutate,
    pause: () => {
      if (run.current) run.current.isPaused = true;
    },
    /** Stops waiting for the wallet. */
    stopWaiting: () => run.current?.abort.abort(),
    reset,
  };
}

/** What carries on is alone among the tabs of this browser: two would pay for the same step. */
async function alone(draft: string, work: () => Promise<void>): Promise<void> {
  await navigator.locks.request(`recount.publishing.${draft}`, { ifAvailable: true }, async (lock) => {
    if (!lock) throw new OtherTabError("Another tab is publishing this.");
    await work();
  });
}

function memoryOf(key: string): PublishingMemory {
  const read = () => readStored("lasting", key, Spent) ?? nothingSpent;
  return {
    sentFor: (step) => read().sent.find((sent) => sent.step === step),
    remember: (sent) => remember(key, sent),
    forget: (step) => store("lasting", key, { ...read(), sent: read().sent.filter((sent) => sent.step !== step) }),
  };
}

function remember(key: string, sent: SentStep, cost = 0n): void {
  const { sent: all, paid } = readStored("lasting", key, Spent) ?? nothingSpent;
  const others = all.filter(({ step }) => step !== sent.step);
  store("lasting", key, { sent: [...others, sent], paid: (BigInt(paid) + cost).toString() });
}
