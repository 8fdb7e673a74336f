import type { Locator, Page } from "@playwright/test";
import { generatePrivateKey, privateKeyToAccount } from "viem/accounts";
import { installWallet, testAccount } from "../support/installWallet";
import { createElection, sendBallot, startChain } from "../support/startChain";
import { castBallot, connectWallet, countOf, electionLink, expect, openElection, test } from "./test";

test("a voter chooses, signs, and sees the ballot sent, in a block and final", async ({ page, chain, site }) => {
  const election = await createElection(chain, { candidates: ["Ada — plot 12", "Grace", "None of these"] });
  const voter = testAccount(3);
  await installWallet(page, chain.url, voter);
  await openElection(page, site, election);
  await expect(page.getByText("Any address may vote once.")).toBeVisible();

  await connectWallet(page);
  await page.getByRole("radio", { name: "Grace" }).check();
  await page.getByRole("button", { name: "Review your ballot" }).click();
  const review = page.getByRole("region", { name: "Check before you sign" });
  await expect(review).toContainText(voter.address);
  await expect(review).toContainText("Grace");
  await expect(review).toContainText("Practice chain");
  await expect(review).toContainText("anyone who learns that this address is yours can see your choice for ever");

  await page.getByRole("button", { name: /^Sign ballot as 0x/ }).click();
  await expect(page.getByText("Sent. Waiting for a block to take it up…")).toBeVisible();
  await expect(page.getByText(/In block [\d,]+, not yet final/)).toBeVisible();
  await expect(page.getByText("Your ballot for Grace is counted.")).toBeVisible();
  await expect(countOf(page, "Grace")).toContainText("1 100.0%");
  await expect(page.getByRole("region", { name: "Ballots" }).getByText("You ·")).toBeVisible();
  await expect(page.getByText(/^Final in block [\d,]+\.$/)).toBeVisible();

  await page.reload();
  await expect(page.getByText("Your ballot for Grace is counted.")).toBeVisible();
  await expect(page.getByRole("radio", { name: "Grace" })).toBeChecked();
  await expect(page.getByRole("radio", { name: "Grace" })).toBeDisabled();
});

test("a practice voter votes without a wallet", async ({ page, chain, site }) => {
  const election = await createElection(chain);
  await openElection(page, site, election);

  await page.getByRole("radio", { name: "Ada" }).check();
  await page.getByRole("button", { name: "Connect a wallet" }).click();
  await page.getByRole("button", { name: /^Practice voter 5\b/ }).click();
  await page.getByRole("button", { name: "Review your ballot" }).click();
  await page.getByRole("button", { name: /^Sign ballot as 0x/ }).click();

  await expect(countOf(page, "Ada")).toContainText("1 100.0%");
  await expect(page.getByText(/^Final in block/)).toBeVisible();

  await page.getByRole("button", { name: /^Your wallet: 0x/ }).click();
  const dialog = page.getByRole("dialog", { name: "Your wallet" });
  await expect(dialog.getByText("Practice voter 5", { exact: true })).toHaveCount(2);
  await expect(dialog.getByRole("button", { name: "Practice voter 5 connected" })).toBeDisabled();
  await dialog.getByRole("button", { name: "Disconnect" }).click();
  await page.keyboard.press("Escape");
  await page.reload();
  await expect(page.getByRole("button", { name: "Connect", exact: true })).toBeEnabled();
  await expect(page.getByText("Any address may vote once.")).toBeVisible();
});

test("practice voters are offered on the local development chain only", async ({ page, chain, site }) => {
  const election = await createElection(chain);
  // The same node under another chain id, as if it were a public one.
  const chains = [{ ...chain.configuration, id: 5, name: "Elsewhere" }, chain.configuration];
  await page.route("**/chains.json", (route) => route.fulfill({ json: { chains: chains.slice(0, 1) } }));
  await page.goto(electionLink(site, election).replace("31337", "5"));
  await expect(page.getByText("The node that was asked belongs to another chain")).toBeVisible();
  await page.getByRole("button", { name: "Connect", exact: true }).click();
  await expect(page.getByText("No wallet was found in this browser.")).toBeVisible();
  await expect(page.getByText("Practice voters")).toBeHidden();

  await page.unroute("**/chains.json");
  await page.goto(electionLink(site, election));
  await page.reload();
  await page.getByRole("button", { name: "Connect", exact: true }).click();
  await expect(page.getByRole("heading", { name: "Practice voters" })).toBeVisible();
});

test("a declined signature keeps the choice, and the next try counts", async ({ page, chain, site }) => {
  const election = await createElection(chain);
  const wallet = await installWallet(page, chain.url, testAccount(6));
  await openElection(page, site, election);
  await connectWallet(page);

  wallet.answer("reject");
  await castBallot(page, "Grace");
  await expect(page.getByRole("alert")).toContainText("You declined in your wallet. Nothing was sent");
  await expect(page.getByRole("radio", { name: "Grace" })).toBeChecked();

  wallet.answer("approve");
  await page.getByRole("button", { name: /^Sign ballot as 0x/ }).click();
  await expect(page.getByText("Your ballot for Grace is counted.")).toBeVisible();
});

test("a wallet that does not answer can be left waiting", async ({ page, chain, site }) => {
  const election = await createElection(chain);
  const wallet = await installWallet(page, chain.url, testAccount(7));
  await openElection(page, site, election);
  await connectWallet(page);

  wallet.answer("hold");
  await castBallot(page, "Ada");
  await expect(page.getByText("Waiting for your signature.")).toBeVisible();
  await page.getByRole("button", { name: "Stop waiting" }).click();
  await expect(page.getByRole("alert")).toContainText(
    "If you still sign in the wallet, the ballot counts all the same.",
  );

  // And so it does.
  wallet.release();
  await expect(page.getByText("Your ballot for Ada is counted.")).toBeVisible();
});

test("a wallet on another chain is asked to switch before anything is signed", async ({ page, chain, site }) => {
  const election = await createElection(chain);
  const wallet = await installWallet(page, chain.url, testAccount(8), 1);
  await openElection(page, site, election);
  await connectWallet(page);

  await expect(page.getByRole("button", { name: "Review your ballot" })).toBeHidden();
  await page.getByRole("button", { name: "Switch to Practice chain" }).click();
  expect(wallet.signed()).toBe(0);
  await castBallot(page, "Ada");
  await expect(page.getByText("Your ballot for Ada is counted.")).toBeVisible();
});

test("another account gets a ballot paper of its own, and the first one's vote stays", async ({
  page,
  chain,
  site,
}) => {
  const election = await createElection(chain);
  const [first, second] = [testAccount(9), testAccount(10)];
  const wallet = await installWallet(page, chain.url, first);
  await openElection(page, site, election);
  await connectWallet(page);
  await castBallot(page, "Ada");
  await expect(page.getByText("Your ballot for Ada is counted.")).toBeVisible();

  await wallet.switchAccount(second);
  await expect(page.getByText("You may vote.")).toBeVisible();
  await castBallot(page, "Grace");
  await expect(page.getByText("Your ballot for Grace is counted.")).toBeVisible();
  await expect(countOf(page, "Ada")).toContainText("1 50.0%");
});

test("a ballot cast elsewhere shows as cast, and cannot be cast again", async ({ page, chain, site }) => {
  const election = await createElection(chain);
  const voter = testAccount(11);
  await installWallet(page, chain.url, voter);
  await openElection(page, site, election);
  await connectWallet(page);

  await sendBallot(chain, election, voter.address, "Grace");
  await expect(page.getByText("Your ballot for Grace is counted.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Review your ballot" })).toBeHidden();
});

test("a replaced block takes the ballot back visibly", async ({ page, site }) => {
  const chain = await startChain({ accounts: 10 });
  try {
    const election = await createElection(chain);
    await page.route("**/chains.json", (route) => route.fulfill({ json: { chains: [chain.configuration] } }));
    await installWallet(page, chain.url, testAccount(4));
    await openElection(page, site, election);
    await connectWallet(page);
    await castBallot(page, "Ada");
    await expect(page.getByText(/In block [\d,]+, not yet final/)).toBeVisible();

    await chain.node.request({ method: "anvil_reorg", params: [1, []] } as never);
    await expect(page.getByText("The block that held your ballot was replaced.")).toBeVisible();
    await expect(countOf(page, "Ada")).toContainText("0 0.0%");
    await expect(page.getByText("No ballot has been cast.")).toBeVisible();

    await page.getByRole("button", { name: "Vote again" }).click();
    await castBallot(page, "Grace");
    await expect(page.getByText("Your ballot for Grace is counted.")).toBeVisible();
  } finally {
    await chain.stop();
  }
});

test("a ballot that comes into a block after the close is refused in plain words", async ({ page, site }) => {
  const chain = await startChain({ accounts: 10 });
  try {
    const election = await createElection(chain, { closesIn: 300 });
    await page.route("**/chains.json", (route) => route.fulfill({ json: { chains: [chain.configuration] } }));
    await installWallet(page, chain.url, testAccount(4));
    await openElection(page, site, election);
    await connectWallet(page);
    await chain.node.setAutomine(false);
    await castBallot(page, "Ada");
    await expect(page.getByText("Sent. Waiting for a block to take it up…")).toBeVisible();

    await chain.node.increaseTime({ seconds: 600 });
    await chain.node.mine({ blocks: 1 });
    await expect(page.getByText("The contract refused the ballot in its block: it came too late")).toBeVisible();
    await expect(page.getByRole("region", { name: "The result" })).toContainText("No votes were cast.");
  } finally {
    await chain.stop();
  }
});

test("an address without a coin is told so before any choice, and may vote once it has one", async ({
  page,
  chain,
  site,
}) => {
  const election = await createElection(chain);
  const poor = privateKeyToAccount(generatePrivateKey());
  await installWallet(page, chain.url, poor);
  await openElection(page, site, election);
  await connectWallet(page);
  await expect(page.getByText("You may vote, but cannot pay for it yet.")).toBeVisible();
  await expect(page.getByText(/holds no ETH for the network fee\. Send it a little first\.$/)).toBeVisible();

  await chain.node.setBalance({ address: poor.address, value: 10n ** 18n });
  await expect(page.getByText("You may vote.", { exact: true })).toBeVisible();
  await castBallot(page, "Ada");
  await expect(page.getByText("Your ballot for Ada is counted.")).toBeVisible();
});

test("the review names whom a ballot is for in full", async ({ page, chain, site }) => {
  const election = await createElection(chain, { candidates: ["Yes — raise the fee", "Yes — abolish the fee"] });
  await installWallet(page, chain.url, testAccount(21));
  await openElection(page, site, election);
  await connectWallet(page);
  await page.getByRole("radio", { name: "abolish" }).check();
  await page.getByRole("button", { name: "Review your ballot" }).click();
  await expect(page.getByRole("region", { name: "Check before you sign" })).toContainText("Yes — abolish the fee");
  await expect(countOf(page, "Yes — abolish the fee")).toContainText("0 0.0%");
});

test.describe("on a phone", () => {
  test.use({ viewport: { width: 360, height: 740 } });

  test("a vote by keyboard alone", async ({ page, chain, site }) => {
    const election = await createElection(chain, { candidates: ["Ada", "Grace", "None of these"] });
    await installWallet(page, chain.url, testAccount(12));
    await openElection(page, site, election);

    await pressUntilFocused(page, page.getByRole("button", { name: "Connect", exact: true }));
    await page.keyboard.press("Enter");
    const offer = page.getByRole("button", { name: "Test Wallet" });
    expect(await offer.locator("img").boundingBox()).toMatchObject({ width: 28, height: 28 });
    await pressUntilFocused(page, offer);
    await page.keyboard.press("Enter");
    await expect(page.getByText("You may vote.")).toBeVisible();
    // The dialog gives the focus back to what opened it.
    await expect(page.getByRole("button", { name: /^Your wallet/ })).toBeFocused();

    await pressUntilFocused(page, page.getByRole("radio", { name: "Ada" }));
    await page.keyboard.press("ArrowDown");
    await expect(page.getByRole("radio", { name: "Grace" })).toBeChecked();
    await pressUntilFocused(page, page.getByRole("button", { name: "Review your ballot" }));
    await page.keyboard.press("Enter");
    await expect(page.getByRole("heading", { name: "Check before you sign" })).toBeInViewport();
    await expect(page.getByText("Your vote", { exact: true })).toBeInViewport();
    await pressUntilFocused(page, page.getByRole("button", { name: /^Sign ballot as 0x/ }));
    await page.keyboard.press("Enter");
    await expect(page.getByText("Your ballot for Grace is counted.")).toBeVisible();
    // The button that had the focus is gone; the keyboard goes on from the ballot, not from the top of the page.
    await expect(page.locator("main :focus")).toHaveCount(1);
    // The long review is gone too, and what became of the ballot stands in sight.
    await expect(page.getByText(/(In|Final in) block/).first()).toBeInViewport();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
    // 320 px is a 1280 px window at 400 %.
    await page.setViewportSize({ width: 320, height: 740 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
  });
});

/** Tabs on until the element has the focus; fails where it cannot be reached. */
async function pressUntilFocused(page: Page, target: Locator): Promise<void> {
  for (let presses = 0; presses < 30; presses += 1) {
    await page.keyboard.press("Tab");
    if (await target.evaluate((element) => element === document.activeElement)) return;
  }
  throw new Error("The keyboard does not reach the element.");
}
