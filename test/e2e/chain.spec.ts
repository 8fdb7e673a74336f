import type { Page } from "@playwright/test";
import { type Address, encodeFunctionData, type Hash, type Hex, toFunctionSelector } from "viem";
import { openElectionAbi } from "@/chain/generated/openElectionAbi";
import { candidateId } from "@/election/election";
import type { AnvilSettings } from "../../scripts/practice/startAnvil";
import { installWallet, testAccount } from "../support/installWallet";
import { castInBlock, createElection, reorganise, sendBallot, startChain, type TestChain } from "../support/startChain";
import { change, startProxy } from "../support/startProxy";
import { castBallot, connectWallet, countOf, expect, openElection, showChain, test } from "./test";

const voter = testAccount(4);
const sent = "Sent. Waiting for a block to take it up…";

/** What each test needs: a chain of its own, an election on it, and the page with a connected wallet. */
async function open(page: Page, site: string, settings: AnvilSettings = {}) {
  const chain = await startChain({ accounts: 10, ...settings });
  const election = await createElection(chain, { closesIn: 900 });
  await showChain(page, chain);
  await installWallet(page, chain.url, voter);
  await openElection(page, site, election);
  await connectWallet(page);
  return { chain, election };
}

/** Casts a ballot for Ada that stays out of blocks until the test mines one. */
async function castUnmined(page: Page, chain: TestChain): Promise<{ hash: Hash; nonce: number }> {
  await chain.node.setAutomine(false);
  await castBallot(page, "Ada");
  // Behind another one it says soon what it waits for.
  await expect(page.getByText(/^Sent[.,]/)).toBeVisible();
  const { transactions } = await chain.node.getBlock({ blockTag: "pending", includeTransactions: true });
  const own = transactions.findLast(({ from }) => from === voter.address.toLowerCase());
  if (!own) throw new Error("The ballot is not among the pending transactions.");
  return own;
}

/** Mines a block so many seconds after the last one. */
async function mineAfter({ node }: TestChain, seconds: number): Promise<void> {
  await node.increaseTime({ seconds });
  await node.mine({ blocks: 1 });
}

test("a ballot on its way is found again after a reload, and in another tab", async ({ page, context, site }) => {
  const { chain } = await open(page, site);
  const link = page.url();
  await castUnmined(page, chain);

  await page.reload();
  await expect(page.getByText(sent)).toBeVisible();
  await expect(page.getByText("Your ballot is on its way.")).toBeVisible();
  await expect(page.getByRole("radio", { name: "Ada" })).toBeChecked();
  await expect(page.getByRole("radio", { name: "Grace" })).toBeDisabled();
  const other = await context.newPage();
  await showChain(other, chain);
  await installWallet(other, chain.url, voter);
  await other.goto(link);
  await connectOther(other);
  await expect(other.getByText(sent)).toBeVisible();

  await chain.node.mine({ blocks: 1 });
  for (const tab of [page, other]) {
    await expect(tab.getByText("Your ballot for Ada is counted.")).toBeVisible();
    await expect(tab.getByText(/In block [\d,]+, not yet final/)).toBeVisible();
  }
  await chain.node.mine({ blocks: 2 });
  await expect(page.getByText(/^Final in block/)).toBeVisible();
  await chain.stop();
});

test("a dropped ballot is called lost after a minute, and can be cast again", async ({ page, site }) => {
  const { chain } = await open(page, site);
  const { hash } = await castUnmined(page, chain);
  await chain.node.dropTransaction({ hash });
  await mineAfter(chain, 20);
  await expect(page.getByText("Sent. Waiting for the nodes to hear of it…")).toBeVisible();
  await mineAfter(chain, 60);
  await expect(page.getByText(/^No node knows of your ballot’s transaction any more/)).toBeVisible();

  await page.getByRole("button", { name: "Vote again" }).click();
  await expect(page.getByRole("radio", { name: "Ada" })).toBeChecked();
  await chain.node.setAutomine(true);
  await castBallot(page, "Grace");
  await expect(page.getByText("Your ballot for Grace is counted.")).toBeVisible();
  await chain.stop();
});

test("a ballot that the wallet sent late is given its minute all the same", async ({ page, site }) => {
  const chain = await startChain({ accounts: 10 });
  const election = await createElection(chain, { closesIn: 900 });
  const proxy = await startProxy(chain.url);
  await showChain(page, { ...chain, configuration: { ...chain.configuration, endpoints: [proxy.url] } });
  const wallet = await installWallet(page, chain.url, voter);
  await openElection(page, site, election);
  await connectWallet(page);
  await chain.node.setAutomine(false);
  proxy.fail(change("eth_getTransactionByHash", () => null));
  wallet.answer("hold");
  await castBallot(page, "Ada");
  await expect(page.getByText(/^Waiting for your signature/)).toBeVisible();
  await mineAfter(chain, 200);
  await expect(page.getByText(`block ${await chain.node.getBlockNumber()}`).first()).toBeVisible();
  wallet.release();

  await expect(page.getByText("Sent. Waiting for the nodes to hear of it…")).toBeVisible();
  await expect(page.getByRole("button", { name: "Vote again" })).toBeHidden();
  await proxy.stop();
  await chain.stop();
});

test("a ballot cancelled in the wallet is not waited for", async ({ page, site }) => {
  const { chain } = await open(page, site);
  const { hash, nonce } = await castUnmined(page, chain);
  // By then the page has learnt the transaction's number.
  await mineNothing(page, chain, hash);
  await chain.node.sendTransaction({ account: voter.address, to: voter.address, nonce });
  await chain.node.mine({ blocks: 1 });
  await expect(page.getByText("The transaction was cancelled or replaced in your wallet.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Vote again" })).toBeVisible();
  await chain.stop();
});

test("a ballot sped up in the wallet counts like the first", async ({ page, site }) => {
  const { chain, election } = await open(page, site);
  const { hash, nonce } = await castUnmined(page, chain);
  await mineNothing(page, chain, hash);
  const data = encodeFunctionData({ abi: openElectionAbi, functionName: "vote", args: [candidateId("Ada")] });
  await chain.node.sendTransaction({ account: voter.address, to: election, data, nonce, gas: 100_000n });
  await chain.node.mine({ blocks: 1 });
  await expect(page.getByText("Your ballot for Ada is counted.")).toBeVisible();
  await chain.stop();
});

test("a ballot behind a missing transaction says what it waits for", async ({ page, site }) => {
  const { chain } = await open(page, site);
  await chain.node.setAutomine(false);
  const earlier = await chain.node.sendTransaction({ account: voter.address, to: voter.address });
  const { hash, nonce } = await castUnmined(page, chain);
  // The node drops with a transaction what comes after it, so the ballot goes there once more.
  const raw = await chain.node.request<{ ReturnType: Hex }>({
    method: "eth_getRawTransactionByHash",
    params: [hash],
  } as never);
  await chain.node.dropTransaction({ hash: earlier });
  await chain.node.sendRawTransaction({ serializedTransaction: raw });
  await chain.node.mine({ blocks: 1 });
  await expect(page.getByText(/^Sent, but an earlier transaction of this address has to come first/)).toBeVisible();

  await chain.node.sendTransaction({ account: voter.address, to: voter.address, nonce: nonce - 1 });
  await chain.node.mine({ blocks: 1 });
  await expect(page.getByText("Your ballot for Ada is counted.")).toBeVisible();
  await chain.stop();
});

test("a ballot that no block took up before the close is not waited for", async ({ page, site }) => {
  const { chain } = await open(page, site);
  const { hash } = await castUnmined(page, chain);
  await chain.node.dropTransaction({ hash });
  await mineAfter(chain, 1000);
  await expect(page.getByText("Voting ended before a block took your ballot up. It was not counted.")).toBeVisible();
  await page.getByRole("button", { name: "Hide this" }).click();
  await expect(page.getByRole("radio")).toHaveCount(0);
  await chain.stop();
});

test("a reorganisation takes ballots away, the own one among them, and says so also after a reload", async ({
  page,
  site,
}) => {
  const { chain, election } = await open(page, site);
  await castBallot(page, "Ada");
  await expect(page.getByText(/In block [\d,]+, not yet final/)).toBeVisible();
  const block = await castInBlock(chain, election, chain.accounts[5] ?? "0x", "Grace");
  await expect(countOf(page, "Grace")).toContainText("1 50.0%");

  await reorganise(chain, 2);
  await expect(countOf(page, "Grace")).toContainText("0 0.0%");
  await expect(countOf(page, "Ada")).toContainText("0 0.0%");
  const notice = page.getByText("Taken back: 2 ballots.").locator("..");
  await expect(notice).toContainText(`The chain replaced block ${block - 1n} and ${block} by another`);
  await expect(page.getByText("The block that held your ballot was replaced.")).toBeVisible();

  await page.reload();
  await expect(page.getByText("The block that held your ballot was replaced.")).toBeVisible();
  await page.getByRole("button", { name: "Vote again" }).click();
  await castBallot(page, "Grace");
  await expect(page.getByText("Your ballot for Grace is counted.")).toBeVisible();
  await chain.stop();
});

test("a reload between the block and finality never says that a ballot was taken back", async ({ page, site }) => {
  const { chain } = await open(page, site);
  const proxy = await startProxy(chain.url);
  await showChain(page, { ...chain, configuration: { ...chain.configuration, endpoints: [proxy.url] } });
  await castBallot(page, "Ada");
  await expect(page.getByText(/^In block/)).toBeVisible();

  const said = new Set<string>();
  await page.exposeFunction("tellSaid", (text: string) => void said.add(text));
  await page.addInitScript(() => {
    const { tellSaid } = window as unknown as { tellSaid: (text: string) => void };
    new MutationObserver(() => {
      for (const live of document.querySelectorAll("[role=status], [aria-live]")) tellSaid(live.textContent ?? "");
    }).observe(document, { subtree: true, childList: true, characterData: true });
  });
  // As long as the contract cannot be asked for the voter's ballot, nothing is known of it.
  const selector = toFunctionSelector("ballotOf(address)");
  proxy.fail(async ({ method, params }, forward) =>
    method === "eth_call" && JSON.stringify(params).includes(selector) ? { status: 500 } : forward(),
  );
  await page.reload();
  await expect(page.getByText("Sent. Asking the nodes what became of it…")).toBeVisible();
  await expect(page.getByText("Not known yet.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Vote again" })).toBeHidden();
  await expect(page.getByRole("radio", { name: "Grace" })).toBeDisabled();
  proxy.fail();
  await expect(page.getByText("Your ballot for Ada is counted.")).toBeVisible();
  await expect(page.getByText(/^In block/)).toBeVisible();
  expect([...said].filter((text) => /replaced|on its way/.test(text))).toEqual([]);
  expect(said).toContain("Sent. Asking the nodes what became of it…");
  await proxy.stop();
  await chain.stop();
});

test("a reorganisation as deep as 60 blocks is followed where 64 make a block final", async ({ page, site }) => {
  const { chain } = await open(page, site, { slotsInEpoch: 32 });
  await castBallot(page, "Ada");
  await expect(page.getByText("Your ballot for Ada is counted.")).toBeVisible();
  await chain.node.mine({ blocks: 59 });
  await expect(page.getByText(/In block [\d,]+, not yet final/)).toBeVisible();
  await reorganise(chain, 60);
  await expect(page.getByText("Taken back: 1 ballot.")).toBeVisible();
  await expect(page.getByText("The block that held your ballot was replaced.")).toBeVisible();

  await page.getByRole("button", { name: "Vote again" }).click();
  await castBallot(page, "Grace");
  await expect(page.getByText("Your ballot for Grace is counted.")).toBeVisible();
  await chain.node.mine({ blocks: 64 });
  await expect(page.getByText(/^Final in block/)).toBeVisible();
  await expect(countOf(page, "Grace")).toContainText("1 100.0%");
  await chain.stop();
});

test("a reorganisation that lets two ballots change places changes no figure", async ({ page, site }) => {
  const { chain, election } = await open(page, site);
  const [, first, second] = chain.accounts as readonly Address[];
  if (!first || !second) throw new Error("The chain has more accounts.");
  await castInBlock(chain, election, first, "Ada");
  await castInBlock(chain, election, second, "Grace");
  const ballots = page.getByRole("region", { name: "Ballots" }).getByRole("listitem");
  await expect(ballots.first()).toContainText("Grace");

  await chain.node.setAutomine(false);
  await reorganise(chain, 2);
  await chain.node.setAutomine(true);
  await castInBlock(chain, election, second, "Grace");
  await castInBlock(chain, election, first, "Ada");
  await expect(ballots.first()).toContainText("Ada");
  await expect(ballots).toHaveCount(2);
  await expect(countOf(page, "Ada")).toContainText("1 50.0%");
  await expect(page.getByText(/Taken back/)).toBeHidden();
  await chain.stop();
});

test("a reorganisation that moves a ballot past the close takes it out of the result", async ({ page, site }) => {
  const { chain, election } = await open(page, site);
  await castBallot(page, "Ada");
  await expect(page.getByText("Your ballot for Ada is counted.")).toBeVisible();
  await reorganise(chain, 1);
  await expect(page.getByText("Taken back: 1 ballot.")).toBeVisible();
  await mineAfter(chain, 1000);
  await sendBallot(chain, election, voter.address, "Ada").catch(() => {});
  await expect(page.getByRole("region", { name: "The result" })).toContainText("No votes were cast.");
  // Sent anew with the old one's number: as far as the page had followed the old one, it came too late, or was replaced.
  await expect(page.getByText(/It was not counted\.|it came too late|This ballot was not cast\./)).toBeVisible();
  await chain.stop();
});

test("a chain that rewrites what was final gets no figure shown", async ({ page, site }) => {
  const { chain, election } = await open(page, site);
  await castInBlock(chain, election, chain.accounts[1], "Ada");
  await chain.node.mine({ blocks: 4 });
  await expect(countOf(page, "Ada")).toContainText("1 100.0%");
  // Until the page has seen the newest block, the ballot's is not final to it.
  await expect(page.getByText(`at block ${await chain.node.getBlockNumber()} ·`)).toBeVisible();
  await reorganise(chain, 5);
  await expect(page.getByText("No figure can be shown")).toBeVisible();
  await expect(page.getByText(/was final, and the node now gives another in its place/)).toBeVisible();
  await expect(page.getByText("100.0%")).toBeHidden();
  await chain.stop();
});

/** Drops a transaction once the page, at the next block without it, has asked for it. */
async function mineNothing(page: Page, chain: TestChain, hash: Hash): Promise<void> {
  await expect
    .poll(() => page.evaluate(() => Object.values({ ...localStorage }).some((text) => text.includes('"nonce":'))))
    .toBe(true);
  await chain.node.dropTransaction({ hash });
}

async function connectOther(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Connect", exact: true }).click();
  await page.getByRole("button", { name: "Test Wallet" }).click();
}
