import * as v from "valibot";
import { type Address, type Hash, isAddress, isHash } from "viem";
import type { Publishing } from "@/election/publishing";
import { useKept } from "@/ui/kept";

const address = v.custom<Address>((input) => typeof input === "string" && isAddress(input, { strict: false }));

/** What is published, kept word for word from the moment it begins: another word would be another election. */
const PublishingRecord: v.GenericSchema<unknown, PublishingRecord> = v.object({
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

/** A publishing that was begun, and on which chain. */
export type PublishingRecord = Publishing & { chainId: number };

/** What a draft's publishing has sent and paid so far; `paid` is in wei, as a decimal. */
export const Spent = v.object({
  sent: v.array(
    v.object({
      step: v.pipe(v.number(), v.safeInteger()),
      hash: v.custom<Hash>((input) => isHash(String(input))),
      nonce: v.optional(v.pipe(v.number(), v.safeInteger())),
    }),
  ),
  paid: v.pipe(v.string(), v.digits()),
});

/** What a draft's publishing has sent and paid so far. */
export type Spent = v.InferOutput<typeof Spent>;

/** Where this browser keeps what a draft's publishing has sent. */
export function spentUnder(draft: string): string {
  return `recount.spent.${draft}`;
}

/** A draft's publishing, where it was begun, and what begins or forgets it. */
export function usePublishingRecord(draft: string) {
  return useKept(`recount.publishing.${draft}`, PublishingRecord);
}
