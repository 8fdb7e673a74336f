import { expect, test } from "vitest";
import { candidateId } from "@/election/election";
import { ownVote } from "@/election/ownVote";

const candidate = candidateId("Ada");

test("no ballot is no vote, however final the chain", () => {
  expect(ownVote(undefined, 1000n)).toEqual({ stage: "none" });
});

test("a ballot above the newest final block stands in a block only", () => {
  expect(ownVote({ candidate, block: 11n }, 10n)).toEqual({ stage: "inBlock", candidate, block: 11n });
});

test("a ballot in the newest final block is final", () => {
  expect(ownVote({ candidate, block: 10n }, 10n)).toEqual({ stage: "final", candidate, block: 10n });
});
