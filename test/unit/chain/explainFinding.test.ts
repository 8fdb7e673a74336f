import { describe, expect, test } from "vitest";
import { explainFinding } from "@/chain/explainFinding";
import { checkNames, type Finding } from "@/recount/check";
import { recountWords } from "@/words/recount";

const hash = `0x${"ab".repeat(32)}` as const;
const voter = `0x${"cd".repeat(20)}` as const;
const explain = (finding: Finding) => explainFinding(finding, (candidate) => `the name of ${candidate}`);

describe("a finding is explained", () => {
  test.each<[Finding, string]>([
    [
      { state: "passed", check: "agreement", endpoints: ["a.example", "b.example"], parties: 2 },
      "They agree on its hash: a.example and b.example. By their names they are 2 parties.",
    ],
    [
      { state: "passed", check: "agreement", endpoints: ["a.example"], parties: 1 },
      "One endpoint alone told its hash: a.example.",
    ],
    [{ state: "passed", check: "ballots", ballots: 1n }, "1 ballot, each for a candidate."],
    [
      { state: "passed", check: "counters", ballots: 1_200n, endpoints: 1 },
      "Candidate by candidate, the contract counts the same: 1,200 ballots in all, as told by 1 endpoint.",
    ],
    [{ state: "passed", check: "own", candidate: hash }, `It is counted for the name of ${hash}.`],
    [
      { state: "passed", check: "limits", ballots: 3n, voters: 5n },
      "3 ballots of 5 voters, each within the hours of voting.",
    ],
    [
      { state: "passed", check: "limits", ballots: 3n, voters: null },
      "3 ballots of as many addresses, each within the hours of voting.",
    ],
    [
      { state: "failed", check: "roll", fault: "order", at: 0 },
      "Its voters are not in strictly ascending order at place 1: somebody may be on it twice.",
    ],
    [
      { state: "failed", check: "ballots", fault: "seal", at: 1 },
      "The votes for candidate 2 in the log do not lead to the seal that the contract keeps.",
    ],
    [
      { state: "failed", check: "ballots", fault: "seal", at: null },
      "The votes in the log do not lead to the seals that the contract keeps.",
    ],
    [{ state: "failed", check: "ballots", fault: "mark", at: null }, "There is a ballot for nobody."],
    [
      { state: "failed", check: "counters", fault: "slot", endpoints: [] },
      "The counters in the contract’s storage say another result than the ballots add up to.",
    ],
    [
      { state: "failed", check: "signatures", fault: "ballot", at: hash, voter },
      `Transaction ${hash} holds a ballot of ${voter} that this voter did not sign.`,
    ],
    [{ state: "failed", check: "limits", fault: "twice", voter, block: null }, `This voter voted twice: ${voter}.`],
    [{ state: "failed", check: "limits", fault: "twice", voter: null, block: null }, "Somebody voted twice."],
    [
      { state: "failed", check: "finality", fault: "beyond", block: 900n, newest: 12n },
      "An endpoint has block 900, or calls it final, while the newest that it knows is block 12.",
    ],
    [
      { state: "unknown", check: "finality", lack: "open", ballots: 7n, final: 12n },
      "The chain can still replace this block: it is final up to block 12 only. Counted above that block: 7 ballots.",
    ],
    [
      { state: "unknown", check: "finality", lack: "open", ballots: null, final: 12n },
      "The chain can still replace this block: it is final up to block 12 only.",
    ],
    [
      { state: "unknown", check: "signatures", lack: "some", sent: 1n, relayed: 2n, contracts: 3n, untold: 0n },
      "Sent by the voters themselves: 1. Signed by them and delivered by somebody else: 2. Cast by contract wallets, or through contracts, whose signatures only those contracts can check: 3.",
    ],
    [
      { state: "unknown", check: "signatures", lack: "some", sent: 1n, relayed: 2n, contracts: 0n, untold: 3n },
      "Sent by the voters themselves: 1. Signed by them and delivered by somebody else: 2. In transactions that could not be read: 3.",
    ],
    [{ state: "skipped", check: "own", why: "none" }, "No ballot was named to look for."],
    [{ state: "skipped", check: "history", why: "none" }, "The log holds no votes."],
    [
      { state: "skipped", check: "history", why: "unasked" },
      "Left out at the wish of whoever collected the evidence. That the count holds every ballot does not rest on it.",
    ],
    [
      { state: "skipped", check: "signatures", why: "unasked" },
      "Left out at the wish of whoever collected the evidence.",
    ],
  ])("%o", (finding, sentence) => {
    expect(explain(finding)).toBe(sentence);
  });

  // The odds are C(words − changed, proven) / C(words, proven): of 10,000 words and 500, 0.95 for one changed word; for
  // a hundred (0.95)^100 nearly, which is 1 in 169, and 1 in 173 exactly.
  test.each<[proven: number, words: number, odds: string]>([
    [500, 10_000, "1 case in 173; whoever altered a single word, in 95% of cases."],
    [5_000, 10_000, "less than 1 case in 1,000,000,000; whoever altered a single word, in 1 case in 2."],
    [10_000, 10_000, "no case; whoever altered a single word, in no case."],
    [1, 10_000, "99% of cases; whoever altered a single word, in 99.99% of cases."],
    [1, 3, "66.67% of cases; whoever altered a single word, in 66.67% of cases."],
  ])("a sample of %d words of %d, with the odds that it leaves a cheater", (proven, words, odds) => {
    const sentence = explain({ state: "unknown", check: "state", lack: "sample", proven, words });
    expect(sentence).toContain(
      `If these were drawn by lot, whoever altered 1% of the words would go unnoticed in ${odds}`,
    );
  });
});

describe("the words of the checks", () => {
  test("name every check there is, in the order of their numbers", () => {
    expect(Object.keys(recountWords.checks)).toEqual(checkNames);
  });
});
