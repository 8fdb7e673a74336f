import type { Page } from "@playwright/test";
import { shorten } from "@/ui/format";
import { expectReachable } from "../support/expectReachable";
import { installWallet, testAccount } from "../support/installWallet";
import { castInBlock, createElection, reorganise, sendBallot, startChain, type TestChain } from "../support/startChain";
import { change, type Fault, startProxy } from "../support/startProxy";
import { electionLink, expect, openElection, showChain, test } from "./test";

/** A chain of a test's own, with a block for every transaction until `setAutomine(false)`. */
async function withChain(page: Page, run: (chain: TestChain) => Promise<void>): Promise<void> {
  const chain = await startChain({ accounts: 30 });
  try {
    await showChain(page, chain);
    await run(chain);
  } finally {
    await chain.stop();
  }
}

function blocksOn(page: Page) {
  return page.getByRole("region", { name: "Blocks with ballots" });
}

function blockOn(page: Page, number: bigint) {
  return page.getByRole("article", { name: `Block ${number}`, exact: true });
}

test("a ballot waits first, and then stands in its block", async ({ page, site }) => {
  await withChain(page, async (chain) => {
    const election = await createElection(chain, { candidates: ["Ada — plot 12", "Grace"] });
    await installWallet(page, chain.url, testAccount(1));
    await openElection(page, site, election);
    await page.getByRole("link", { name: "See the blocks that hold the ballots" }).click();
    await expect(page).toHaveTitle("Blocks: Who shall speak? · Recount");
    await expect(page.getByText("No block holds a ballot.")).toBeVisible();
    const waiting = page.getByRole("region", { name: "Sent, not in a block yet" });
    await expect(waiting).toContainText("The node that was asked knows of no ballot that waits for a block.");
    await page.getByRole("button", { name: "Connect", exact: true }).click();
    await page.getByRole("button", { name: "Test Wallet" }).click();

    await chain.node.setAutomine(false);
    await sendBallot(chain, election, chain.accounts[1], "Ada — plot 12");
    await sendBallot(chain, election, chain.accounts[0], "Grace");
    await expect(waiting.getByRole("listitem").filter({ hasText: "You" })).toContainText("Ada");
    await expect(waiting).toContainText(`Grace${shorten(chain.accounts[0])}`);
    await expect(page.getByText("No block holds a ballot.")).toBeVisible();

    await chain.node.mine({ blocks: 1 });
    const block = blockOn(page, await chain.node.getBlockNumber());
    await expect(block.getByRole("listitem").filter({ hasText: "You" })).toContainText("Ada");
    await expect(block).toContainText(`Grace${shorten(chain.accounts[0])}`);
    await expect(block).toContainText("not yet final");
    await expect(waiting.getByRole("listitem")).toHaveCount(0);
    await chain.node.mine({ blocks: 3 });
    await expect(block).toContainText("· final");
    await expect(blocksOn(page)).toContainText("3 blocks without ballots since");
  });
});

test("blocks stand in the chain's order, with what they name as the one before them", async ({ page, site }) => {
  await withChain(page, async (chain) => {
    const election = await createElection(chain);
    const { number: created } = await chain.node.getBlock();
    await chain.node.mine({ blocks: 2 });
    const first = await castInBlock(chain, election, chain.accounts[0], "Ada");
    const second = await castInBlock(chain, election, chain.accounts[1], "Grace");
    await page.goto(`${electionLink(site, election)}/ledger`);

    const items = blocksOn(page).locator("ol > li");
    await expect(items).toHaveCount(3);
    await expect(items.nth(0)).toContainText(`Block ${second}`);
    await expect(items.nth(0)).toContainText("names the block below as the one before it");
    await expect(items.nth(1)).toContainText(`Block ${first}`);
    await expect(items.nth(1)).toContainText("2 blocks without ballots");
    await expect(items.nth(2)).toContainText(`Block ${created}: the election is put up`);

    const { hash, parentHash } = await chain.node.getBlock({ blockNumber: second });
    await expect(blockOn(page, second)).toContainText(shorten(parentHash));
    await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    await blockOn(page, second).getByTitle(hash).click();
    await expect(blockOn(page, second)).toContainText(hash);
    await expect(blockOn(page, second)).toContainText("Copied.");
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(hash);
  });
});

test("a replaced block vanishes, and the page says which it was", async ({ page, site }) => {
  await withChain(page, async (chain) => {
    const election = await createElection(chain);
    const kept = await castInBlock(chain, election, chain.accounts[0], "Ada");
    const replaced = await castInBlock(chain, election, chain.accounts[1], "Grace");
    await page.goto(`${electionLink(site, election)}/ledger`);
    await expect(blockOn(page, replaced)).toContainText("Grace");

    await reorganise(chain, 1);
    await expect(blockOn(page, replaced)).toHaveCount(0);
    await expect(blockOn(page, kept)).toBeVisible();
    await expect(page.getByText(`The chain replaced block ${replaced} by another`)).toBeVisible();

    // The ballot comes back, in another block.
    const again = await castInBlock(chain, election, chain.accounts[1], "Grace");
    await expect(blockOn(page, again)).toContainText("Grace");
    await expect(page.getByText(`Replaced: block ${replaced}.`)).toBeVisible();
  });
});

test("twenty blocks are shown at a time, down to the election's creation", async ({ page, site }) => {
  await withChain(page, async (chain) => {
    const election = await createElection(chain);
    for (const voter of chain.accounts.slice(0, 22)) await castInBlock(chain, election, voter, "Ada");
    await page.goto(`${electionLink(site, election)}/ledger`);
    await expect(blocksOn(page)).toContainText("20 of 22");
    const links = page.getByText("names the block below as the one before it");
    await expect(links).toHaveCount(19);

    await page.getByRole("button", { name: "Show older blocks" }).click();
    await expect(blocksOn(page)).toContainText("22 of 22");
    await expect(links).toHaveCount(22);
  });
});

/** The node lies about the block before each block that it gives by its hash. */
const otherParents = change("eth_getBlockByHash", (block: object) => ({
  ...block,
  parentHash: `0x${"ab".repeat(32)}`,
}));

/** The node does not tell what waits. */
const silentOnPending: Fault = async (request, forward) => {
  return request.params[0] === "pending" ? { result: null } : forward();
};

test("what a node keeps back or makes up is told: blocks that do not join, what waits, and a conflict", async ({
  page,
  site,
}) => {
  await withChain(page, async (chain) => {
    const election = await createElection(chain);
    const first = await castInBlock(chain, election, chain.accounts[0], "Ada");
    const second = await castInBlock(chain, election, chain.accounts[1], "Ada");
    const proxy = await startProxy(chain.url);
    const link = `${electionLink(site, election)}/ledger`;
    await showChain(page, { ...chain, configuration: { ...chain.configuration, endpoints: [proxy.url] } });

    proxy.fail(otherParents);
    await page.goto(link);
    await expect(page.getByText(`Block ${second} does not name block ${first} as the one before it.`)).toBeVisible();

    proxy.fail(silentOnPending);
    await page.reload();
    await expect(page.getByText("does not tell which ballots wait for a block")).toBeVisible();
    await expect(page.getByText("knows of no ballot")).toBeHidden();
    await expect(page.getByText("names the block below as the one before it").first()).toBeVisible();

    proxy.fail(change("eth_getLogs", (logs: unknown[]) => logs.slice(1)));
    await page.reload();
    await expect(page.getByText("No figure can be shown")).toBeVisible();
    await expect(blocksOn(page)).toBeHidden();
    await proxy.stop();
  });
});

for (const { colorScheme, width } of [
  { colorScheme: "light", width: 1280 },
  { colorScheme: "dark", width: 360 },
] as const) {
  test(`nothing in the ledger stands in the way of assistive technology (${colorScheme}, ${width} px)`, async ({
    page,
    site,
  }) => {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await page.setViewportSize({ width, height: 740 });
    await withChain(page, async (chain) => {
      const election = await createElection(chain, { title: `Who? ${"W".repeat(150)}` });
      const block = await castInBlock(chain, election, chain.accounts[0], "Ada");
      await chain.node.setAutomine(false);
      await sendBallot(chain, election, chain.accounts[1], "Grace");
      await page.goto(`${electionLink(site, election)}/ledger`);
      await expect(page.getByRole("region", { name: "Sent, not in a block yet" })).toContainText("Grace");
      await blockOn(page, block).getByRole("button").first().click();
      await expectReachable(page, "the ledger");
    });
  });
}
