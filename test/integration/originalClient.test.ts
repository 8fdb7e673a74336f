import { type Address, keccak256, parseAbi, stringToBytes } from "viem";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createElection, startChain, type TestChain } from "../support/startChain";

/** All that a client of the original contract knows. */
const abi = parseAbi([
  "function vote(bytes32 candidate)",
  "function getVoteCount(bytes32 candidate) view returns (uint256)",
  "function hasVoted(address voter) view returns (bool)",
  "function votes(bytes32 candidate) view returns (uint256)",
]);

const [ada, grace, nobody] = [idOf("Ada"), idOf("Grace"), idOf("Nobody")];
let chain: TestChain;
let address: Address;

beforeAll(async () => {
  chain = await startChain();
  address = await createElection(chain);
});
afterAll(() => chain.stop());

function idOf(name: string) {
  return keccak256(stringToBytes(name));
}

async function vote(account: Address, candidate: typeof ada) {
  const { request } = await chain.node.simulateContract({
    address,
    abi,
    functionName: "vote",
    args: [candidate],
    account,
  });
  return chain.node.waitForTransactionReceipt({ hash: await chain.node.writeContract(request) });
}

/** What the original's four functions say of a candidate. */
async function countsOf(candidate: typeof ada) {
  const counts = (["getVoteCount", "votes"] as const).map((functionName) =>
    chain.node.readContract({ address, abi, functionName, args: [candidate] }),
  );
  return Promise.all(counts);
}

function hasVoted(voter: Address) {
  return chain.node.readContract({ address, abi, functionName: "hasVoted", args: [voter] });
}

test("a client that knows only the original contract votes and reads", async () => {
  const [first, second, third] = chain.accounts;
  if (!third) throw new Error("The chain needs three accounts.");
  expect(await countsOf(ada)).toEqual([0n, 0n]);
  expect(await hasVoted(first)).toBe(false);

  for (const [voter, candidate] of [
    [first, ada],
    [second, grace],
    [third, ada],
  ] as const) {
    expect(await vote(voter, candidate)).toMatchObject({ status: "success" });
  }

  expect(await countsOf(ada)).toEqual([2n, 2n]);
  expect(await countsOf(grace)).toEqual([1n, 1n]);
  expect(await countsOf(nobody)).toEqual([0n, 0n]);
  expect(await hasVoted(first)).toBe(true);
  expect(await hasVoted(chain.accounts[3] ?? address)).toBe(false);
});

test("it is refused a second vote, as it knows it", async () => {
  await expect(vote(chain.accounts[0], ada)).rejects.toThrow("reverted");
  expect(await countsOf(ada)).toEqual([2n, 2n]);
});
