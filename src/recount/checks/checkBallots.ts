import { bytesToHex, hexToBytes } from "viem";
import { votersInWord } from "@/election/box";
import { candidateIds } from "@/recount/candidateIds";
import type { Finding } from "@/recount/check";
import type { Evidence } from "@/recount/evidence";
import { replaySlots } from "@/recount/replaySlots";

/**
 * Check 5: that the ballots are such as this election can hold. On a roll: a byte for each voter, none for what is no
 * candidate, none behind the last voter. In a poll: the record, replayed vote by vote, gives the very slots in which the
 * tally is kept, each of which is a seal over its voters and their order: so no ballot was left out, altered, doubled or
 * moved. That box and slots are those on the chain, the state shows.
 */
export function checkBallots(evidence: Evidence): Finding {
  const { roll, box } = evidence;
  if (roll) return box ? checkBox(hexToBytes(box), roll.size, evidence) : unread;
  // A poll keeps no box.
  return box === null ? checkSeals(evidence) : failed("length", null);
}

const unread: Finding = { state: "unknown", check: "ballots", lack: "unread" };

function failed(fault: "length" | "mark" | "entry" | "seal", at: number | null): Finding {
  return { state: "failed", check: "ballots", fault, at };
}

function checkBox(marks: Uint8Array, size: bigint, { origin }: Evidence): Finding {
  const wordBytes = BigInt(votersInWord);
  if (BigInt(marks.length) !== ((size + wordBytes - 1n) / wordBytes) * wordBytes) return failed("length", null);
  const candidates = origin.candidates.length;
  const wrong = marks.findIndex((mark, index) => mark > candidates || (mark > 0 && index >= size));
  if (wrong >= 0) return failed("mark", wrong);
  const ballots = marks.reduce((count, mark) => (mark > 0 ? count + 1 : count), 0);
  return { state: "passed", check: "ballots", ballots: BigInt(ballots) };
}

function checkSeals(evidence: Evidence): Finding {
  const { record, tallies } = evidence;
  if (!record) return unread;
  const ids = candidateIds(evidence);
  const replayed = replaySlots(ids, record.entries);
  if (replayed.stray !== undefined) return failed("entry", replayed.stray);
  if (!tallies) return unread;
  // Also one more slot, or one less, than there are candidates.
  const slots = replayed.slots.map((slot) => bytesToHex(slot));
  const places = Math.max(slots.length, tallies.length);
  const other = Array.from({ length: places }, (_, place) => slots[place] !== tallies[place]?.toLowerCase());
  const wrong = other.indexOf(true);
  if (wrong >= 0) return failed("seal", wrong);
  return { state: "passed", check: "ballots", ballots: BigInt(record.entries.length) };
}
