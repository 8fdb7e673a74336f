import { readFileSync, writeFileSync } from "node:fs";
import { type Address, zeroAddress } from "viem";
import type { Wishes } from "@/chain/collect/collectEvidence";
import { candidateId } from "@/election/election";
import type { CheckName } from "@/recount/check";
import type { Evidence } from "@/recount/evidence";
import { parseEvidence } from "@/recount/parseEvidence";
import { writeEvidence } from "@/recount/writeEvidence";
import { holdOnRoll, holdPoll } from "./holdElection";
import type { TestChain } from "./startChain";

// Evidence of small honest elections, as two endpoints of a chain gave it: test/evidence/<kind>.json. It was collected by
// `UPDATE_EVIDENCE=1 npm run test:integration -- recordedEvidence`, which writes it anew.

/** An election to record: how it is held, what is asked of it, and which checks do not pass. */
type Kind = {
  hold: (chain: TestChain) => Promise<{ address: Address; wishes?: Partial<Wishes> }>;
  others: Partial<Record<CheckName, string>>;
};

const noRoll = { roll: "skipped: none" } as const;
const nobodysOwn = { own: "skipped: none" } as const;

export const kinds = {
  poll: {
    hold: async (chain) => ({ address: await holdPoll(chain, 5) }),
    others: { ...noRoll, ...nobodysOwn },
  },
  emptyPoll: {
    hold: async (chain) => ({ address: await holdPoll(chain, 0) }),
    others: { ...noRoll, ...nobodysOwn, history: "skipped: none" },
  },
  /** A poll in which the reader is the first voter. */
  ownInPoll: {
    hold: async (chain) => ({ address: await holdPoll(chain, 3), wishes: { own: firstVoter(chain) } }),
    others: noRoll,
  },
  /** On a roll: every ballot was sent by its voter. */
  sent: { hold: (chain) => holdOnRoll(chain, { sent: 4, relayed: 0 }), others: nobodysOwn },
  /** On a roll: every ballot was relayed, in two batches. */
  relayed: { hold: (chain) => holdOnRoll(chain, { sent: 0, relayed: 6 }), others: nobodysOwn },
  /** On a roll: ballots of both kinds, and the reader's among them. */
  mixed: {
    hold: async (chain) => {
      const { address } = await holdOnRoll(chain, { sent: 4, relayed: 6 });
      return { address, wishes: { own: firstVoter(chain) } };
    },
    others: {},
  },
  /** On a roll of two chunks. */
  longRoll: { hold: (chain) => holdOnRoll(chain, { sent: 2, relayed: 3, voters: 1_300 }), others: nobodysOwn },
  /** On a roll: a contract wallet's ballot too, which cannot be checked. */
  wallet: {
    hold: (chain) => holdOnRoll(chain, { sent: 2, relayed: 2, wallets: 1 }),
    others: { ...nobodysOwn, signatures: "unknown: some" },
  },
} as const satisfies Record<string, Kind>;

export type KindName = keyof typeof kinds;

/** The first to vote in what `holdPoll` and `holdOnRoll` hold, and their choice. */
function firstVoter({ accounts }: TestChain): Evidence["own"] {
  return { voter: accounts[1] ?? zeroAddress, candidate: candidateId("Ada") };
}

function fileOf(kind: KindName): URL {
  return new URL(`../evidence/${kind}.json`, import.meta.url);
}

/** The recorded evidence of that kind. */
export function readRecorded(kind: KindName): Evidence {
  return parseEvidence(readFileSync(fileOf(kind), "utf8"));
}

/** Records evidence, under names of endpoints that stay the same. */
export function record(kind: KindName, evidence: Evidence): void {
  const endpoints = evidence.endpoints.map((word, index) => ({ ...word, name: `node${index + 1}.example` }));
  writeFileSync(fileOf(kind), writeEvidence({ ...evidence, endpoints }));
}

/** Which fields there are, and of which form each is: values apart, alike in all evidence of one kind. */
export function shapeOf(value: unknown): unknown {
  if (value === null) return null;
  if (Array.isArray(value)) return [...new Set(value.map((item) => JSON.stringify(shapeOf(item))))].sort();
  if (typeof value !== "object") return typeof value;
  return Object.fromEntries(Object.entries(value).map(([name, field]) => [name, shapeOf(field)]));
}
