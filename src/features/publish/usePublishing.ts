import { useMutation, useQuery } from "@tanstack/react-query";
import { useCallback, useEffect, useRef, useState } from "react";
import type { WalletAtChain } from "@/chain/connection";
import { WalletGoneError } from "@/chain/errors";
import type { Node } from "@/chain/node";
import { type PublishingActivity, publish } from "@/chain/publish";
import { readFees } from "@/chain/readFees";
import { readPublishing } from "@/chain/readPublishing";
import type { Head } from "@/chain/watchHead";
import { isStepDone, type PublishingProgress, type PublishingStep, publishingSteps } from "@/election/publishing";
import { readStored, useStored } from "@/ui/stored";
import { useLive } from "@/ui/useLive";
import { type PublishingRecord, Sent, sentUnder } from "./publishingRecord";
import { sentMemory } from "./sentMemory";

const nothingSent: Sent = { all: [] };

/** Another tab is at it. */
export class OtherTabError extends Error {
  override name = "OtherTabError";
}

/** How far a run goes: it only follows what was sent, stops before the roll is closed, or goes to the end. */
type Reach = "sent" | "toClose" | "toEnd";

/**
 * A publishing as the chain shows it, and what carries it on. What is on its way from an earlier visit is followed at
 * once; nothing is signed before somebody says so.
 * @param draft The key under which this browser remembers what was sent.
 */
export function usePublishing(
  draft: string,
  record: PublishingRecord,
  node: Node,
  head: Head | undefined,
  organiser: WalletAtChain,
) {
  const key = sentUnder(draft, record);
  const [sent = nothingSent] = useStored("lasting", key, Sent);
  const [told, setTold] = useState<{ progress: PublishingProgress; block: bigint }>();
  const [activity, setActivity] = useState<{ activity: PublishingActivity; step: number }>();
  const run = useRef<{ abort: AbortController; isPaused: boolean }>(undefined);

  const live = useLive(["publishing", record.chainId, draft, record.begun], head?.hash, async () => {
    if (!head) throw new RangeError("No head yet.");
    return { progress: await readPublishing(node, record, head.hash), block: head.number };
  });
  const final = useLive(["publishing final", record.chainId, draft, record.begun], head?.finalizedHash, () =>
    readPublishing(node, record, head?.finalizedHash ?? "0x"),
  );
  // What publishing itself has read may be newer than the head, or older.
  const isNewer = told && (!live.value || told.block > live.value.block);
  const progress = isNewer ? told.progress : live.value?.progress;
  const steps = publishingSteps(record);
  const done = progress ? steps.filter((step) => isStepDone(step, progress)).length : 0;
  const hashes = sent.all.map(({ hash }) => hash);
  const { data: paid } = useQuery({
    queryKey: ["paid", record.chainId, hashes, done],
    queryFn: () => readFees(node, hashes),
    placeholderData: (previous) => previous,
  });

  const { mutate, isPending, error } = useMutation({
    mutationFn: async (reach: Reach) => {
      const getSigner = organiser.getSigner ?? (() => Promise.reject(new WalletGoneError()));
      const own = { abort: new AbortController(), isPaused: false };
      run.current = own;
      const mayBegin = ({ kind }: PublishingStep) =>
        !own.isPaused && (reach === "toEnd" || (reach === "toClose" && kind !== "closeRoll"));
      const listener = {
        onProgress: (progress: PublishingProgress, block: bigint) => setTold({ progress, block }),
        onActivity: (next: PublishingActivity, step: number) => setActivity({ activity: next, step }),
      };
      const isDone = await alone(`recount.publishing.${record.chainId}.${record.publisher}`, () =>
        publish(node, getSigner, record.chainId, record, sentMemory(key), listener, mayBegin, own.abort.signal),
      );
      // Who only looks on need not know.
      if (!isDone && reach !== "sent") throw new OtherTabError("Another tab is publishing this.");
    },
    onSettled: () => {
      run.current = undefined;
      setActivity(undefined);
    },
  });

  const follow = useCallback(() => mutate("sent"), [mutate]);
  const goOn = useCallback((mayClose: boolean) => mutate(mayClose ? "toEnd" : "toClose"), [mutate]);
  useEffect(() => {
    const isSent = readStored("lasting", key, Sent)?.all.some(({ isOver }) => !isOver);
    // A moment later: React, trying effects twice in development, would begin twice.
    const timer = isSent ? setTimeout(follow) : undefined;
    return () => {
      clearTimeout(timer);
      // A page that is left gives the lock back; what was sent is remembered.
      run.current?.abort.abort();
    };
  }, [key, follow]);
  useEffect(() => {
    if (!isPending) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", warn);
    return () => window.removeEventListener("beforeunload", warn);
  }, [isPending]);

  return {
    progress,
    final: final.value,
    readError: live.error,
    activity,
    paid,
    /** Whether a transaction may still do what it was sent for. */
    isUnderWay: sent.all.some(({ step, isOver }) => !isOver && step >= done),
    /** The step for which a wallet was asked that has not answered. */
    asked: sent.asked,
    isRunning: isPending,
    error,
    /** Carries on; the roll is closed only where `mayClose` says so. */
    goOn,
    pause: () => {
      if (run.current) run.current.isPaused = true;
    },
    /** Stops waiting for the wallet. */
    stopWaiting: () => run.current?.abort.abort(),
  };
}

/** Works alone among the tabs of this browser, since two would pay for the same step; `false` where another tab does. */
async function alone(name: string, work: () => Promise<void>): Promise<boolean> {
  // Browsers have locks for pages that came by https or from this machine; for others the chain alone keeps tabs apart.
  if (!("locks" in navigator)) return work().then(() => true);
  return navigator.locks.request(name, { ifAvailable: true }, async (lock) => {
    if (lock) await work();
    return lock !== null;
  });
}
