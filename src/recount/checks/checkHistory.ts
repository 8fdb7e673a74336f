import { hexToBytes } from "viem";
import { digestOfHashes } from "@/election/rollCode";
import { blockHistory } from "@/recount/blockHistory";
import { boxOfRecord } from "@/recount/boxOfRecord";
import type { Finding } from "@/recount/check";
import { countParties } from "@/recount/countParties";
import { ballotsIn } from "@/recount/countVotes";
import type { BallotRecord, Evidence, RecordEntry } from "@/recount/evidence";
import { headerOf } from "@/recount/header";

type Fault = Pick<Extract<Finding, { check: "history"; state: "failed" }>, "fault" | "block">;

/**
 * Check 8: that the record tells the whole history, who voted when, and nothing besides. On a roll, its ballots make the
 * very ballot box (in a poll, check 5 replays them into the seals). All endpoints have the same blocks there. With headers
 * and receipts: each block's header hashes to its hash, the receipts make the header's root of them, and the logs of the
 * election in these are the record's entries. Defeats a log left out, altered, doubled, or moved to another block.
 */
export function checkHistory(evidence: Evidence): Finding {
  const { record, asked, election } = evidence;
  if (!record) return asked.record ? unknown("unread", 0) : skipped("unasked");

  const box = compareBox(evidence, record);
  const fault =
    faultInOrder(evidence, record) ?? (box === "unread" ? undefined : box) ?? faultAtEndpoint(evidence, record);
  if (fault) return failed(fault);

  const entries = entriesByBlock(record);
  const histories = record.blocks.map((block, place) => blockHistory(block, entries[place] ?? [], election));
  for (const [place, history] of histories.entries()) {
    const block = record.blocks[place]?.number ?? null;
    if (history === "header" || history === "receipts" || history === "logs") return failed({ fault: history, block });
  }
  if (box === "unread") return unknown("unread", 0);
  const unclear = histories.filter((history) => history === "unclear").length;
  if (unclear > 0) return unknown("fields", unclear);
  // The blocks' hashes are in the chain by the endpoints' words alone.
  if (histories.length > 0 && evidence.endpoints.every(({ history }) => history === null)) {
    return unknown("endpoints", histories.length);
  }
  const lacking = histories.filter((history) => history === "lacking").length;
  if (lacking > 0) return asked.receipts ? unknown("receipts", lacking) : skipped("unasked");
  if (histories.length === 0) return skipped("none");
  const parties = countParties(evidence.endpoints.filter(({ history }) => history !== null));
  return { state: "passed", check: "history", blocks: histories.length, ballots: ballotsIn(record), parties };
}

function failed(fault: Fault): Finding {
  return { state: "failed", check: "history", ...fault };
}

function unknown(lack: "unread" | "receipts" | "fields" | "endpoints", blocks: number): Finding {
  return { state: "unknown", check: "history", lack, blocks };
}

function skipped(why: "none" | "unasked"): Finding {
  return { state: "skipped", check: "history", why };
}

const disorder: Fault = { fault: "logs", block: null };

/** Blocks ascend, and so do logs; each block and transaction is named by a log, and no transaction stands in two blocks. */
function faultInOrder({ block, header }: Evidence, { blocks, transactions, entries }: BallotRecord): Fault | undefined {
  if (blocks.some(({ number }, place) => number <= (blocks[place - 1]?.number ?? -1n))) return disorder;
  const newest = headerOf(block, header);
  for (const { number, hash } of newest ? blocks : []) {
    const isOther = number === newest?.number && hash.toLowerCase() !== block.toLowerCase();
    if (isOther || number > (newest?.number ?? 0n)) return { fault: "header", block: number };
  }

  const hashes = new Set(transactions.map(({ hash }) => hash.toLowerCase()));
  const used = new Set<number>();
  let last: RecordEntry | undefined;
  let named = -1;
  for (const entry of entries) {
    const isNextBlock = entry.block === named + 1;
    const isAfter = isNextBlock || (entry.block === named && last !== undefined && entry.logIndex > last.logIndex);
    const isNew = isNextBlock || entry.transaction !== last?.transaction;
    if (!isAfter || (isNew && used.has(entry.transaction))) return disorder;
    used.add(entry.transaction);
    named = entry.block;
    last = entry;
  }
  const isWhole = named === blocks.length - 1 && used.size === transactions.length && hashes.size === used.size;
  return isWhole && [...used].every((place) => place < transactions.length) ? undefined : disorder;
}

/** Whether the record's ballots make another box than the one that was told. */
function compareBox({ origin, roll, box }: Evidence, record: BallotRecord): Fault | "unread" | undefined {
  if (!roll) return undefined;
  if (box === null) return "unread";
  const told = hexToBytes(box);
  const made = boxOfRecord(record, { origin }, told.length, roll.chunks);
  if (!made) return "unread";
  if ("marks" in made) {
    return told.every((mark, index) => mark === made.marks[index]) ? undefined : { fault: "box", block: null };
  }
  const entry = record.entries[made.stray];
  return { fault: "box", block: (entry && record.blocks[entry.block]?.number) ?? null };
}

function faultAtEndpoint({ endpoints }: Evidence, { blocks }: BallotRecord): Fault | undefined {
  const digest = digestOfHashes(blocks.map(({ hash }) => hash));
  const isOther = endpoints.some(({ history }) => history !== null && history.toLowerCase() !== digest);
  return isOther ? { fault: "endpoint", block: null } : undefined;
}

/** By the block's place; the entries are in order. */
function entriesByBlock({ blocks, entries }: BallotRecord): RecordEntry[][] {
  const groups: RecordEntry[][] = blocks.map(() => []);
  for (const entry of entries) groups[entry.block]?.push(entry);
  return groups;
}
