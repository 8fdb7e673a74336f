import type { Finding } from "@/recount/check";
import { countParties } from "@/recount/countParties";
import { ballotsIn } from "@/recount/countVotes";
import type { Evidence } from "@/recount/evidence";
import { type Header, headerOf } from "@/recount/header";
import { localChain } from "@/recount/localChain";

/** Seconds after which a block is old. Where blocks become final, they do so in a quarter of that. */
const oldAfter = 3_600n;

/** Seconds by which one answer of an endpoint may lie behind another: many nodes can stand behind one name. */
const mayLag = 60n;

/** The same in blocks, of the quickest chains. */
const mayLagBlocks = 240n;

/**
 * Check 12: what could still be taken back, and whether this is not long past.
 * The block has to be at or below what every endpoint that says so calls final. It is old where an endpoint knows of a
 * block more than an hour later, or where whoever collected the evidence did so more than an hour after the newest block
 * that anybody told of: then ballots may be missing that were cast since. Defeats nodes that serve an old state as today's.
 *
 * What is concluded, and what not:
 * - A block that the reader chose by its number is meant to be old.
 * - A local chain may stand still for days, so the collector's clock says nothing there; and no clock, which may be wrong,
 *   makes anything more than a question of it. A clock that is behind makes nothing old.
 * - An endpoint contradicts itself where it has this block but calls one below it the newest, by more than a minute; where
 *   what it calls final lies as far above its newest; or where a higher block is older. Its answers may come from nodes of
 *   which one lies behind another, hence the minute; nothing above its newest counts as final.
 * - That a block is final is the endpoints' word. What "final" is worth depends on the chain.
 */
export function checkFinality(evidence: Evidence): Finding {
  const block = headerOf(evidence.block, evidence.header);
  if (!block) return { state: "unknown", check: "finality", lack: "header" };

  const { number } = block;
  for (const endpoint of evidence.endpoints) {
    const { newest, final } = endpoint;
    if (!newest) continue;
    const has = endpoint.block?.toLowerCase() === evidence.block.toLowerCase();
    const told = { state: "failed", check: "finality", newest: newest.number } as const;
    if (final !== null && final > newest.number + mayLagBlocks) return { ...told, fault: "beyond", block: final };
    const fault = has ? contradiction(block, newest) : undefined;
    if (fault) return { ...told, fault, block: number };
  }

  const [first, ...rest] = evidence.endpoints.flatMap(({ final, newest }) => {
    if (final === null) return [];
    return newest && newest.number < final ? [newest.number] : [final];
  });
  const newest = evidence.endpoints.flatMap(({ newest }) => (newest ? [newest.timestamp] : []));
  if (first === undefined || newest.length === 0)
    return { state: "unknown", check: "finality", lack: "silent", block: number };
  const final = rest.reduce((lowest, other) => (other < lowest ? other : lowest), first);
  if (number > final) {
    return { state: "unknown", check: "finality", lack: "open", ballots: ballotsAbove(evidence, final), final };
  }
  if (isOld(evidence, block, newest)) return { state: "unknown", check: "finality", lack: "old", block: number };
  const parties = countParties(evidence.endpoints.filter((endpoint) => endpoint.final !== null));
  return { state: "passed", check: "finality", block: number, final, parties };
}

/** What an endpoint says that has the block, and calls this one the newest. */
function contradiction(block: Header, newest: { number: bigint; timestamp: bigint }): "beyond" | "time" | undefined {
  if (newest.number > block.number) return newest.timestamp < block.timestamp ? "time" : undefined;
  if (newest.number === block.number) return newest.timestamp === block.timestamp ? undefined : "time";
  if (newest.timestamp > block.timestamp) return "time";
  return block.timestamp - newest.timestamp > mayLag ? "beyond" : undefined;
}

function isOld({ asked, chain, collectedAt }: Evidence, block: Header, newest: readonly bigint[]): boolean {
  if (asked.block === "given") return false;
  const latest = newest.reduce((latest, time) => (time > latest ? time : latest), 0n);
  const isBehind = latest - block.timestamp > oldAfter;
  return isBehind || (chain.id !== localChain && collectedAt - latest > oldAfter);
}

/** How many ballots of the record stand in blocks above that one; null without a record. */
function ballotsAbove({ record }: Evidence, final: bigint): bigint | null {
  if (!record) return null;
  const entries = record.entries.filter(({ block }) => (record.blocks[block]?.number ?? 0n) > final);
  return ballotsIn({ entries });
}
