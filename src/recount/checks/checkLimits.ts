import type { Address, Hex } from "viem";
import { unpackCounted } from "@/election/countedBallots";
import { mostVoters } from "@/election/roll";
import type { Finding } from "@/recount/check";
import { ballotsIn, countVotes, sumOf } from "@/recount/countVotes";
import type { BallotRecord, Evidence, RecordBlock } from "@/recount/evidence";
import { hashHeader, headerOf } from "@/recount/header";
import { indexOnRoll, voterAt } from "@/recount/rollIndex";
import { votesInSlot } from "@/recount/votesInSlot";

/**
 * Check 10: that there are not more ballots than voters, that nobody has two and, on a roll, nobody else one, and that no
 * ballot was counted outside the election's window [opens, closes). Defeats stuffing the box, voting twice, and counting
 * before the opening or after the close.
 * The blocks with ballots ascend, and time with them, so that the first and the last one's headers tell for all.
 */
export function checkLimits(evidence: Evidence): Finding {
  const { roll, record } = evidence;
  const ballots = countAll(evidence);
  if (roll && ballots !== undefined && ballots > roll.size) return failed("tooMany", null, null);
  if (!record) return { state: "unknown", check: "limits", lack: "record" };

  const recorded = ballotsIn(record);
  if (roll && recorded > roll.size) return failed("tooMany", null, null);
  const voters = roll ? checkListed(record, roll.chunks) : checkVoters(record);
  const window = checkWindow(evidence, record);
  const fault = [voters, window].find((finding) => finding?.state === "failed");
  if (fault) return fault;
  // Of ballots that the record leaves out nobody knows when they were cast.
  if (recorded !== ballots) return { state: "unknown", check: "limits", lack: "record" };
  return voters ?? window ?? { state: "passed", check: "limits", ballots, voters: roll?.size ?? null };
}

/** How many ballots there are, without the record; undefined where they could not be read. */
function countAll(evidence: Evidence): bigint | undefined {
  if (!evidence.roll) return evidence.tallies ? sumOf(evidence.tallies.map(votesInSlot)) : undefined;
  const votes = countVotes(evidence);
  return votes && sumOf(votes.counts) + votes.astray;
}

type Fault = Extract<Finding, { check: "limits"; state: "failed" }>["fault"];

function failed(fault: Fault, voter: Address | null, block: bigint | null): Finding {
  return { state: "failed", check: "limits", fault, voter, block };
}

/** In a poll: everybody votes once. */
function checkVoters({ entries }: BallotRecord): Finding | undefined {
  const seen = new Set<string>();
  for (const entry of entries) {
    if (!("voter" in entry)) continue;
    const voter = entry.voter.toLowerCase();
    if (seen.has(voter)) return failed("twice", entry.voter, null);
    seen.add(voter);
  }
  return undefined;
}

/** On a roll: everybody is on it, and votes once, in whichever way. A batch names voters by their index. */
function checkListed({ entries }: BallotRecord, chunks: readonly Hex[] | null): Finding | undefined {
  if (!chunks) return { state: "unknown", check: "limits", lack: "roll" };
  const hasVoted = new Uint8Array(mostVoters);
  for (const entry of entries) {
    const indexes =
      "voter" in entry ? [indexOnRoll(chunks, entry.voter)] : unpackCounted(entry.ballots).map(({ index }) => index);
    for (const index of indexes) {
      const voter = index === undefined ? undefined : voterAt(chunks, index);
      if (index === undefined || !voter || index >= mostVoters) {
        return failed("stranger", "voter" in entry ? entry.voter : null, null);
      }
      if (hasVoted[index] === 1) return failed("twice", voter, null);
      hasVoted[index] = 1;
    }
  }
  return undefined;
}

/** Undefined where all blocks with ballots lie in the window. */
function checkWindow(evidence: Evidence, { blocks, entries }: BallotRecord): Finding | undefined {
  const { opens, closes } = evidence.origin;
  const counted = headerOf(evidence.block, evidence.header);
  const stray = entries.find(({ block }) => !blocks[block]);
  if (stray) return failed("order", "voter" in stray ? stray.voter : null, null);
  for (const [place, { number, hash }] of blocks.entries()) {
    const before = blocks[place - 1];
    if (before && before.number >= number) return failed("order", null, number);
    // What was counted at a block is in no later one, and in none that stands in its place.
    if (counted && number > counted.number) return failed("order", null, number);
    if (number === counted?.number && hash.toLowerCase() !== evidence.block.toLowerCase()) {
      return failed("header", null, number);
    }
  }

  const [first, last] = [blocks[0], blocks.at(-1)];
  if (!first || !last) return undefined;
  const times = [timeOf(first), timeOf(last)];
  const forged = times.indexOf("forged");
  if (forged >= 0) return failed("header", null, [first, last][forged]?.number ?? null);
  const [from, to] = times;
  if (typeof from === "bigint" && from < opens) return failed("early", null, first.number);
  if (typeof to === "bigint" && to >= closes) return failed("late", null, last.number);
  const isKnown = counted && times.every((time) => time !== "unknown");
  return isKnown ? undefined : { state: "unknown", check: "limits", lack: "header" };
}

/** A block's time (unix seconds) by its header, where that is the block's own. */
function timeOf({ number, hash, header }: RecordBlock): bigint | "unknown" | "forged" {
  if (!header) return "unknown";
  const hashed = hashHeader(header);
  if (hashed.hash !== hash.toLowerCase()) return hashed.unclear.length > 0 ? "unknown" : "forged";
  return hashed.header?.number === number ? hashed.header.timestamp : "forged";
}
