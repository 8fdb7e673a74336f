import { readFileSync } from "node:fs";
import { zeroHash } from "viem";
import { describe, expect, test } from "vitest";
import { loadBuilds } from "@/chain/builds";
import { recoverQuickly } from "@/chain/recoverQuickly";
import type { CheckName, Finding } from "@/recount/check";
import type { EndpointWord, Evidence } from "@/recount/evidence";
import { EvidenceError, parseEvidence } from "@/recount/parseEvidence";
import { type Recount, recount } from "@/recount/recount";
import type { Recover } from "@/recount/recover";
import { type Change, type ChangeKind, changesTo } from "../../support/changeEvidence";
import { readRecorded } from "../../support/recordedEvidence";

// Every value in a file of evidence is bound by a check: changed alone, it makes that check fail by name, or, where it was
// taken away, say that it could not be made.

/**
 * `by`: the checks of which at least one names the change; of the changes in `open` it says that it cannot be told. `free`: changes after which the same result may stand, since
 * nothing was changed that it rests on. `alone`: changes that take away one of two endpoints' word for the block.
 */
type Bound = {
  by?: readonly CheckName[];
  open?: readonly ChangeKind[];
  free?: readonly ChangeKind[];
  alone?: readonly ChangeKind[];
};

const anyChange = ["altered", "removed", "doubled", "exchanged"] as const;

const bounds: Record<string, Bound> = {
  // Nobody reads a file of another kind or version.
  kind: {},
  version: {},
  "chain.id": { by: ["agreement"] },
  "chain.name": { free: ["altered"] },
  chain: {},
  election: { by: ["origin"] },
  collectedAt: { free: ["altered"] },
  asked: {},
  "asked.block": { free: ["altered"] },
  // What is there is looked into all the same.
  "asked.record": { free: ["altered"] },
  "asked.receipts": { free: ["altered"] },
  "asked.signatures": { free: ["altered"] },
  block: { by: ["agreement"] },
  header: {},
  "header.*": { by: ["header"] },
  endpoints: { alone: ["removed"], free: ["doubled", "exchanged"] },
  "endpoints[]": {},
  "endpoints[].name": { free: anyChange },
  "endpoints[].chainId": { by: ["agreement"], alone: ["removed"] },
  "endpoints[].block": { by: ["agreement"], alone: ["removed"] },
  // What one endpoint does not say, the other one does.
  "endpoints[].results": { free: ["removed"] },
  "endpoints[].results.ids": { by: ["counters"] },
  "endpoints[].results.ids[]": { by: ["counters"] },
  "endpoints[].results.counts": { by: ["counters"] },
  "endpoints[].results.counts[]": { by: ["counters"] },
  "endpoints[].results.ballots": { by: ["counters"] },
  // Whether a block a little newer or older is the newest or final changes nothing at this one.
  "endpoints[].newest": { free: ["removed"] },
  "endpoints[].newest.number": { by: ["finality"], free: ["altered"] },
  "endpoints[].newest.timestamp": { by: ["finality"], free: ["altered"] },
  "endpoints[].final": { by: ["finality"], free: ["altered", "removed"] },
  "endpoints[].history": { by: ["history"], free: ["removed"] },
  origin: {},
  "origin.factory": { by: ["origin"] },
  "origin.organiser": { by: ["origin"] },
  "origin.title": { by: ["origin"] },
  "origin.description": { by: ["origin"] },
  "origin.candidates": { by: ["origin"] },
  "origin.candidates[]": { by: ["origin"] },
  "origin.opens": { by: ["origin"] },
  "origin.closes": { by: ["origin"] },
  roll: { by: ["origin"] },
  "roll.address": { by: ["origin"] },
  "roll.factory": { by: ["origin"] },
  "roll.publisher": { by: ["origin"] },
  "roll.salt": { by: ["origin"] },
  "roll.size": { by: ["roll"] },
  "roll.digest": { by: ["roll"] },
  "roll.chunks": { by: ["roll"] },
  "roll.chunks[]": { by: ["roll"] },
  box: { by: ["state"] },
  tallies: { by: ["state"] },
  "tallies[]": { by: ["state"] },
  proof: { by: ["state"] },
  // Nodes are found by their hashes, in whatever order.
  "proof.nodes": { by: ["state"], free: ["exchanged"] },
  "proof.nodes[]": { by: ["state"] },
  "proof.sample": { by: ["state"] },
  "proof.sample[]": { by: ["state"] },
  record: { by: ["history"] },
  "record.blocks": { by: ["history"] },
  "record.blocks[].number": { by: ["history"] },
  "record.blocks[].hash": { by: ["history"] },
  "record.blocks[].header": { by: ["history"] },
  "record.blocks[].header.*": { by: ["history"] },
  "record.blocks[].receipts": { by: ["history"] },
  "record.blocks[].receipts[]": { by: ["history"] },
  "record.transactions": { by: ["signatures", "history"] },
  "record.transactions[].hash": { by: ["signatures"] },
  "record.transactions[].raw": { by: ["signatures"] },
  "record.entries": { by: ["history"] },
  "record.entries[].block": { by: ["history"] },
  "record.entries[].logIndex": { by: ["history"] },
  "record.entries[].transaction": { by: ["signatures"] },
  "record.entries[].voter": { by: ["history"] },
  "record.entries[].candidate": { by: ["history"] },
  "record.entries[].carrier": { by: ["history"] },
  "record.entries[].ballots": { by: ["history"] },
  // A reader who asks for no ballot is told of none.
  own: { free: ["removed"] },
  // In a poll that is open somebody else's ballot may still come.
  "own.voter": { by: ["own"], open: ["altered"] },
  "own.candidate": { by: ["own"] },
};

const builds = await loadBuilds();
/** Files of one election share their signatures. */
const recovered = new Map<string, ReturnType<typeof recoverQuickly>>();
const recoverOnce: Recover = (digest, signature, parity) => {
  const key = `${digest} ${signature} ${parity}`;
  if (!recovered.has(key)) recovered.set(key, recoverQuickly(digest, signature, parity));
  return recovered.get(key);
};

/** What a file holds that the others do not: nothing was counted in one, and another one's roll has two chunks. */
const kinds = [
  { kind: "ownInPoll", fields: /./ },
  { kind: "emptyPoll", fields: /^(endpoints\[\]\.results|record|tallies|proof)/ },
  { kind: "mixed", fields: /./ },
  { kind: "longRoll", fields: /^(roll|box|proof)/ },
] as const;

describe.each(kinds)("$kind", ({ kind, fields }) => {
  const file = readFileSync(new URL(`../../evidence/${kind}.json`, import.meta.url), "utf8");
  // The reader has it from elsewhere, and so vouches for the block, and for that one alone.
  const { block: blockHash } = parseEvidence(file);
  const byField = new Map<string, Change[]>();
  for (const change of changesTo(file)) {
    if (!fields.test(change.field)) continue;
    byField.set(change.field, [...(byField.get(change.field) ?? []), change]);
  }

  const truth = recountFile(file);

  test("is whole", async () => {
    expect(await truth).toMatchObject({ answer: "proven" });
  });

  test.each([...byField])("%s", async (field, changes) => {
    const bound = bounds[field.replace(/header\..*/, "header.*")];
    expect(bound, "The field stands in no line of the table.").toBeDefined();
    const { tally } = await truth;
    const unnoticed = await Promise.all(changes.map((change) => judge(change, bound ?? {}, tally)));
    expect(unnoticed.filter(Boolean)).toEqual([]);
  });

  async function recountFile(changed: string): Promise<Recount> {
    return recount(parseEvidence(changed), builds, { recover: recoverOnce, heard: { blockHash } });
  }

  /** What was not noticed as it should be. */
  async function judge({ field, kind, how, file: changed }: Change, bound: Bound, tally: Recount["tally"]) {
    const found = await recountFile(changed).catch((error: unknown) => {
      // Refused before anything is recounted, by the name of the field or of what it belongs to.
      const named = error instanceof EvidenceError ? error.field?.replaceAll(/\.\d+/g, "[]") : undefined;
      if (named && field.startsWith(named)) return undefined;
      throw error;
    });
    if (!found) return undefined;
    const { answer, findings } = found;
    const failed = namesOf(findings, "failed");
    const unknown = namesOf(findings, "unknown");
    const says = `${how}: ${answer}, failed ${failed}, unknown ${unknown}`;
    const names = bound.by ?? [];
    if (names.some((name) => failed.includes(name))) return answer === "conflict" && !found.tally ? undefined : says;
    if (failed.length > 0) return says;
    const isOpen = kind === "removed" || bound.open?.includes(kind);
    const isTakenAway = isOpen && names.some((name) => unknown.includes(name));
    if (isTakenAway) return answer === "incomplete" ? undefined : says;
    if (bound.alone?.includes(kind)) return answer === "consistent" ? undefined : says;
    if (bound.free?.includes(kind)) return isSame(found.tally, tally) ? undefined : says;
    return says;
  }
});

/** What no single file of these holds. */
const inPoll = readRecorded("ownInPoll");
const mixed = readRecorded("mixed");
const voter = mixed.election;

test.each<[what: string, evidence: Evidence, by: CheckName]>([
  ["a ballot box in a poll", { ...inPoll, box: zeroHash }, "ballots"],
  ["a roll in a poll", { ...inPoll, roll: mixed.roll }, "origin"],
  ["a sample in a poll", withSample(inPoll, [0]), "state"],
  ["a sample where every word was proven", withSample(mixed, [0]), "state"],
  ["a sample of words that there are not", withSample(mixed, [0, 1, 2]), "state"],
  ["a ballot of somebody who is not on the roll", { ...mixed, own: { voter, candidate: zeroHash } }, "own"],
])("%s is put in", async (_, evidence, by) => {
  const { findings, answer } = await recount(evidence, builds, { recover: recoverOnce });
  expect(namesOf(findings, "failed")).toContain(by);
  expect(answer).toBe("conflict");
});

function withSample(evidence: Evidence, sample: number[]): Evidence {
  return { ...evidence, proof: evidence.proof && { ...evidence.proof, sample } };
}

test.each<[field: keyof EndpointWord, by: CheckName]>([
  ["chainId", "agreement"],
  ["block", "agreement"],
  ["results", "counters"],
  ["newest", "finality"],
  ["final", "finality"],
  ["history", "history"],
])("no endpoint says %s any more", async (field, by) => {
  for (const evidence of [inPoll, mixed]) {
    const endpoints = evidence.endpoints.map((word) => ({ ...word, [field]: null }));
    const { findings, answer } = await recount({ ...evidence, endpoints }, builds, { recover: recoverOnce });
    expect(namesOf(findings, "failed")).toEqual([]);
    expect(namesOf(findings, "unknown")).toContain(by);
    expect(answer).toBe("incomplete");
  }
});

function namesOf(findings: readonly Finding[], state: Finding["state"]): CheckName[] {
  return findings.flatMap((finding) => (finding.state === state ? [finding.check] : []));
}

function isSame(one: Recount["tally"], other: Recount["tally"]): boolean {
  return (
    one?.ballots === other?.ballots && !!one?.votes.every(({ count }, place) => count === other?.votes[place]?.count)
  );
}
