import { isAddressEqual, sliceHex } from "viem";
import { candidateIds } from "@/recount/candidateIds";
import type { Finding } from "@/recount/check";
import type { Evidence } from "@/recount/evidence";
import { headerOf } from "@/recount/header";
import { indexOnRoll } from "@/recount/rollIndex";

/**
 * Check 11: that the reader's ballot is among those counted, and for whom the reader voted. Defeats a count from which
 * one voter's ballot was left out, or in which it was exchanged: only that voter can know. On a roll it is looked for in
 * the ballot box, in a poll in the record. That it is missing is a contradiction only once voting has closed.
 */
export function checkOwn(evidence: Evidence): Finding {
  const { own } = evidence;
  if (!own) return { state: "skipped", check: "own", why: "none" };

  const found = evidence.roll ? findInBox(evidence, own.voter) : findInRecord(evidence, own.voter);
  if (!found) return { state: "unknown", check: "own", lack: "unread" };
  if (found.length === 0 && mayCome(evidence)) return { state: "unknown", check: "own", lack: "open" };
  if (found.length === 0 || found === "stranger") return { state: "failed", check: "own", fault: "missing" };
  const isAsCast = found.every((candidate) => candidate === own.candidate.toLowerCase());
  if (!isAsCast) return { state: "failed", check: "own", fault: "other" };
  return { state: "passed", check: "own", candidate: own.candidate };
}

/** Whether a ballot may stand in a later block: who asks at once after voting is not to be told of a fraud. */
function mayCome({ block, header, origin }: Evidence): boolean {
  const time = headerOf(block, header)?.timestamp;
  return time === undefined || time < origin.closes;
}

type Voter = NonNullable<Evidence["own"]>["voter"];

/** For whom the voter's ballots are, in lower case; undefined where they could not be read. A stranger can have none. */
function findInBox(evidence: Evidence, voter: Voter): string[] | "stranger" | undefined {
  const { roll, box } = evidence;
  if (!roll?.chunks || !box) return undefined;
  const index = indexOnRoll(roll.chunks, voter);
  if (index === undefined) return "stranger";
  if (index >= (box.length - 2) / 2) return [];
  const mark = Number(sliceHex(box, index, index + 1));
  // A mark for nobody on the ballot is a ballot all the same, and for nobody the reader voted for.
  return mark === 0 ? [] : [candidateIds(evidence)[mark - 1] ?? ""];
}

/** The same from a poll's record. More than one ballot is another check's fault; all of them have to be as cast. */
function findInRecord({ record }: Evidence, voter: Voter): string[] | undefined {
  return record?.entries.flatMap((entry) =>
    "voter" in entry && isAddressEqual(entry.voter, voter) ? [entry.candidate.toLowerCase()] : [],
  );
}
