import type { Hash } from "viem";
import type { Tally } from "@/election/tally";
import type { Build } from "./build";
import { candidateIds } from "./candidateIds";
import { type Answer, checkNames, type Finding } from "./check";
import { checkAgreement, type Heard } from "./checks/checkAgreement";
import { checkBallots } from "./checks/checkBallots";
import { checkCounters } from "./checks/checkCounters";
import { checkFinality } from "./checks/checkFinality";
import { checkHeader } from "./checks/checkHeader";
import { checkHistory } from "./checks/checkHistory";
import { checkLimits } from "./checks/checkLimits";
import { checkOrigin } from "./checks/checkOrigin";
import { checkOwn } from "./checks/checkOwn";
import { checkRoll } from "./checks/checkRoll";
import { checkSignatures, type SignatureOptions } from "./checks/checkSignatures";
import { checkState } from "./checks/checkState";
import { countVotes, sumOf } from "./countVotes";
import type { Evidence } from "./evidence";
import { findBuild } from "./findBuild";
import { headerOf } from "./header";
import { localChain } from "./localChain";
import { votesInSlot } from "./votesInSlot";

/** What a recount came to. */
export type Recount = {
  answer: Answer;
  /** Of all twelve checks, in their order. */
  findings: readonly Finding[];
  tally: CountedTally | undefined;
  block: Hash;
  /** The block's height and time (unix seconds); undefined where its header is not proven to be its own. */
  number: bigint | undefined;
  timestamp: bigint | undefined;
};

/**
 * The result. `counted`: from the ballots themselves; `stored`: these could not be read, so that it is what the contract
 * keeps in its tally slots, or, with `told`, says. Undefined in a conflict, and where nothing was told.
 */
type CountedTally = Tally & { from: "counted" | "stored" | "told" };

/**
 * `heard`: how the evidence came; without it, by a file of which nothing is known. `onFinding` is given each finding as soon
 * as it is there; `recover` and `onProgress` are of the signatures, which take the longest.
 */
export type RecountOptions = SignatureOptions & { heard?: Heard; onFinding?: (finding: Finding) => void };

/**
 * Recounts an election from evidence alone: makes all checks, and gives the answer that they come to. Believes nothing in
 * the evidence but what follows from the block's hash and from what these builds are.
 * @param builds Every published build of the contracts by which elections are recognised.
 */
export async function recount(
  evidence: Evidence,
  builds: readonly Build[],
  { heard = { blockHash: undefined }, onFinding, ...signatures }: RecountOptions = {},
): Promise<Recount> {
  const checks: readonly (() => Finding | Promise<Finding>)[] = [
    () => checkAgreement(evidence, heard),
    () => checkHeader(evidence),
    () => checkOrigin(evidence, builds),
    () => checkRoll(evidence),
    () => checkBallots(evidence),
    () => checkCounters(evidence),
    () => checkState(evidence, findBuild(evidence, builds)?.layout),
    () => checkHistory(evidence),
    () => checkSignatures(evidence, signatures),
    () => checkLimits(evidence),
    () => checkOwn(evidence),
    () => checkFinality(evidence),
  ];
  const findings: Finding[] = [];
  for (const check of checks) {
    const finding = await check();
    findings.push(finding);
    onFinding?.(finding);
  }

  const answer = answerOf(findings, evidence, heard);
  const header = headerOf(evidence.block, evidence.header);
  return {
    answer,
    findings,
    tally: answer === "conflict" ? undefined : tallyOf(evidence),
    block: evidence.block,
    number: header?.number,
    timestamp: header?.timestamp,
  };
}

/**
 * The answer that findings of all checks come to; see `Answer`. What is told of endpoints in a file is its maker's word, who
 * could have invented a whole chain: nothing is proven by it alone.
 */
export function answerOf(findings: readonly Finding[], { chain }: Pick<Evidence, "chain">, heard: Heard): Answer {
  if (findings.some(({ state }) => state === "failed")) return "conflict";
  const isWhole = checkNames.every((check, place) => findings[place]?.check === check);
  if (!isWhole || findings.some(({ state }) => state === "unknown")) return "incomplete";
  const isVouchedFor = heard === "live" || heard.blockHash !== undefined;
  return isVouchedFor && partiesBehind(findings) >= 2 && chain.id !== localChain ? "proven" : "consistent";
}

/**
 * How many parties vouch for what no proof leads to, the fewest where they differ: for the block, for the blocks in which
 * the votes stand, and that the block is final.
 */
export function partiesBehind(findings: readonly Finding[]): number {
  const numbers = findings.flatMap((finding) => ("parties" in finding ? [finding.parties] : []));
  return numbers.length === 0 ? 0 : Math.min(...numbers);
}

function tallyOf(evidence: Evidence): CountedTally | undefined {
  const told = evidence.endpoints.find(({ results }) => results)?.results?.counts;
  const sources = [
    { from: "counted", counts: countVotes(evidence)?.counts },
    { from: "stored", counts: evidence.tallies?.map(votesInSlot) },
    { from: "told", counts: told },
  ] as const;
  const source = sources.find(({ counts }) => counts);
  if (!source?.counts) return undefined;
  const { from, counts } = source;
  const votes = candidateIds(evidence).map((candidate, place) => ({ candidate, count: counts[place] ?? 0n }));
  return { from, votes, ballots: sumOf(votes.map(({ count }) => count)) };
}
