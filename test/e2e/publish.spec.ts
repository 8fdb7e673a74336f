import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { type Address, numberToHex } from "viem";
import { privateKeyToAccount } from "viem/accounts";
import { openElectionAbi } from "@/chain/generated/openElectionAbi";
import { openElectionFactory, openElectionFactoryAbi } from "@/chain/generated/openElectionFactory";
import { rollAbi } from "@/chain/generated/rollAbi";
import { rollFactory, rollFactoryAbi } from "@/chain/generated/rollFactory";
import { type Draft, emptyDraft } from "@/election/draft";
import { installWallet, testAccount } from "../support/installWallet";
import { reorganise, startChain, type TestChain } from "../support/startChain";
import { expect, showChain, test } from "./test";

/** Writes a whole draft for anyone who has an address and goes to its review. */
async function writeDraft(page: Page, site: string, title: string): Promise<void> {
  await page.goto(`${site}#/organise`);
  await page.getByRole("button", { name: "New election" }).click();
  await page.getByRole("textbox", { name: "Question" }).fill(title);
  await goTo(page, "Candidates");
  await page.getByText("Paste a list", { exact: true }).click();
  await page.getByLabel("Names, one a line").fill("Ada\nGrace");
  await page.getByRole("button", { name: "Add these names" }).click();
  await goTo(page, "Who may vote");
  await page.getByRole("radio", { name: /^Anyone/ }).check();
  await goTo(page, "Review and publish");
}

async function goTo(page: Page, step: string): Promise<void> {
  await page.getByRole("navigation", { name: "Steps" }).getByRole("button", { name: step }).click();
}

test("an organiser publishes an election for anyone, after a rejection", async ({ page, site, chain }) => {
  const wallet = await installWallet(page, chain.url, testAccount(0));
  const title = "Who shall chair from 2027?";
  await writeDraft(page, site, title);
  await expect(page.getByText(/^About 0\.00\d+\sETH/)).toBeVisible();
  await page.getByRole("button", { name: "Connect a wallet to publish" }).click();
  await page.getByRole("button", { name: "Test Wallet" }).click();

  wallet.answer("reject");
  await page.getByRole("button", { name: /^Publish as 0x/ }).click();
  await expect(page.getByText("Not done yet")).toBeVisible();
  await expect(page.getByText("0 of 1 steps done")).toBeVisible();
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);

  const drafts = page.getByRole("region", { name: "Your drafts" });
  await page.getByRole("link", { name: "All drafts" }).click();
  await expect(drafts).toContainText("Being published on Practice chain: 0 of 1 steps done.");
  await page.getByRole("link", { name: `Continue: ${title}` }).click();

  wallet.answer("approve");
  await page.getByRole("button", { name: "Go on: create the election" }).click();
  await expect(page.getByRole("heading", { name: "The election is on the chain" })).toBeVisible();
  await expect(page.getByText("It is final: nobody can change it")).toBeVisible();
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  await page.setViewportSize({ width: 360, height: 800 });
  await page.emulateMedia({ colorScheme: "dark" });
  await page.getByRole("link", { name: "All drafts" }).click();
  await expect(drafts).toContainText("Published on Practice chain.");
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);

  const factory = { address: openElectionFactory.address, abi: openElectionFactoryAbi } as const;
  const count = await chain.node.readContract({ ...factory, functionName: "electionCount" });
  const [election] = await chain.node.readContract({
    ...factory,
    functionName: "elections",
    args: [count - 1n, count],
  });
  await page.getByRole("link", { name: "Open the election" }).click();
  await expect(page.getByRole("heading", { level: 1, name: title })).toBeVisible();
  await expect(page).toHaveURL(new RegExp(`#/31337/${election}$`));
});

test.describe("interrupted", () => {
  let chain: TestChain;

  test.beforeEach(async ({ page }) => {
    chain = await startChain();
    await showChain(page, chain);
    page.on("dialog", (dialog) => void dialog.accept());
  });

  test.afterEach(() => chain.stop());

  const id = "00112233445566aa";

  /** Opens the review of a draft in which nothing is missing. */
  async function review(page: Page, site: string): Promise<void> {
    const candidates = ["Ada", "Grace"].map((name, index) => ({ key: index + 1, name, note: "" }));
    const draft: Draft = { ...emptyDraft("Europe/Berlin"), title: "Who shall chair?", candidates, who: "anyone" };
    await page.addInitScript(([key, text]) => localStorage.getItem(key) ?? localStorage.setItem(key, text), [
      `recount.draft.${id}`,
      JSON.stringify(draft),
    ] as const);
    await page.goto(`${site}#/organise/${id}`);
    await goTo(page, "Review and publish");
  }

  async function connect(page: Page): Promise<void> {
    await page.getByRole("button", { name: "Connect a wallet to publish" }).click();
    await page.getByRole("button", { name: "Test Wallet" }).click();
  }

  /** Makes a roll of that many members the draft's electorate. */
  async function listVoters(page: Page, count: number): Promise<void> {
    await goTo(page, "Who may vote");
    await page.getByRole("radio", { name: "The voters on a roll" }).check();
    const lines = Array.from({ length: count }, (_, index) => numberToHex(index + 1, { size: 20 }));
    await page.getByLabel("Or paste the list").fill(lines.join("\n"));
    await page.getByRole("button", { name: "Read the list" }).click();
    await expect(page.getByText(`All ${count} rows are voters`)).toBeVisible();
    await goTo(page, "Review and publish");
  }

  const begin = (page: Page) => page.getByRole("button", { name: /^Publish as 0x/ });
  const goOn = (page: Page) => page.getByRole("button", { name: /^Go on: / });
  const published = (page: Page) => page.getByRole("heading", { name: "The election is on the chain" });

  async function elections(): Promise<readonly Address[]> {
    const factory = { address: openElectionFactory.address, abi: openElectionFactoryAbi } as const;
    const count = await chain.node.readContract({ ...factory, functionName: "electionCount" });
    return chain.node.readContract({ ...factory, functionName: "elections", args: [0n, count] });
  }

  test("by nothing: an organiser reads who pays for the votes", async ({ page, site }) => {
    await showChain(page, {
      ...chain,
      configuration: { ...chain.configuration, relays: ["https://relay.example.org"] },
    });
    await review(page, site);
    await expect(page.getByText("Each voter pays the network fee of their own vote.")).toBeVisible();
    await listVoters(page, 3);
    await expect(page.getByText("they sign, and a relay pays (relay.example.org).")).toBeVisible();
    await expect(page.getByText("Each voter pays the network fee")).toBeHidden();
  });

  test("by a reload while a transaction is on its way, it is followed and not sent again", async ({ page, site }) => {
    const wallet = await installWallet(page, chain.url, testAccount(1));
    await review(page, site);
    await connect(page);
    await chain.node.setAutomine(false);
    await begin(page).click();
    await expect(page.getByText("Sent. Waiting for its block…", { exact: true })).toBeVisible();
    await page.reload();
    await expect(page.getByText("Sent. Waiting for its block…", { exact: true })).toBeVisible();
    await expect(page.getByRole("button", { name: "Edit the draft again" })).toBeHidden();
    await chain.node.mine({ blocks: 1 });
    await expect(published(page)).toBeVisible();
    await expect(page.getByText(/^Paid so far: 0\.00\d+\sETH/)).toBeVisible();
    expect(wallet.signed()).toBe(1);
    expect(await elections()).toHaveLength(1);
  });

  test("by a reload while the wallet asks, what is signed afterwards is found", async ({ page, site }) => {
    const wallet = await installWallet(page, chain.url, testAccount(1));
    await review(page, site);
    await connect(page);
    wallet.answer("hold");
    await begin(page).click();
    await expect(page.getByText("Confirm in your wallet…", { exact: true })).toBeVisible();
    await page.reload();
    await expect(page.getByText("Your wallet may still be asking.")).toBeVisible();
    await expect(goOn(page)).toBeVisible();
    wallet.release();
    await expect(published(page)).toBeVisible();
    expect(await elections()).toHaveLength(1);
  });

  test("by another tab, only one of them asks the wallet", async ({ page, context, site }) => {
    const wallet = await installWallet(page, chain.url, testAccount(1));
    await review(page, site);
    await connect(page);
    wallet.answer("hold");
    await begin(page).click();
    await expect(page.getByText("Confirm in your wallet…", { exact: true })).toBeVisible();

    const other = await context.newPage();
    await showChain(other, chain);
    const own = await installWallet(other, chain.url, testAccount(1));
    await other.goto(page.url());
    await connect(other);
    await goOn(other).click();
    await expect(other.getByText("Another tab of this page is publishing it.")).toBeVisible();
    wallet.release();
    await expect(published(page)).toBeVisible();
    await expect(published(other)).toBeVisible();
    expect(own.signed()).toBe(0);
  });

  test("by a switch of account or chain, it goes on with those it was begun with", async ({ page, site }) => {
    const wallet = await installWallet(page, chain.url, testAccount(1), undefined, [31337, 1]);
    await review(page, site);
    await connect(page);
    wallet.answer("reject");
    await begin(page).click();
    await expect(page.getByText("You declined in your wallet.")).toBeVisible();
    wallet.answer("approve");
    await wallet.switchAccount(testAccount(2));
    await expect(page.getByText("Choose that account in your wallet to go on.")).toBeVisible();
    await expect(goOn(page)).toBeHidden();
    await wallet.switchAccount(testAccount(1));
    await wallet.switchChain(1);
    await page.getByRole("button", { name: "Switch the wallet to Practice chain" }).click();
    await goOn(page).click();
    await expect(published(page)).toBeVisible();
    const [election = "0x"] = await elections();
    const factory = { address: openElectionFactory.address, abi: openElectionFactoryAbi } as const;
    const organiserOf = { ...factory, functionName: "organiserOf", args: [election] } as const;
    expect(await chain.node.readContract(organiserOf)).toBe(testAccount(1).address);
  });

  test("by second thoughts, the roll is kept; and the draft serves once more afterwards", async ({ page, site }) => {
    const wallet = await installWallet(page, chain.url, testAccount(1));
    await review(page, site);
    await listVoters(page, 5);
    await connect(page);
    await begin(page).click();
    await expect(page.getByText("Look at the roll once more")).toBeVisible();
    expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
    await page.getByRole("button", { name: "Edit the draft again" }).click();
    await page.getByRole("button", { name: "Stop publishing and edit" }).click();
    await goTo(page, "Question");
    await page.getByRole("textbox", { name: "Question" }).fill("Who shall be treasurer?");
    await goTo(page, "Review and publish");
    await begin(page).click();
    await page.getByRole("button", { name: "Close the roll with 5 voters" }).click();
    await expect(published(page)).toBeVisible();
    expect(wallet.signed()).toBe(4);
    const rolls = { address: rollFactory.address, abi: rollFactoryAbi } as const;
    const [roll = "0x"] = await chain.node.readContract({ ...rolls, functionName: "rolls", args: [0n, 1n] });
    const events = await chain.node.getContractEvents({ address: roll, abi: rollAbi, fromBlock: 0n });
    expect(events.map(({ eventName }) => eventName)).toEqual(["Added", "Closed"]);

    await page.getByRole("button", { name: "Write another election from this draft" }).click();
    await goTo(page, "Who may vote");
    await page.getByRole("radio", { name: /^Anyone/ }).check();
    await goTo(page, "Review and publish");
    await begin(page).click();
    await expect(published(page)).toBeVisible();
    expect(wallet.signed()).toBe(5);
    const [election = "0x"] = await elections();
    const details = { address: election, abi: openElectionAbi, functionName: "details" } as const;
    expect((await chain.node.readContract(details))[0]).toBe("Who shall be treasurer?");
  });

  test("by a block that is replaced, it says so and puts the step back", async ({ page, site }) => {
    test.slow();
    await installWallet(page, chain.url, testAccount(1));
    await review(page, site);
    await connect(page);
    await begin(page).click();
    await expect(published(page)).toBeVisible();
    await reorganise(chain, 1);
    await expect(page.getByText("A step was taken back.")).toBeVisible();
    await expect(goOn(page)).toBeVisible();
    await goOn(page).click();
    // The node may take the transaction up again by itself; if not, it is asked for a while before it is called lost.
    const lost = page.getByText("No node knows of the transaction any more.");
    await expect(lost.or(published(page))).toBeVisible({ timeout: 25_000 });
    if (await lost.isVisible()) await goOn(page).click();
    await expect(published(page)).toBeVisible();
    expect(await elections()).toHaveLength(1);
  });

  test("before it begins, an account without coin is told", async ({ page, site }) => {
    await installWallet(page, chain.url, privateKeyToAccount(`0x${"7".repeat(64)}`));
    await review(page, site);
    await connect(page);
    await expect(page.getByText("This account holds 0\u00a0ETH: too little")).toBeVisible();
    await begin(page).click();
    await expect(page.getByText("This account has too little coin for the network fee.")).toBeVisible();
    await expect(goOn(page)).toBeVisible();
  });

  test("by nothing: a newcomer publishes as a practice voter, on a phone in the dark", async ({ page, site }) => {
    await page.setViewportSize({ width: 360, height: 740 });
    await page.emulateMedia({ colorScheme: "dark" });
    await review(page, site);
    await page.getByRole("button", { name: "Connect a wallet to publish" }).click();
    await page.getByRole("button", { name: /^Practice voter 2 / }).click();
    await begin(page).press("Enter");
    await expect(published(page)).toBeVisible();
    await expect(published(page)).toBeFocused();
    expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  });
});

test("an organiser pays for nothing once the close has passed, and is told when the opening has", async ({
  page,
  site,
}) => {
  const chain = await startChain({ blockTime: 1 });
  try {
    await showChain(page, chain);
    const wallet = await installWallet(page, chain.url, testAccount(0));
    await writeDraft(page, site, "Who keeps the keys?");
    await goTo(page, "Who may vote");
    await page.getByRole("radio", { name: "The voters on a roll" }).check();
    await page.getByLabel("Or paste the list").fill(`${testAccount(1).address}\n${testAccount(2).address}`);
    await page.getByRole("button", { name: "Read the list" }).click();
    await expect(page.getByText("All 2 rows are voters")).toBeVisible();
    await goTo(page, "Review and publish");
    await page.getByRole("button", { name: "Connect a wallet to publish" }).click();
    await page.getByRole("button", { name: "Test Wallet" }).click();
    wallet.answer("reject");
    await page.getByRole("button", { name: /^Publish as 0x/ }).click();
    await expect(page.getByRole("button", { name: "Go on: create the roll" })).toBeVisible();
    await expect(page.getByText("The time set for the opening has passed", { exact: false })).toHaveCount(0);
    await chain.node.increaseTime({ seconds: 3 * 86_400 });
    await expect(page.getByText("The time set for the opening has passed", { exact: false })).toBeVisible();
    await expect(page.getByRole("button", { name: "Go on: create the roll" })).toBeVisible();
    await chain.node.increaseTime({ seconds: 8 * 86_400 });
    await expect(page.getByText("The time set for the close has passed", { exact: false })).toBeVisible();
    await expect(page.getByRole("button", { name: "Go on: create the roll" })).toHaveCount(0);
  } finally {
    await chain.stop();
  }
});
