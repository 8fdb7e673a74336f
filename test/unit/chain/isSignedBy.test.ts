import { privateKeyToAccount } from "viem/accounts";
import { expect, test } from "vitest";
import { isSignedBy } from "@/chain/isSignedBy";
import { ballotTypedData, compactSignature } from "@/election/signedBallot";

const voter = privateKeyToAccount(`0x${"01".repeat(32)}`);
const paper = {
  chainId: 31337,
  election: "0x00000000000000000000000000000000000e1Ec7",
  title: "Who chairs?",
  choice: "Ada",
} as const;

test("what was found out of a ballot is not taken for the answer to one that says otherwise", async () => {
  const signature = compactSignature(await voter.signTypedData(ballotTypedData(paper)));
  const ballot = { ...paper, voter: voter.address, signature };
  // Each is asked twice: the second answer comes from memory.
  for (const _ of [1, 2]) {
    expect(await isSignedBy(ballot)).toBe(true);
    expect(await isSignedBy({ ...ballot, choice: "Grace" })).toBe(false);
    expect(await isSignedBy({ ...ballot, title: "Who else?" })).toBe(false);
    expect(await isSignedBy({ ...ballot, chainId: 1 })).toBe(false);
    expect(await isSignedBy({ ...ballot, election: voter.address })).toBe(false);
    expect(await isSignedBy({ ...ballot, voter: paper.election })).toBe(false);
    expect(await isSignedBy({ ...ballot, signature: `0x${"11".repeat(64)}` })).toBe(false);
  }
});
