import type { PublishingMemory } from "@/chain/publish";
import { readStored, store } from "@/ui/stored";
import { Sent } from "./publishingRecord";

/** What this browser remembers of a publishing under a key, as the chain's part reads and changes it. */
export function sentMemory(key: string): PublishingMemory {
  const read = (): Sent => readStored("lasting", key, Sent) ?? { all: [] };
  return {
    sentFor: (step) => read().all.find((sent) => sent.step === step && !sent.isOver),
    remember: (sent) => {
      const kept = read();
      store("lasting", key, { ...kept, all: [...kept.all.filter(({ hash }) => hash !== sent.hash), sent] });
    },
    forget: (step) => {
      const kept = read();
      store("lasting", key, {
        ...kept,
        all: kept.all.map((sent) => (sent.step === step ? { ...sent, isOver: true } : sent)),
      });
    },
    wasAsked: (step) => read().asked === step,
    rememberAsked: (step, isAsked) => store("lasting", key, { ...read(), asked: isAsked ? step : undefined }),
  };
}
