import { useCallback } from "react";
import * as v from "valibot";
import { type Address, type Hex, isAddress } from "viem";
import type { Publishing } from "@/election/publishing";
import { useKept } from "@/ui/kept";
import { store } from "@/ui/stored";

const address = v.custom<Address>((input) => typeof input === "string" && isAddress(input, { strict: false }));
const step = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

/** What is published, kept word for word from the moment it begins: another word would be another election. */
const PublishingRecord: v.GenericSchema<unknown, PublishingRecord> = v.object({
  begun: v.number(),
  chainId: v.pipe(v.number(), v.safeInteger()),
  publisher: address,
  question: v.object({
    title: v.string(),
    description: v.string(),
    candidates: v.array(v.string()),
    opens: v.bigint(),
    closes: v.bigint(),
  }),
  electorate: v.variant("kind", [
    v.object({ kind: v.literal("anyone") }),
    v.object({ kind: v.literal("roll"), roll: address }),
    v.object({ kind: v.literal("voters"), voters: v.array(address) }),
  ]),
});

/**
 * A publishing that was begun, and on which chain. `begun`: when, in unix milliseconds by the reader's clock, which tells
 * one publishing of a draft from the next.
 */
export type PublishingRecord = Publishing & { chainId: number; begun: number };

/** What a publishing has sent so far, and what a wallet was asked for. */
export const Sent = v.object({
  /** Every transaction. `isOver`: it will never do what it was sent for; what it has cost is counted all the same. */
  all: v.array(
    v.object({
      step,
      hash: v.custom<Hex>((input) => typeof input === "string" && /^0x[0-9a-f]{64}$/.test(input)),
      nonce: v.optional(v.pipe(v.number(), v.safeInteger())),
      isOver: v.optional(v.boolean()),
    }),
  ),
  /** The step for which a wallet was asked that has not answered. */
  asked: v.optional(step),
});

/** What a publishing has sent so far, and what a wallet was asked for. */
export type Sent = v.InferOutput<typeof Sent>;

/** Where this browser keeps what a publishing of a draft has sent. */
export function sentUnder(draft: string, { begun }: PublishingRecord): string {
  return `recount.sent.${draft}.${begun}`;
}

/** A draft's publishing, where it was begun, and what begins or forgets it. */
export function usePublishingRecord(draft: string) {
  const [kept, keep] = useKept(`recount.publishing.${draft}`, PublishingRecord);
  const { value } = kept;
  const change = useCallback(
    (record: PublishingRecord | undefined) => {
      if (value && !record) store("lasting", sentUnder(draft, value), undefined);
      keep(record);
    },
    [draft, value, keep],
  );
  return [kept, change] as const;
}
