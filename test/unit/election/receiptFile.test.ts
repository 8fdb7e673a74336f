import { pad } from "viem";
import { describe, expect, test } from "vitest";
import { type Election, pairCandidates } from "@/election/election";
import { type ReceiptFile, receiptFileName, writeReceiptFile } from "@/election/receiptFile";

const candidates = pairCandidates(["0xaa", "0xbb"], ["Ada — plot 12", "Grace\u202e"]);
const roll = { address: "0x00000000000000000000000000000000000000F1", size: 40n, digest: "0xd1", publisher: "0x00" };
const election = {
  chainId: 31337,
  address: "0x00000000000000000000000000000000000e1Ec7",
  title: "Who shall chair?",
  candidates,
  roll,
} as unknown as Election;
const block = (number: bigint) => ({ number, hash: pad("0x07"), timestamp: 1_700_000_000n });
const voter = "0xa421179B3F40f7900AC8b0E963DfCB8Fb361A075";
const file: ReceiptFile = {
  election,
  chainName: "Practice chain",
  link: "https://vote.example/#/31337/0x/receipt/0x",
  voter,
  ballot: { voter, candidate: "0xbb", block: 2n ** 60n, blockHash: pad("0x08"), logIndex: 3, carrier: "0x0c" },
  readAt: block(2n ** 60n + 1n),
  final: block(2n ** 60n - 1n),
  nodes: { asked: 3, agreeing: 2 },
  box: { index: 35, word: 1, place: 3, value: 0x02n << 224n, number: 2 },
  timestamp: 1_699_999_999n,
  transaction: pad("0x09"),
  sender: "0x00000000000000000000000000000000000000cA",
  isSenderProven: true,
  way: { kind: "key", signature: "0x51" },
};

describe("a saved receipt", () => {
  test("holds its evidence; what lies beyond 2⁵³ as digits", () => {
    expect(JSON.parse(writeReceiptFile(file))).toMatchObject({
      kind: "recount-receipt",
      version: 1,
      voter,
      candidate: "0xbb",
      choice: "Grace",
      number: 2,
      state: "inBlock",
      readAt: { number: "1152921504606846977", timestamp: "1700000000" },
      nodes: { asked: 3, agreeing: 2 },
      block: { number: "1152921504606846976", hash: pad("0x08"), timestamp: "1699999999" },
      logIndex: 3,
      transaction: pad("0x09"),
      senderChecked: true,
      signedBy: "key",
      signature: "0x51",
      signatureChecked: true,
      roll: { address: roll.address, size: "40", digest: "0xd1" },
      box: { voterNumber: 36, word: 1, byte: 3, value: `0x${"00".repeat(3)}02${"00".repeat(28)}` },
    });
    expect(receiptFileName(file)).toBe("receipt-31337-0x00000000-0xa421179B.json");
  });

  test("invents nothing: what was not read is null, and what was not checked says so", () => {
    const { sender: _, transaction: __, way: ___, box: ____, timestamp: _____, ...rest } = file;
    const none = { sender: undefined, transaction: undefined, way: undefined, box: undefined, timestamp: undefined };
    const unread = { ...rest, ...none, isSenderProven: false, election: { ...election, roll: undefined } };
    expect(JSON.parse(writeReceiptFile(unread))).toMatchObject({
      block: { timestamp: null },
      transaction: null,
      sender: null,
      senderChecked: false,
      signedBy: null,
      signature: null,
      signatureChecked: false,
      roll: null,
      box: null,
    });
  });

  test.each([
    [{ kind: "own" }, true, "transaction", true],
    [{ kind: "own" }, false, "transaction", false],
    [{ kind: "wallet", signature: "0x" }, true, "wallet", false],
    [{ kind: "unshown" }, true, null, false],
  ] as const)(
    "tells %o, with the sender checked: %s, as signed by %s, checked: %s",
    (way, isSenderProven, by, checked) => {
      const written = JSON.parse(writeReceiptFile({ ...file, way, isSenderProven }));
      expect([written.signedBy, written.signatureChecked]).toEqual([by, checked]);
    },
  );

  test("is final once its block is", () => {
    const final = block(file.ballot.block);
    expect(JSON.parse(writeReceiptFile({ ...file, final }))).toMatchObject({ state: "final" });
  });
});
