import type { Page } from "@playwright/test";
import { hashTypedData, type LocalAccount } from "viem";
import type { SignedBallot } from "@/election/signedBallot";
import { walletBallotTypedData } from "@/election/walletBallot";
import { deployMultiOwnerWallet, type MultiOwnerWallet } from "../support/deployMultiOwnerWallet";
import { expectReachable } from "../support/expectReachable";
import { installWallet, type WalletControl } from "../support/installWallet";
import { showRelays } from "../support/showRelays";
import { createSigningElection, inventSigners, type SigningElection } from "../support/signBallots";
import { startChain, type TestChain } from "../support/startChain";
import { type RunningRelay, startRelay } from "../support/startRelay";
import { castBallot, connectWallet, countOf, expect, openElection, test } from "./test";

// Each has a chain, a contract wallet and a relay of its own to start.
test.describe.configure({ timeout: 90_000 });

type Up = {
  chain: TestChain;
  relay: RunningRelay;
  /** A wallet of three owners, of whom two have to agree; it stands on the roll, and so does its first owner. */
  wallet: MultiOwnerWallet;
  election: SigningElection;
};

async function putUp(page: Page): Promise<Up> {
  const chain = await startChain({ accounts: 10, blockTime: 1 });
  const wallet = await deployMultiOwnerWallet(chain);
  const voters = [...inventSigners(8), wallet.account(), wallet.owners[0]];
  voters.sort((one, next) => (one.address.toLowerCase() < next.address.toLowerCase() ? -1 : 1));
  const election = await createSigningElection(chain, voters, { closesIn: 9000, title: "Who keeps the keys?" });
  const relay = await startRelay(chain, { environment: { RELAY_LONGEST_WAIT: "0" } });
  await showRelays(page, chain, [relay.url]);
  return { chain, relay, wallet, election };
}

async function takeDown({ chain, relay }: Up): Promise<void> {
  await relay.kill();
  await chain.stop();
}

/** Opens the election with the contract wallet; what it signs, these owners sign for it. */
async function openAs(page: Page, site: string, up: Up, owners?: readonly LocalAccount[]): Promise<WalletControl> {
  const control = await installWallet(page, up.chain.url, up.wallet.account(owners));
  await openElection(page, site, up.election.address);
  await connectWallet(page);
  return control;
}

/** What a contract wallet's owners approve by transactions, in place of a signature. */
function digest({ election, wallet }: Up, choice: string) {
  const { chainId, address, title } = election;
  return hashTypedData(walletBallotTypedData({ chainId, election: address, title, choice }, wallet.address));
}

/** The newest block that a relay knows of. */
async function blockOf({ url }: RunningRelay): Promise<bigint> {
  const health = await (await fetch(`${url}/health`)).json();
  return BigInt(health.chains[0].block);
}

function kept(page: Page): Promise<Pick<SignedBallot, "signedBy" | "signature" | "choice">[]> {
  return page.evaluate(() =>
    Object.entries(localStorage).flatMap(([key, value]) =>
      key.startsWith("recount.signed.") ? [JSON.parse(value)] : [],
    ),
  );
}

function signAgain(page: Page): Promise<void> {
  return page.getByRole("button", { name: /^Sign ballot as 0x.*costs nothing$/ }).click();
}

test("a wallet of several owners signs in words, and a relay delivers its ballot singly", async ({ page, site }) => {
  const up = await putUp(page);
  const control = await openAs(page, site, up);
  await expect(page.getByText("Voting costs you nothing")).toBeVisible();
  await page.getByRole("radio", { name: "Grace" }).check();
  await page.getByRole("button", { name: "Review your ballot" }).click();
  const review = page.getByRole("region", { name: "Check before you sign" });
  await expect(review).toContainText(`electionWho keeps the keys?choiceGracevoter${up.wallet.address}`);
  await expect(review).toContainText("as many of its owners sign as it requires");
  await expect(review).toContainText("None. A relay pays it.");
  await expect(review).toContainText("A relay delivers the ballot singly");
  await signAgain(page);

  await expect(page.getByText("Your ballot for Grace is counted.")).toBeVisible();
  await expect(countOf(page, "Grace")).toContainText("1 100.0%");
  await expect(page.getByText(/^Final in block [\d,]+\.$/)).toBeVisible();
  const lines = page.getByRole("region", { name: "Ballots", exact: true }).getByRole("listitem");
  await expect(lines.first()).toContainText("You · Grace");
  // What the owners were asked: the words themselves, with the wallet in them, and for no transaction.
  const asked = control.requests.filter(({ method }) => method === "eth_signTypedData_v4");
  const message = { election: "Who keeps the keys?", choice: "Grace", voter: up.wallet.address.toLowerCase() };
  expect(asked.map(({ params }) => JSON.parse(String(params?.[1])))).toMatchObject([
    { primaryType: "WalletBallot", message },
  ]);
  expect(control.signed()).toBe(0);
  await takeDown(up);
});

test("too few owners are said to be too few, the choice stays, and with enough of them it counts", async ({
  page,
  site,
}) => {
  const up = await putUp(page);
  const control = await openAs(page, site, up, [up.wallet.owners[1]]);
  await castBallot(page, "Ada");
  const refusal = page.getByRole("alert").filter({ hasText: "Your wallet’s contract does not accept the signature." });
  await expect(refusal).toContainText("Perhaps other owners have to sign first.");
  await expect(page.getByRole("radio", { name: "Ada" })).toBeChecked();
  expect(await kept(page)).toEqual([]);

  control.sendAs(up.wallet.account([up.wallet.owners[1], up.wallet.owners[2]]));
  await signAgain(page);
  await expect(page.getByText("Your ballot for Ada is counted.")).toBeVisible();
  await expect(refusal).toHaveCount(0);
  await takeDown(up);
});

test("a wallet whose owners approve by transactions signs nothing, and its ballot counts once they have", async ({
  page,
  site,
}) => {
  const up = await putUp(page);
  const control = await openAs(page, site, up);
  control.writeSignature(() => "0x");
  await castBallot(page, "Ada");
  await expect(page.getByText("Your wallet returned no signature: its owners approve the ballot")).toBeVisible();
  await up.wallet.approve(up.wallet.owners[0], digest(up, "Ada"));
  await page.getByRole("button", { name: "Check again" }).click();
  await expect(page.getByText("Not accepted so far.")).toBeVisible();
  expect(await kept(page)).toEqual([]);

  await up.wallet.approve(up.wallet.owners[2], digest(up, "Ada"));
  await page.getByRole("button", { name: "Check again" }).click();
  await expect(page.getByText("Your ballot for Ada is counted.")).toBeVisible();
  await takeDown(up);
});

test("a wallet that changes its mind while its ballot is handed in has it handed in again", async ({ page, site }) => {
  const up = await putUp(page);
  const [first, , third] = up.wallet.owners;
  await up.wallet.approve(first, digest(up, "Ada"));
  await up.wallet.approve(third, digest(up, "Ada"));
  const control = await openAs(page, site, up);
  control.writeSignature(() => "0x");
  await page.route(
    `${up.relay.url}/ballots`,
    async (route) => {
      await up.wallet.approve(third, digest(up, "Ada"), false);
      const block = await up.chain.node.getBlockNumber();
      await expect.poll(() => blockOf(up.relay)).toBeGreaterThanOrEqual(block);
      await route.continue();
    },
    { times: 1 },
  );
  await castBallot(page, "Ada");
  await expect(page.getByText("does not find the signature to be the voter’s.")).toBeVisible();
  await expect(page.getByText("The page tries again by itself")).toBeVisible();

  await up.wallet.approve(third, digest(up, "Ada"));
  await expect(page.getByText("Your ballot for Ada is counted.")).toBeVisible();
  await takeDown(up);
});

test("who stops waiting for the other owners loses nothing: what they sign later is handed in", async ({
  page,
  site,
}) => {
  const up = await putUp(page);
  const control = await openAs(page, site, up);
  control.answer("hold");
  await castBallot(page, "Grace");
  await expect(page.getByText("Leave this page open until the last one has.")).toBeVisible();
  await page.getByRole("button", { name: "Stop waiting" }).click();
  await expect(page.getByText("If the owners still sign while this page is open")).toBeVisible();
  control.release();
  await expect(page.getByText("Your ballot for Grace is counted.")).toBeVisible();
  await takeDown(up);
});

test("what the owners approve counts for whom it was signed, though another one is marked by then", async ({
  page,
  site,
}) => {
  const up = await putUp(page);
  const control = await openAs(page, site, up);
  control.writeSignature(() => "0x");
  control.answer("hold");
  await castBallot(page, "Ada");
  await page.getByRole("button", { name: "Stop waiting" }).click();
  await page.getByRole("button", { name: "Change my choice" }).click();
  await page.getByRole("radio", { name: "Grace" }).check();
  await page.getByRole("button", { name: "Review your ballot" }).click();
  control.release();
  await expect(page.getByText("Your wallet returned no signature: its owners approve the ballot")).toBeVisible();
  for (const owner of up.wallet.owners.slice(1)) await up.wallet.approve(owner, digest(up, "Ada"));
  await page.getByRole("button", { name: "Check again" }).click();
  await expect(page.getByText("Your ballot for Ada is counted.")).toBeVisible();
  await takeDown(up);
});

test("a wallet that would rather pay votes by a transaction of its own", async ({ page, site }) => {
  const up = await putUp(page);
  const control = await openAs(page, site, up);
  await page.getByRole("radio", { name: "Ada" }).check();
  await page.getByRole("button", { name: "Review your ballot" }).click();
  await page.getByRole("button", { name: "or pay the network fee yourself" }).click();
  await expect(page.getByRole("button", { name: "Sign instead: costs nothing" })).toBeVisible();
  await page.getByRole("button", { name: /^Sign ballot as 0x/ }).click();
  await expect(page.getByText("Your ballot for Ada is counted.")).toBeVisible();
  expect(control.signed()).toBe(1);
  await takeDown(up);
});

test("an owner who is on the roll as well votes besides, and both count", async ({ page, site }) => {
  const up = await putUp(page);
  const control = await openAs(page, site, up);
  await castBallot(page, "Ada");
  await expect(page.getByText("Your ballot for Ada is counted.")).toBeVisible();

  await control.switchAccount(up.wallet.owners[0]);
  await castBallot(page, "Grace");
  await expect(page.getByText("Your ballot for Grace is counted.")).toBeVisible();
  await expect(countOf(page, "Ada")).toContainText("1 50.0%");
  await expect(countOf(page, "Grace")).toContainText("1 50.0%");
  await takeDown(up);
});

for (const { colorScheme, width } of [
  { colorScheme: "light", width: 1280 },
  { colorScheme: "dark", width: 360 },
] as const) {
  test.describe(`nothing stands in the way of assistive technology (${colorScheme}, ${width} px)`, () => {
    test.use({ viewport: { width, height: 800 }, colorScheme });

    test("while a contract wallet's ballot is signed by keyboard alone", async ({ page, site }) => {
      const up = await putUp(page);
      const control = await openAs(page, site, up, [up.wallet.owners[0]]);
      await page.getByRole("radio", { name: "Ada" }).focus();
      await page.keyboard.press("Space");
      await page.keyboard.press("Tab");
      await page.keyboard.press("Enter");
      await expect(page.getByRole("heading", { name: "Check before you sign" })).toBeFocused();
      await expectReachable(page, "review");
      control.answer("hold");
      await page.keyboard.press("Tab");
      await page.keyboard.press("Enter");
      await expect(page.getByText("Leave this page open until the last one has.")).toBeVisible();
      await expectReachable(page, "while owners sign");

      control.answer("approve");
      control.release();
      const again = page.getByRole("button", { name: "Check again" });
      await expect(again).toBeVisible();
      await expectReachable(page, "too few owners");
      await again.focus();
      await page.keyboard.press("Enter");
      await expect(page.getByText("Not accepted so far.")).toBeVisible();
      await expect(again).toBeFocused();

      control.sendAs(up.wallet.account());
      await page.getByRole("button", { name: /costs nothing$/ }).press("Enter");
      await expect(page.getByText("Your ballot for Ada is counted.")).toBeVisible();
      await takeDown(up);
    });
  });
}
