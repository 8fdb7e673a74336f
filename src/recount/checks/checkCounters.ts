import type { Hex } from "viem";
import { candidateIds } from "@/recount/candidateIds";
import type { Finding } from "@/recount/check";
import { countVotes, sumOf } from "@/recount/countVotes";
import type { Evidence } from "@/recount/evidence";
import { aboveCount, votesInSlot } from "@/recount/votesInSlot";

/**
 * Check 6: that the contract's counters, as every endpoint tells them, are the votes that were counted from the ballots,
 * and that the tally slots hold the same. Defeats a node that tells another tally.
 * Where the ballots were not read, counters and slots are still held against each other, but nothing passes.
 */
export function checkCounters(evidence: Evidence): Finding {
  const { roll, tallies, endpoints } = evidence;
  const ids = candidateIds(evidence);
  const answers = endpoints.flatMap(({ name, results }) => (results ? [{ name, ...results }] : []));
  const others = answers.filter((answer) => !isSame(answer.ids.map(lower), ids));
  if (others.length > 0) return failed("candidates", others);

  const counted = countVotes(evidence)?.counts;
  const stored = tallies?.map(votesInSlot);
  const expected = counted ?? stored ?? answers[0]?.counts ?? [];
  const wrong = answers.filter(({ counts, ballots }) => !isSame(counts, expected) || ballots !== sumOf(expected));
  if (wrong.length > 0) return failed("endpoint", wrong);

  if (tallies && stored) {
    // On a roll a candidate's number, from 1, stands above the count.
    const isNumbered = !roll || tallies.every((slot, place) => aboveCount(slot) === BigInt(place + 1));
    if (tallies.length !== ids.length || !isNumbered || !isSame(stored, expected)) return failed("slot", []);
  }
  if (!counted || !stored || answers.length === 0) return { state: "unknown", check: "counters", lack: "unread" };
  return { state: "passed", check: "counters", ballots: sumOf(counted), endpoints: answers.length };
}

function failed(fault: "endpoint" | "slot" | "candidates", endpoints: readonly { name: string }[]): Finding {
  return { state: "failed", check: "counters", fault, endpoints: endpoints.map(({ name }) => name) };
}

function isSame<Item>(some: readonly Item[], others: readonly Item[]): boolean {
  return some.length === others.length && some.every((item, place) => item === others[place]);
}

function lower(text: Hex): string {
  return text.toLowerCase();
}
