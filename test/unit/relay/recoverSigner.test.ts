import fc from "fast-check";
import { concatHex, type Hex, numberToHex } from "viem";
import { generatePrivateKey, privateKeyToAccount } from "viem/accounts";
import { expect, test } from "vitest";
import { type BallotPaper, ballotTypedData, compactSignature, signerOf } from "@/election/signedBallot";
import { createRecovery } from "@/relay/door/recoverSigner";

const paper: BallotPaper = {
  chainId: 31337,
  election: "0x5FbDB2315678afecb367f032d93F642f64180aa3",
  title: "Who shall speak?",
  choice: "Ada",
};
const order = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n;
const findSigner = createRecovery();

test("tells who has signed which ballot", async () => {
  for (const choice of ["Ada", "Grace", "Ada"]) {
    const voter = privateKeyToAccount(generatePrivateKey());
    const signature = compactSignature(await voter.signTypedData(ballotTypedData({ ...paper, choice })));
    expect(findSigner({ ...paper, choice }, signature)).toBe(voter.address);
    for (const other of [{ choice: "Bo" }, { title: "Who?" }, { chainId: 1 }, { election: voter.address }]) {
      expect(findSigner({ ...paper, choice, ...other }, signature)).not.toBe(voter.address);
    }
  }
});

test("agrees with the slower way on whatever is given for a signature", async () => {
  const edges = [0n, 1n, order / 2n, order / 2n + 1n, order - 1n, order, 2n ** 255n - 1n, 2n ** 255n, 2n ** 256n - 1n];
  const number = fc.oneof(fc.bigInt(0n, 2n ** 256n - 1n), fc.constantFrom(...edges));
  await fc.assert(
    fc.asyncProperty(number, number, async (r, s) => {
      const signature = concatHex([numberToHex(r, { size: 32 }), numberToHex(s, { size: 32 })]);
      expect(findSigner(paper, signature)).toBe(await signerOf(paper, signature).catch(() => undefined));
    }),
    { numRuns: 300 },
  );
  expect(findSigner(paper, `0x${"11".repeat(65)}` as Hex)).toBeUndefined();
});
