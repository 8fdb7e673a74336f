import type { Address } from "viem";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { originalClient } from "../support/originalClient";
import { createElection, publishRoll, startChain, type TestChain } from "../support/startChain";

let chain: TestChain;

beforeAll(async () => {
  chain = await startChain();
});
afterAll(() => chain.stop());

describe.each<[string, () => Promise<Address | undefined>]>([
  ["every address", async () => undefined],
  ["the addresses of a roll", () => publishRoll(chain, chain.accounts.slice(0, 9))],
])("in an election for %s", (_, voters) => {
  let client: ReturnType<typeof originalClient>;

  beforeAll(async () => {
    const roll = await voters();
    client = originalClient(chain, await createElection(chain, roll ? { roll } : {}));
  });

  /** What the original's four functions say of a candidate. */
  const countsOf = (candidate: string) => Promise.all([client.getVoteCount(candidate), client.votes(candidate)]);

  test("a client that knows only the original contract votes and reads", async () => {
    const [first, second, third, fourth] = chain.accounts;
    if (!third || !fourth) throw new Error("The chain needs four accounts.");
    expect(await countsOf("Ada")).toEqual([0n, 0n]);
    expect(await client.hasVoted(first)).toBe(false);

    expect(await client.vote(first, "Ada")).toMatchObject({ status: "success" });
    expect(await client.vote(second, "Grace")).toMatchObject({ status: "success" });
    expect(await client.vote(third, "Ada")).toMatchObject({ status: "success" });

    expect(await countsOf("Ada")).toEqual([2n, 2n]);
    expect(await countsOf("Grace")).toEqual([1n, 1n]);
    expect(await countsOf("Nobody")).toEqual([0n, 0n]);
    expect(await client.hasVoted(first)).toBe(true);
    expect(await client.hasVoted(fourth)).toBe(false);
  });

  test("it is refused a second vote, as it knows it", async () => {
    await expect(client.vote(chain.accounts[0], "Ada")).rejects.toThrow("reverted");
    await expect(client.vote(chain.accounts[0], "Grace")).rejects.toThrow("reverted");
    expect(await countsOf("Ada")).toEqual([2n, 2n]);
    expect(await countsOf("Grace")).toEqual([1n, 1n]);
  });
});
