import { type Hex, numberToHex, zeroHash } from "viem";
import { expect, test } from "vitest";
import { loadBuilds } from "@/chain/builds";
import { digestOfHashes } from "@/election/rollCode";
import { type CheckName, checkNames } from "@/recount/check";
import type { BallotRecord, EndpointWord, Evidence, Proof, RollWord } from "@/recount/evidence";
import { hashHeader } from "@/recount/header";
import { recount } from "@/recount/recount";
import { readRecorded } from "../../support/recordedEvidence";

// For every check a lie that no other one finds: without it, this evidence would prove something.

const builds = await loadBuilds();
const poll = readRecorded("ownInPoll");
const mixed = readRecorded("mixed");
const roll = present(mixed.roll);
const record = present(poll.record);

const lies: Record<CheckName, Evidence> = {
  agreement: { ...mixed, endpoints: firstSays(mixed, { block: zeroHash }) },
  header: { ...mixed, header: { ...mixed.header, extraData: "0x01" } },
  origin: { ...mixed, origin: { ...mixed.origin, opens: mixed.origin.opens - 1n } },
  roll: { ...mixed, roll: { ...roll, digest: alter(roll.digest) } satisfies RollWord },
  ballots: { ...poll, proof: null, tallies: present(poll.tallies).with(0, alterSeal(present(poll.tallies)[0])) },
  counters: { ...mixed, endpoints: firstSays(mixed, { results: anotherTally(mixed) }) },
  state: { ...mixed, proof: { nodes: ["0xc0", ...present(mixed.proof).nodes], sample: null } satisfies Proof },
  history: withRecord(poll, { entries: record.entries.map((entry) => ({ ...entry, logIndex: entry.logIndex + 1 })) }),
  signatures: withRecord(poll, {
    transactions: record.transactions.map(({ hash, raw }) => ({ hash, raw: raw && alter(raw) })),
  }),
  limits: beforeTheOpening(),
  own: { ...mixed, own: { ...present(mixed.own), candidate: zeroHash } },
  finality: { ...mixed, endpoints: firstSays(mixed, { newest: { number: 1n, timestamp: 1n }, final: null }) },
};

test.each(checkNames)("%s alone finds its lie", async (name) => {
  const { findings, answer, tally } = await recount(lies[name], builds, { heard: "live" });
  expect(findings.flatMap(({ check, state }) => (state === "failed" ? [check] : []))).toEqual([name]);
  expect(answer).toBe("conflict");
  expect(tally).toBeUndefined();
});

function present<Value>(value: Value | null | undefined): Value {
  if (value === null || value === undefined) throw new Error("The recorded evidence lacks something.");
  return value;
}

/** Another digit in the place of the last one. */
function alter(hex: Hex): Hex {
  return `0x${hex.slice(2, -1)}${hex.endsWith("1") ? "2" : "1"}`;
}

/** Another seal over the same count. */
function alterSeal(slot: Hex | undefined): Hex {
  return numberToHex(BigInt(present(slot)) ^ (1n << 200n), { size: 32 });
}

function firstSays({ endpoints }: Evidence, word: Partial<EndpointWord>): EndpointWord[] {
  return endpoints.map((endpoint, place) => (place === 0 ? { ...endpoint, ...word } : endpoint));
}

function anotherTally({ endpoints }: Evidence): EndpointWord["results"] {
  const { ids, counts, ballots } = present(endpoints[0]?.results);
  return { ids, counts: counts.map((count, place) => (place === 0 ? count + 1n : count)), ballots: ballots + 1n };
}

function withRecord(evidence: Evidence, change: Partial<BallotRecord>): Evidence {
  return { ...evidence, record: { ...present(evidence.record), ...change } };
}

/** The first ballot's block, with all that vouches for it, an hour before the opening; without receipts. */
function beforeTheOpening(): Evidence {
  const [first, ...others] = record.blocks;
  const header = { ...present(first?.header), timestamp: numberToHex(poll.origin.opens - 3600n) };
  const early = { ...present(first), header, hash: present(hashHeader(header).hash) };
  const blocks = [early, ...others].map((block) => ({ ...block, receipts: null }));
  const history = digestOfHashes(blocks.map(({ hash }) => hash));
  const asked = { ...poll.asked, receipts: false };
  const endpoints = poll.endpoints.map((word) => ({ ...word, history }));
  return { ...withRecord(poll, { blocks }), asked, endpoints };
}
