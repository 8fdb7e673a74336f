import { type Address, type Hex, keccak256, pad, stringToHex, toRlp, zeroHash } from "viem";
import { expect, test } from "vitest";
import { blockHistory } from "@/recount/blockHistory";
import type { RecordBlock, RecordEntry } from "@/recount/evidence";
import { hashHeader } from "@/recount/header";
import { rootOfList } from "@/recount/trie/rootOfList";
import { makeHeader, voterOf } from "../../support/makeEvidence";

// What no genuine election does, and a chain's operator might write: receipts put together by hand.

const election: Address = `0x${"e1".repeat(20)}`;
const candidate = keccak256("0x41");
const votedTopic = keccak256(stringToHex("Voted(address,bytes32)"));

function voted(place: number, ...further: Hex[]) {
  return [election, [votedTopic, pad(voterOf(place)), candidate, ...further], "0x"] as const;
}

/** A block whose receipts hold these logs, by transaction. */
function blockOf(...transactions: (readonly ReturnType<typeof voted>[])[]): RecordBlock {
  const bloom: Hex = `0x${"00".repeat(256)}`;
  // The cast takes nothing but the readonly away.
  const receipts = transactions.map((logs) => toRlp(["0x01", "0x5208", bloom, logs] as unknown as Hex[], "bytes"));
  const header = { ...makeHeader(7n, 1_800_000_000n).header, receiptsRoot: rootOfList(receipts) };
  const hex = receipts.map((receipt): Hex => `0x${Buffer.from(receipt).toString("hex")}`);
  return { number: 7n, hash: hashHeader(header).hash ?? zeroHash, header, receipts: hex };
}

function entry(place: number, transaction: number): RecordEntry {
  return { block: 0, logIndex: place, transaction, voter: voterOf(place), candidate };
}

test("tells the logs of one transaction from those of two", () => {
  const [together, apart] = [blockOf([voted(0), voted(1)]), blockOf([voted(0)], [voted(1)])];
  expect(blockHistory(together, [entry(0, 5), entry(1, 5)], election)).toBe("proven");
  expect(blockHistory(together, [entry(0, 5), entry(1, 6)], election)).toBe("logs");
  expect(blockHistory(apart, [entry(0, 5), entry(1, 6)], election)).toBe("proven");
  expect(blockHistory(apart, [entry(0, 5), entry(1, 5)], election)).toBe("logs");
});

test("takes no log for a vote that says more than a vote does", () => {
  expect(blockHistory(blockOf([voted(0, candidate)]), [entry(0, 0)], election)).toBe("logs");
});

test("takes receipts of no transaction for a block without one", () => {
  expect(blockHistory(blockOf(), [], election)).toBe("proven");
  expect(blockHistory(blockOf(), [entry(0, 0)], election)).toBe("logs");
});
