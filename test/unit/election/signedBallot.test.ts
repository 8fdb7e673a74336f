import fc from "fast-check";
import { type Address, concatHex, type Hex, hashTypedData, numberToHex, pad, slice } from "viem";
import { generatePrivateKey, privateKeyToAccount } from "viem/accounts";
import { describe, expect, test } from "vitest";
import { packBatch } from "@/election/ballotBatch";
import { unpackCounted } from "@/election/countedBallots";
import { ballotDigest, ballotTypedData, compactSignature, SignatureFormError, signerOf } from "@/election/signedBallot";
import { walletBallotTypedData } from "@/election/walletBallot";
import vectors from "../../vectors.json";

const paper = {
  chainId: 31337,
  election: "0x00000000000000000000000000000000000e1Ec7",
  title: "Who shall chair?",
  choice: "Ada",
} as const;
const voter = privateKeyToAccount(generatePrivateKey());

/** Of the curve secp256k1. */
const order = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n;

/** The same signature in its other form: the high s. */
function turned(signature: Hex): Hex {
  const s = order - BigInt(slice(signature, 32, 64));
  const last = slice(signature, 64) === "0x1b" ? "0x1c" : "0x1b";
  return concatHex([slice(signature, 0, 32), numberToHex(s, { size: 32 }), last]);
}

describe("a signature", () => {
  test("is the voter's in whatever form a wallet gives it", async () => {
    const signature = await voter.signTypedData(ballotTypedData(paper));
    const parity = Number(slice(signature, 64)) - 27;
    const compact = compactSignature(signature);
    const forms = [
      signature,
      concatHex([slice(signature, 0, 64), numberToHex(parity, { size: 1 })]),
      turned(signature),
    ];
    for (const form of [...forms, compact]) {
      expect(compactSignature(form)).toBe(compact);
    }
    expect(await signerOf(paper, compact)).toBe(voter.address);
  });

  test.each([
    ["choice", { choice: "Bo" }],
    ["title", { title: "Who shall chair" }],
    ["election", { election: "0x00000000000000000000000000000000000e1ec8" }],
    ["chain", { chainId: 1 }],
  ] as const)("is not the voter's for another %s", async (_, other) => {
    const signature = compactSignature(await voter.signTypedData(ballotTypedData(paper)));
    expect(await signerOf({ ...paper, ...other }, signature)).not.toBe(voter.address);
  });

  test.each([
    ["nothing", "0x"],
    ["63 bytes", pad("0x01", { size: 63 })],
    ["66 bytes", pad("0x1b", { size: 66 })],
    ["an end that is no recovery number", concatHex([pad("0x01", { size: 32 }), pad("0x01", { size: 32 }), "0x1d"])],
    ["a second number of 0", pad("0x1b", { size: 65 })],
    ["a second number past the curve", concatHex([pad("0x01", { size: 32 }), `0x${"ff".repeat(32)}`, "0x1b"])],
    ["no hexadecimal text", "0xnine" as Hex],
  ] as const)("of %s is refused", (_, signature) => {
    expect(() => compactSignature(signature)).toThrow(SignatureFormError);
  });

  test("that no key can have made names nobody", async () => {
    await expect(signerOf(paper, `0x${"00".repeat(64)}`)).rejects.toThrow(SignatureFormError);
    await expect(signerOf(paper, `0x${"11".repeat(65)}`)).rejects.toThrow(SignatureFormError);
  });
});

// The contracts' tests read the same file.
describe.each(vectors.ballots)("the ballot of the vector for $title", (vector) => {
  // The file has hexadecimal text where these types say so.
  const { key, digest, signature, wallet, walletDigest } = vector as typeof vector & Record<"key" | "wallet", Hex>;
  const read = { ...vector, election: vector.election as Address };

  test("has its digest, signer and signature", async () => {
    const signer = privateKeyToAccount(key);
    expect(ballotDigest(read)).toBe(digest);
    expect(compactSignature(await signer.signTypedData(ballotTypedData(read)))).toBe(signature);
    expect(await signerOf(read, compactSignature(signature as Hex))).toBe(vector.voter);
  });

  test("has another digest for a contract wallet", () => {
    expect(hashTypedData(walletBallotTypedData(read, wallet))).toBe(walletDigest);
  });
});

test("a batch is its ballots' records one after the other", () => {
  const [one, other]: [Hex, Hex] = [`0x${"11".repeat(64)}`, `0x${"22".repeat(64)}`];
  const records = [
    { index: 1, number: 2, signature: one },
    { index: 0x10203, number: 100, signature: other },
  ];
  expect(packBatch(records)).toBe(`0x00000102${"11".repeat(64)}01020364${"22".repeat(64)}`);
  expect(packBatch([])).toBe("0x");
});

test("what a batch counted is read back", () => {
  const record = fc.record({ index: fc.nat(2 ** 24 - 1), number: fc.nat(255) });
  fc.assert(
    fc.property(fc.array(record), (records) => {
      const parts = records.map(({ index, number }) => numberToHex(index * 256 + number, { size: 4 }));
      expect(unpackCounted(concatHex(parts))).toEqual(records);
    }),
  );
  expect(unpackCounted("0x00000102ff")).toEqual([{ index: 1, number: 2 }]);
  expect(unpackCounted("0x")).toEqual([]);
});
