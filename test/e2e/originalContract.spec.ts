import { installWallet, testAccount } from "../support/installWallet";
import { originalClient } from "../support/originalClient";
import { createElection, publishRoll, startChain } from "../support/startChain";
import { castBallot, connectWallet, countOf, expect, openElection, showChain, test } from "./test";

// The first design that this project grew from: a contract with vote, getVoteCount, hasVoted and votes. A client that
// knows nothing but these four shares an election with the page, and both must say the same.
for (const kind of ["every address", "the addresses of a roll"]) {
  test(`the original voting contract: vote, count, has voted, one vote each, for ${kind}`, async ({ page, site }) => {
    const chain = await startChain();
    const [, onPage, byClient, another] = chain.accounts;
    if (!byClient || !another) throw new Error("The chain needs four accounts.");
    const roll = kind === "every address" ? undefined : await publishRoll(chain, chain.accounts);
    const election = await createElection(chain, roll ? { roll } : {});
    const client = originalClient(chain, election);
    await showChain(page, chain);
    await installWallet(page, chain.url, testAccount(1));
    expect(testAccount(1).address).toBe(onPage);

    // What the client does, the page shows.
    await openElection(page, site, election);
    await client.vote(byClient, "Ada");
    await expect(countOf(page, "Ada")).toContainText("1 100.0%");

    // What the page does, the client reads.
    expect(await client.hasVoted(onPage)).toBe(false);
    await connectWallet(page);
    await castBallot(page, "Grace");
    await expect(page.getByText("Your ballot for Grace is counted.")).toBeVisible();
    expect(await client.hasVoted(onPage)).toBe(true);
    expect(await client.hasVoted(another)).toBe(false);
    for (const candidate of ["Ada", "Grace"]) {
      expect([await client.getVoteCount(candidate), await client.votes(candidate)]).toEqual([1n, 1n]);
      await expect(countOf(page, candidate)).toContainText("1 50.0%");
    }
    expect(await client.getVoteCount("Nobody")).toBe(0n);

    // One vote for each address, by whichever way.
    await expect(client.vote(onPage, "Ada")).rejects.toThrow("reverted");
    await expect(client.vote(byClient, "Grace")).rejects.toThrow("reverted");
    await page.reload();
    await expect(page.getByText("Your ballot for Grace is counted.")).toBeVisible();
    await expect(page.getByRole("button", { name: "Review your ballot" })).toHaveCount(0);
    expect(await client.getVoteCount("Ada")).toBe(1n);
    await chain.stop();
  });
}
