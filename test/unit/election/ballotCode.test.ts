import fc from "fast-check";
import { bytesToHex, getAddress } from "viem";
import { describe, expect, test } from "vitest";
import { parseBallotCode, writeBallotCode } from "@/election/ballotCode";
import { BallotFileError } from "@/election/parseBallotFile";
import type { SignedBallot } from "@/election/signedBallot";

const address = fc.uint8Array({ minLength: 20, maxLength: 20 }).map((bytes) => getAddress(bytesToHex(bytes)));
const bytes = (minLength: number, maxLength = minLength) =>
  fc.uint8Array({ minLength, maxLength }).map((array) => bytesToHex(array));
const signature = fc.oneof(
  fc.record({ signedBy: fc.constant("key" as const), signature: bytes(64) }),
  fc.record({ signedBy: fc.constant("wallet" as const), signature: bytes(0, 1500) }),
);
const ballots: fc.Arbitrary<SignedBallot> = fc
  .record({
    chainId: fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }),
    election: address,
    voter: address,
    index: fc.nat({ max: 1_493_247 }),
    choice: fc.string({ unit: "grapheme", minLength: 1, maxLength: 20 }),
    signed: signature,
  })
  .map(({ signed, ...ballot }) => ({ ...ballot, ...signed }));

const ballot: SignedBallot = {
  chainId: 31337,
  election: "0x00000000000000000000000000000000000e1Ec7",
  voter: "0x70997970C51812dc3A010C7d01b50e0d17dc79C8",
  index: 412,
  choice: "Ada — plot 7",
  signedBy: "key",
  signature: `0x${"ab".repeat(64)}`,
};

describe("a ballot code", () => {
  test("holds the ballot, to the letter, in what a link may hold", () => {
    fc.assert(
      fc.property(ballots, (ballot) => {
        const code = writeBallotCode(ballot);
        expect(code).toMatch(/^[A-Za-z0-9_-]+$/);
        expect(parseBallotCode(code)).toEqual(ballot);
      }),
    );
  });

  test("stays as it is: codes were printed", () => {
    expect(writeBallotCode(ballot)).toBe(
      "AQAAAAAAAHppAAAAAAAAAAAAAAAAAAAAAAAOHsdwmXlwxRgS3DoBDH0BtQ4NF9x5yAABnA5BZGEg4oCUIHBsb3QgN6urq6urq6urq6urq6urq6urq6urq6urq6urq6urq6urq6urq6urq6urq6urq6urq6urq6urq6urq6urq6urq6tIOKSM",
    );
  });

  test("with any letter changed, or cut anywhere, is refused", () => {
    const code = writeBallotCode(ballot);
    for (let place = 0; place < code.length; place += 1) {
      // Of the last letter some bits are not used.
      const other = code[place] === "A" ? "Q" : "A";
      const changed = code.slice(0, place) + other + code.slice(place + 1);
      expect(() => parseBallotCode(changed)).toThrow(BallotFileError);
      expect(() => parseBallotCode(code.slice(0, place))).toThrow(BallotFileError);
    }
  });

  test.each(["", "!", "AQ", "hello", "A".repeat(200)])("is not %j", (text) => {
    expect(() => parseBallotCode(text)).toThrow(BallotFileError);
  });
});
