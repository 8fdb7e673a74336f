import { bytesToHex, type Hex, stringToHex } from "viem";
import { expect, test } from "vitest";
import { ballotDigest } from "@/election/signedBallot";
import { ballotDigests } from "@/recount/ballotDigests";
import vectors from "../../vectors.json";

const election = "0x5FbDB2315678afecb367f032d93F642f64180aa3";
const factory = "0x9FD5d2E4595c9A121Eb038288fbf463E727D27b5";

function digestsOf(chainId: number, address: Hex, title: Hex, candidates: readonly Hex[]): Hex[] {
  const origin = { factory, organiser: factory, title, description: "0x", candidates, opens: 0n, closes: 1n } as const;
  const chain = { id: chainId, name: "A chain" };
  return ballotDigests({ chain, election: address, origin }).map((digest) => bytesToHex(digest));
}

test("what voters sign is what wallets and contract hash", () => {
  for (const { chainId, election, title, choice, digest } of vectors.ballots) {
    const address = election as Hex;
    const digests = digestsOf(chainId, address, stringToHex(title), [stringToHex("Nobody"), stringToHex(choice)]);
    expect(digests).toEqual([ballotDigest({ chainId, election: address, title, choice: "Nobody" }), digest]);
  }
});

test("what voters sign is another thing for every chain, election, title and name", () => {
  const one = digestsOf(1, election, "0x41", ["0x42"]);
  const others = [
    digestsOf(2, election, "0x41", ["0x42"]),
    digestsOf(1, factory, "0x41", ["0x42"]),
    digestsOf(1, election, "0x4100", ["0x42"]),
    digestsOf(1, election, "0x41", ["0x43"]),
    // No UTF-8, which as text would all be the same mark of replacement.
    digestsOf(1, election, "0xff", ["0x42"]),
    digestsOf(1, election, "0xfe", ["0x42"]),
  ];
  expect(new Set([one, ...others].flat()).size).toBe(7);
});
