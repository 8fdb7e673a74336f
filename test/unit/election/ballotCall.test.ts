import { encodeFunctionData, type Hex, slice } from "viem";
import { describe, expect, test } from "vitest";
import { openElectionAbi } from "@/chain/generated/openElectionAbi";
import { rollElectionAbi } from "@/chain/generated/rollElectionAbi";
import { packBatch } from "@/election/ballotBatch";
import { parseBallotCall } from "@/election/ballotCall";
import { candidateId } from "@/election/election";
import { signerOf } from "@/election/signedBallot";
import vectors from "../../vectors.json";

const abi = rollElectionAbi;
const ada = candidateId("Ada");
const signed = vectors.ballots.map(({ signature }, place) => ({
  index: 1_493_247 - 7 * place,
  number: place + 1,
  signature: signature as Hex,
}));

function batchOf(records: Parameters<typeof packBatch>[0]): Hex {
  return encodeFunctionData({ abi, functionName: "castBatch", args: [packBatch(records)] });
}

describe("a transaction to an election", () => {
  test("holds the sender's own ballot, of either kind of election, with the index or without", () => {
    const calls = [
      encodeFunctionData({ abi: openElectionAbi, functionName: "vote", args: [ada] }),
      encodeFunctionData({ abi, functionName: "vote", args: [ada] }),
      encodeFunctionData({ abi, functionName: "vote", args: [ada, 411n] }),
    ];
    for (const call of calls) expect(parseBallotCall(call)).toEqual({ kind: "vote", candidate: ada });
  });

  test("holds a batch of signed ballots, each whole and in its place", async () => {
    const call = parseBallotCall(batchOf(signed));
    expect(call).toEqual({ kind: "batch", records: signed });
    const records = call?.kind === "batch" ? call.records : [];
    for (const [place, { chainId, election, title, choice, voter }] of vectors.ballots.entries()) {
      const paper = { chainId, election: election as Hex, title, choice };
      expect(await signerOf(paper, records[place]?.signature ?? "0x")).toBe(voter);
    }
  });

  test("holds a batch without a ballot", () => {
    expect(parseBallotCall(batchOf([]))).toEqual({ kind: "batch", records: [] });
  });

  test("holds a contract wallet's ballot with whatever that takes for a signature", () => {
    for (const signature of ["0x", `0x${"ab".repeat(1_500)}`] as const) {
      const call = encodeFunctionData({ abi, functionName: "castSigned", args: [ada, 3n, signature] });
      expect(parseBallotCall(call)).toEqual({ kind: "signed", candidate: ada, index: 3n, signature });
    }
  });

  test("holds no ballot where the contract would have refused it, or it is something else", () => {
    const broken = encodeFunctionData({ abi, functionName: "castBatch", args: [slice(packBatch(signed), 1)] });
    expect(parseBallotCall(broken)).toEqual({ kind: "batch", records: [] });
    const whole = batchOf(signed.slice(0, 1));
    const others = ["0x", "0x1234", slice(whole, 0, 4), slice(whole, 0, 80)] as const;
    for (const input of others) expect(parseBallotCall(input)).toBeUndefined();
    expect(parseBallotCall(encodeFunctionData({ abi, functionName: "results" }))).toBeUndefined();
  });
});
