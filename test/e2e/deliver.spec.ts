import type { Page } from "@playwright/test";
import { rollElectionAbi } from "@/chain/generated/rollElectionAbi";
import { candidateId } from "@/election/election";
import { bringBallots, openDeliver, reviewPayment, slipOf } from "../support/bringBallots";
import { deployMultiOwnerWallet } from "../support/deployMultiOwnerWallet";
import { expectReachable } from "../support/expectReachable";
import { installWallet, testAccount } from "../support/installWallet";
import { showRelays } from "../support/showRelays";
import {
  createSigningElection,
  inventSigners,
  type SigningElection,
  signBallot,
  signWalletBallot,
  voterAt,
} from "../support/signBallots";
import { reorganise, startChain, type TestChain } from "../support/startChain";
import { startRelay } from "../support/startRelay";
import { startSwallower } from "../support/startSwallower";
import { castBallot, connectWallet, expect, openElection, test } from "./test";

// Each has a chain of its own to start, some a relay.
test.describe.configure({ timeout: 90_000 });

const voters = inventSigners(40);
/** Owns coin, and stands on no roll. */
const carrier = testAccount(4);
/** A relay that nobody runs. */
const dead = "http://127.0.0.1:9";

/** A chain with a block every second, and an election whose voters own no coin; the page knows these relays. */
async function putUp(page: Page, relays: readonly string[] = []) {
  const chain = await startChain({ accounts: 10, blockTime: 1 });
  const election = await createSigningElection(chain, voters, { closesIn: 9000 });
  await showRelays(page, chain, relays);
  return { chain, election };
}

function ballotsOf(election: SigningElection, count: number) {
  return Promise.all(Array.from({ length: count }, (_, index) => signBallot(election, index, "Grace")));
}

/** What the contract counts. */
async function countedIn({ node }: TestChain, { address }: SigningElection) {
  const results = await node.readContract({ address, abi: rollElectionAbi, functionName: "results" });
  return { counts: results[1], ballots: results[2] };
}

test("with every relay dead, another browser delivers a voter's ballot from its own account", async ({
  page,
  browser,
  site,
}) => {
  const { chain, election } = await putUp(page, [dead]);
  await installWallet(page, chain.url, voterAt(election, 3));
  await openElection(page, site, election.address);
  await connectWallet(page);
  await castBallot(page, "Grace");
  await expect(page.getByText("Signed, but not with a relay yet.")).toBeVisible();

  // Whatever the page can do alone is spent: it offers the ballot as a file.
  const [saved] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Save the ballot file" }).click(),
  ]);
  const context = await browser.newContext();
  const other = await context.newPage();
  await showRelays(other, chain, [dead]);
  const wallet = await installWallet(other, chain.url, carrier);
  await openDeliver(other, site);
  await other.getByTestId("ballot-files").setInputFiles(await saved.path());
  await expect(other.getByText("1 ballot taken.")).toBeVisible();
  await expect(slipOf(other, 3)).toContainText("Would count.");
  await other.getByRole("button", { name: "Deliver by a relay" }).click();
  await expect(other.getByText("1 ballot not taken by any relay.")).toBeVisible();
  await expect(other.getByText("The relay 127.0.0.1:9 cannot be reached.")).toBeVisible();

  await reviewPayment(other);
  await other.getByRole("button", { name: /^Deliver as 0x/ }).click();
  await expect(slipOf(other, 3)).toContainText("Counted for good");
  await expect(other.getByText("1 ballot not taken by any relay.")).toBeHidden();
  await expect(page.getByText("Your ballot for Grace is counted.")).toBeVisible();
  expect(wallet.signed()).toBe(1);
  expect(await chain.node.getBalance(voterAt(election, 3))).toBe(0n);
  await context.close();
  await chain.stop();
});

test("many files go as one transaction of an account that is on no roll, and what is bad among them costs them nothing", async ({
  page,
  site,
}) => {
  const { chain, election } = await putUp(page);
  const wallet = await installWallet(page, chain.url, carrier);
  const good = await ballotsOf(election, 38);
  const bad = { ...(await signBallot(election, 38, "Grace")), choice: "Ada" };
  await openDeliver(page, site);
  await bringBallots(page, [...good, bad]);
  await expect(page.getByText("39 files 39 ballots taken.")).toBeVisible();
  await expect(page.getByText("Marked: 38 of the 38 that would count.")).toBeVisible();
  // Twenty at a time.
  await page.getByRole("button", { name: "Next" }).click();
  await expect(slipOf(page, 38)).toContainText("the signature is not this voter’s");

  await reviewPayment(page);
  const review = page.getByRole("region", { name: "Check before you pay" });
  await expect(review).toContainText("38 ballots in one transaction");
  await expect(review).toContainText(carrier.address);
  await expect(review).toContainText(/At most 0\.\d+.ETH at the moment/);
  await expect(review).toContainText("You cannot change them, it is no vote of yours");
  await page.getByRole("button", { name: /^Deliver as 0x/ }).click();
  const sent = page.getByRole("region", { name: "Sent from your account" });
  await expect(sent).toContainText("38 ballots in the transaction 0x");
  await expect(sent).toContainText("Final.");
  await expect(slipOf(page, 37)).toContainText("Counted for good");
  await expect(slipOf(page, 37).getByRole("link", { name: "Receipt" })).toHaveAttribute(
    "href",
    new RegExp(`/31337/${election.address}/receipt/${voterAt(election, 37).address}$`),
  );
  expect(wallet.signed()).toBe(1);
  expect(await countedIn(chain, election)).toEqual({ counts: [0n, 38n], ballots: 38n });

  await sent.getByRole("button", { name: "Forget this transaction" }).click();
  await expect(sent).toBeHidden();
  await chain.stop();
});

test("a ballot that is delivered twice and cast directly as well counts once", async ({ page, browser, site }) => {
  const { chain, election } = await putUp(page);
  const ballot = await signBallot(election, 3, "Grace");
  const context = await browser.newContext();
  const other = await context.newPage();
  await showRelays(other, chain, []);
  for (const carrying of [page, other]) {
    await installWallet(carrying, chain.url, carrying === page ? carrier : testAccount(5));
    await openDeliver(carrying, site);
    await bringBallots(carrying, [ballot]);
    await reviewPayment(carrying);
  }
  // All three in the same block.
  await chain.node.setBalance({ address: ballot.voter, value: 10n ** 18n });
  await chain.node.setIntervalMining({ interval: 0 });
  for (const carrying of [page, other]) {
    await carrying.getByRole("button", { name: /^Deliver as 0x/ }).click();
    await expect(carrying.getByText("In a transaction that you sent, not counted yet.")).toBeVisible();
  }
  await chain.node.impersonateAccount({ address: ballot.voter });
  await chain.node.writeContract({
    address: election.address,
    abi: rollElectionAbi,
    functionName: "vote",
    args: [candidateId("Grace"), 3n],
    account: ballot.voter,
    gas: 200_000n,
  });
  await chain.node.setIntervalMining({ interval: 1 });
  for (const carrying of [page, other]) await expect(slipOf(carrying, 3)).toContainText("Counted for good");
  expect(await countedIn(chain, election)).toEqual({ counts: [0n, 1n], ballots: 1n });
  await context.close();
  await chain.stop();
});

test("a transaction that came too late for what is in it is not called counted", async ({ page, site }) => {
  const { chain, election } = await putUp(page);
  const ballot = await signBallot(election, 3, "Grace");
  await installWallet(page, chain.url, carrier);
  await openDeliver(page, site);
  await bringBallots(page, [ballot]);
  await reviewPayment(page);
  await chain.node.setBalance({ address: ballot.voter, value: 10n ** 18n });
  await chain.node.setIntervalMining({ interval: 0 });
  await page.getByRole("button", { name: /^Deliver as 0x/ }).click();
  const sent = page.getByRole("region", { name: "Sent from your account" });
  await expect(sent).toContainText("1 ballot in the transaction 0x");
  // In the same block, and before it.
  await chain.node.impersonateAccount({ address: ballot.voter });
  await chain.node.writeContract({
    address: election.address,
    abi: rollElectionAbi,
    functionName: "vote",
    args: [candidateId("Ada"), 3n],
    account: ballot.voter,
    gas: 200_000n,
    maxFeePerGas: 1_000n * 10n ** 9n,
    maxPriorityFeePerGas: 900n * 10n ** 9n,
  });
  await chain.node.setIntervalMining({ interval: 1 });
  await expect(sent).toContainText("Final. 0 of its 1 counted");
  await expect(sent.getByText(/^(Counted|Final)$/)).toHaveCount(0);
  expect(await countedIn(chain, election)).toEqual({ counts: [1n, 0n], ballots: 1n });
  await chain.stop();
});

test("a relay that is down is passed over, and the next one delivers at no cost, a contract wallet's ballot too", async ({
  page,
  site,
}) => {
  const chain = await startChain({ accounts: 10, blockTime: 1 });
  const { account } = await deployMultiOwnerWallet(chain);
  const election = await createSigningElection(chain, inRoll([...voters.slice(0, 5), account()]), { closesIn: 9000 });
  const relay = await startRelay(chain, { environment: { RELAY_LONGEST_WAIT: "0" } });
  await showRelays(page, chain, [dead, relay.url]);
  const ballots = await Promise.all(
    election.voters.map(({ address }, index) => {
      return address === account().address
        ? signWalletBallot(election, index, "Ada")
        : signBallot(election, index, "Ada");
    }),
  );
  await openDeliver(page, site);
  await bringBallots(page, ballots);
  await expect(page.getByText("Marked: 6 of the 6 that would count.")).toBeVisible();
  await expect(page.getByText("signed by a contract wallet")).toBeVisible();
  await expect(page.getByText(/Asked in this order: 127\.0\.0\.1:9, 127\.0\.0\.1:\d+\./)).toBeVisible();
  await page.getByRole("button", { name: "Deliver by a relay" }).click();
  await expect(page.getByText("6 ballots handed in. Each counts once a relay has delivered it")).toBeVisible();
  await expect(page.getByText("All of these ballots are counted. Nothing is left to do.")).toBeVisible();
  expect(await countedIn(chain, election)).toEqual({ counts: [6n, 0n], ballots: 6n });
  await relay.kill();
  await chain.stop();
});

test("a relay that keeps ballots back is named, after a reload too, and the next one gets them", async ({
  page,
  site,
}) => {
  const swallower = await startSwallower();
  const chain = await startChain({ accounts: 10 });
  const election = await createSigningElection(chain, voters, { closesIn: 9000 });
  const relay = await startRelay(chain, { environment: { RELAY_LONGEST_WAIT: "0" } });
  await showRelays(page, chain, [swallower.url, relay.url]);
  await openDeliver(page, site);
  await bringBallots(page, await ballotsOf(election, 3));
  await page.getByRole("button", { name: "Deliver by a relay" }).click();
  await expect(page.getByText("Marked: 0 of the 3 that would count.")).toBeVisible();
  await expect(slipOf(page, 2)).toContainText("says that it keeps this ballot and will deliver it. Not counted yet.");

  await chain.node.increaseTime({ seconds: 800 });
  await chain.node.mine({ blocks: 6, interval: 1 });
  const late = /said that it keeps this ballot\. 6 blocks and 13 minutes later it is in none\./;
  await expect(slipOf(page, 2)).toContainText(late);
  await page.reload();
  await expect(slipOf(page, 2)).toContainText(late);
  await page.getByRole("button", { name: "Mark all" }).click();
  await expect(page.getByText("Marked: 3 of the 3 that would count.")).toBeVisible();
  await page.getByRole("button", { name: "Deliver by a relay" }).click();
  await expect(page.getByText("All of these ballots are counted. Nothing is left to do.")).toBeVisible();
  expect(swallower.swallowed()).toBe(3);
  expect(await countedIn(chain, election)).toEqual({ counts: [0n, 3n], ballots: 3n });
  await swallower.stop();
  await relay.kill();
  await chain.stop();
});

test("who declines, or has no coin, keeps the ballots; a reload finds what was sent, so that nobody pays twice", async ({
  page,
  site,
}) => {
  const { chain, election } = await putUp(page);
  const wallet = await installWallet(page, chain.url, voterAt(election, 7));
  await openDeliver(page, site);
  await bringBallots(page, await ballotsOf(election, 2));
  await expect(page.getByText("Marked: 2 of the 2 that would count.")).toBeVisible();
  await reviewPayment(page);
  await expect(page.getByText(/^This address holds 0.ETH, which is less\.$/)).toBeVisible();
  await page.getByRole("button", { name: /^Deliver as 0x/ }).click();
  const alert = page.getByRole("alert");
  await expect(alert).toContainText("This account has too little coin for the network fee.");

  await wallet.switchAccount(carrier);
  // That was about another account.
  await expect(alert).toBeHidden();
  wallet.answer("reject");
  await page.getByRole("button", { name: `Deliver as ${carrier.address.slice(0, 6)}` }).click();
  await expect(alert).toContainText("You declined in your wallet. Nothing was sent");

  wallet.answer("hold");
  await page.getByRole("button", { name: /^Deliver as 0x/ }).click();
  await expect(page.getByText("Waiting for your wallet.")).toBeVisible();
  await page.getByRole("button", { name: "Stop waiting" }).click();
  await expect(alert).toContainText("If you still approve it in the wallet, the ballots are delivered all the same.");
  await chain.node.setIntervalMining({ interval: 0 });
  wallet.release();
  const sent = page.getByRole("region", { name: "Sent from your account" });
  await expect(sent).toContainText("2 ballots in the transaction 0x");
  await page.reload();
  await expect(sent).toContainText("Sent. Waiting for a block to take it up…");
  await expect(slipOf(page, 0)).toContainText("In a transaction that you sent, not counted yet.");
  await expect(page.getByRole("button", { name: "Pay the network fee yourself" })).toBeHidden();
  await chain.node.setIntervalMining({ interval: 1 });
  await expect(sent).toContainText("Final.");
  await expect(page.getByText("All of these ballots are counted.")).toBeVisible();
  await chain.stop();
});

test("what a replaced block takes back is offered again", async ({ page, site }) => {
  const { chain, election } = await putUp(page);
  await installWallet(page, chain.url, carrier);
  await openDeliver(page, site);
  await bringBallots(page, await ballotsOf(election, 1));
  await reviewPayment(page);
  await chain.node.setIntervalMining({ interval: 0 });
  await page.getByRole("button", { name: /^Deliver as 0x/ }).click();
  await expect(slipOf(page, 0)).toContainText("not counted yet");
  await chain.node.mine({ blocks: 1 });
  await expect(slipOf(page, 0)).toContainText("Counted already");
  await expect(page.getByText("In a block, not yet final. It could still be taken back.")).toBeVisible();
  await reorganise(chain, 1);
  // It may come back, for a while.
  await expect(slipOf(page, 0)).toContainText("In a transaction that you sent, not counted yet.");
  await chain.node.increaseTime({ seconds: 90 });
  await chain.node.mine({ blocks: 1 });
  await expect(page.getByText("No node knows of it any more: it was dropped")).toBeVisible();
  await expect(slipOf(page, 0)).toContainText("Would count.");
  await expect(page.getByRole("button", { name: "Pay the network fee yourself" })).toBeVisible();
  await chain.stop();
});

for (const { colorScheme, width } of [
  { colorScheme: "light", width: 1280 },
  { colorScheme: "dark", width: 360 },
] as const) {
  test.describe(`by keyboard alone, and for assistive technology (${colorScheme}, ${width} px)`, () => {
    test.use({ viewport: { width, height: 800 }, colorScheme });

    test("a ballot is brought, left, taken again, paid for and removed", async ({ page, site }) => {
      const { chain, election } = await putUp(page);
      await installWallet(page, chain.url, carrier);
      const [ballot] = await ballotsOf(election, 1);
      await openDeliver(page, site);
      await expectReachable(page, "nothing brought");
      await page.getByLabel("Or paste links").focus();
      await page.keyboard.insertText(
        JSON.stringify({ ...ballot, kind: "recount-ballot", version: 1, signedBy: undefined }),
      );
      await page.keyboard.press("Tab");
      await page.keyboard.press("Enter");
      const box = slipOf(page, 0).getByRole("checkbox");
      await expect(box).toBeChecked();
      await expectReachable(page, "a ballot that would count");
      await box.focus();
      await page.keyboard.press("Space");
      await page.getByRole("button", { name: "Pay the network fee yourself" }).press("Enter");
      await expect(page.getByText("Mark at least one ballot to deliver.")).toBeVisible();
      await box.press("Space");
      await page.getByRole("button", { name: "Pay the network fee yourself" }).press("Enter");
      await page.getByRole("button", { name: "Connect a wallet to pay the fee" }).press("Enter");
      await page.getByRole("button", { name: "Test Wallet" }).press("Enter");
      await expect(page.getByText("At most")).toBeVisible();
      await expect(page.getByRole("heading", { name: "Check before you pay" })).toBeFocused();
      await expectReachable(page, "the last look");
      await page.getByRole("button", { name: /^Deliver as 0x/ }).press("Enter");
      await expect(slipOf(page, 0)).toContainText("Counted for good");
      // Not lost to the top of the page.
      await expect(page.locator("body")).not.toBeFocused();
      await expectReachable(page, "counted");
      await slipOf(page, 0)
        .getByRole("button", { name: /^Remove/ })
        .press("Enter");
      await expect(page.getByText("1 ballot removed from this page.")).toBeVisible();
      await expect(page.getByRole("heading", { name: "Ballots" })).toBeFocused();
      await chain.stop();
    });
  });
}

/** Voters in the order of a roll. */
function inRoll(accounts: SigningElection["voters"]): SigningElection["voters"] {
  return [...accounts].sort((a, b) => (a.address.toLowerCase() < b.address.toLowerCase() ? -1 : 1));
}
