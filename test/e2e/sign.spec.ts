import { candidateId } from "@/election/election";
import { deliverBatch } from "../support/deliverBallots";
import { expectReachable } from "../support/expectReachable";
import { showRelays } from "../support/showRelays";
import { signBallot, voterAt } from "../support/signBallots";
import { createElection, publishRoll, startChain } from "../support/startChain";
import { lookUp, startRelay } from "../support/startRelay";
import { keptBallots, openAs, place, putUp, startAgain, takeDown } from "./signing";
import { castBallot, countOf, expect, openElection, test } from "./test";

// Each has a chain and a relay of its own to start.
test.describe.configure({ timeout: 90_000 });

test("a voter without a coin signs in words, and a relay delivers the ballot until it is final", async ({
  page,
  site,
}) => {
  const up = await putUp(page, { election: { title: "Who keeps the keys?", candidates: ["Ada", "Grace — plot 12"] } });
  const voter = voterAt(up.election, place);
  const wallet = await openAs(page, site, up);
  await expect(page.getByText("You may vote. You are voter 4 of 40.")).toBeVisible();
  await expect(page.getByText("Voting costs you nothing")).toBeVisible();
  await page.getByRole("radio", { name: "Grace" }).check();
  await page.getByRole("button", { name: "Review your ballot" }).click();
  const review = page.getByRole("region", { name: "Check before you sign" });
  await expect(review).toContainText("electionWho keeps the keys?choiceGrace — plot 12");
  await expect(review).toContainText(voter.address);
  await expect(review).toContainText(up.election.address);
  await expect(review).toContainText("None. A relay pays it.");
  await expect(review).toContainText("It can delay your ballot, but cannot change it");
  await expect(review).toContainText("the organiser, who knows which member holds which address, can see every vote");
  await page.getByRole("button", { name: /^Sign ballot as 0x.*costs nothing$/ }).click();

  await expect(page.getByText("Your ballot for Grace is counted.")).toBeVisible();
  await expect(countOf(page, "Grace")).toContainText("1 100.0%");
  await expect(page.getByText(/^Final in block [\d,]+\.$/)).toBeVisible();
  // What the wallet was asked: the words themselves, and no transaction.
  const asked = wallet.requests.filter(({ method }) => method === "eth_signTypedData_v4");
  expect(asked.map(({ params }) => JSON.parse(String(params?.[1])).message)).toEqual([
    { election: "Who keeps the keys?", choice: "Grace — plot 12" },
  ]);
  expect(wallet.signed()).toBe(0);
  expect(await up.chain.node.getBalance(voter)).toBe(0n);
  // Nothing is left to be lost, and nothing to be found by whoever uses this browser next.
  await expect.poll(() => keptBallots(page)).toEqual([]);

  await page.reload();
  await expect(page.getByText("Your ballot for Grace is counted.")).toBeVisible();
  await takeDown(up);
});

test("a practice voter signs without a wallet", async ({ page, site }) => {
  const chain = await startChain({ accounts: 10, blockTime: 1 });
  const roll = await publishRoll(chain, chain.accounts);
  const election = await createElection(chain, { roll, closesIn: 9000 });
  const relay = await startRelay(chain, { environment: { RELAY_LONGEST_WAIT: "0" } });
  await showRelays(page, chain, [relay.url]);
  await openElection(page, site, election);
  await page.getByRole("radio", { name: "Ada" }).check();
  await page.getByRole("button", { name: "Connect a wallet" }).click();
  await page.getByRole("button", { name: /^Practice voter 5\b/ }).click();
  await page.getByRole("button", { name: "Review your ballot" }).click();
  await expect(page.getByText("On the practice chain no wallet asks")).toBeVisible();
  await page.getByRole("button", { name: /^Sign ballot as 0x.*costs nothing$/ }).click();
  await expect(page.getByText("Your ballot for Ada is counted.")).toBeVisible();
  await relay.kill();
  await chain.stop();
});

test("what a wallet returns wrongly is not handed on, and the next try counts", async ({ page, site }) => {
  const up = await putUp(page);
  const voter = voterAt(up.election, place);
  const wallet = await openAs(page, site, up);
  const handedIn: string[] = [];
  page.on("request", (request) => request.url().endsWith("/ballots") && handedIn.push(request.url()));

  wallet.sendAs(voterAt(up.election, 5));
  await castBallot(page, "Grace");
  const alert = page.getByRole("alert");
  await expect(alert).toContainText("Your ballot was not signed.");
  await expect(alert).toContainText("Your wallet returned a signature that is not this address’s. Nothing was sent.");
  wallet.sendAs(voter);
  wallet.writeSignature((signature) => signature.slice(0, 40));
  await page.getByRole("button", { name: /^Sign ballot as 0x/ }).click();
  await expect(page.getByText("Waiting for your signature.")).toBeHidden();
  await expect(alert).toContainText("Your wallet returned a signature that is not this address’s.");
  expect(handedIn).toEqual([]);
  expect(await keptBallots(page)).toEqual([]);
  await expect(page.getByRole("radio", { name: "Grace" })).toBeChecked();

  // As some wallets write it.
  wallet.writeSignature((signature) => `${signature.slice(0, -2)}0${signature.endsWith("1c") ? 1 : 0}`);
  await page.getByRole("button", { name: /^Sign ballot as 0x/ }).click();
  await expect(page.getByText("Your ballot for Grace is counted.")).toBeVisible();
  await takeDown(up);
});

test("who declines keeps the choice; who stops waiting and signs later has the ballot delivered all the same", async ({
  page,
  site,
}) => {
  const up = await putUp(page);
  const wallet = await openAs(page, site, up);
  wallet.answer("reject");
  await castBallot(page, "Grace");
  await expect(page.getByRole("alert")).toContainText("You declined in your wallet. Nothing was signed");
  await expect(page.getByRole("radio", { name: "Grace" })).toBeChecked();

  wallet.answer("hold");
  await page.getByRole("button", { name: /^Sign ballot as 0x/ }).click();
  await expect(page.getByText("Waiting for your signature.")).toBeVisible();
  // Nothing is on its way yet, and the words to compare stay in sight.
  await expect(page.getByText("You may vote. You are voter 4 of 40.")).toBeVisible();
  await expect(page.getByText(/electionWho shall speak\?choiceGrace$/)).toBeVisible();
  await expect(page.getByRole("radio", { name: "Ada" })).toBeDisabled();
  await page.getByRole("button", { name: "Stop waiting" }).click();
  await expect(page.getByRole("alert")).toContainText("the ballot goes to the relay all the same");
  wallet.release();
  await expect(page.getByText("Your ballot for Grace is counted.")).toBeVisible();
  await takeDown(up);
});

test("before a second choice the page warns, and says so where the first is delivered", async ({ page, site }) => {
  const up = await putUp(page, { environment: { RELAY_LONGEST_WAIT: "3600" } });
  await openAs(page, site, up);
  await castBallot(page, "Grace");
  await expect(page.getByText("With the relay, not in a block yet.")).toBeVisible();

  await page.getByRole("button", { name: "Choose again" }).click();
  const dialog = page.getByRole("dialog", { name: "You have signed a ballot already" });
  await expect(dialog).toContainText("Whichever is delivered first counts, and the other never does.");
  await dialog.getByRole("button", { name: "Keep my ballot for Grace" }).click();
  await expect(page.getByText("With the relay, not in a block yet.")).toBeVisible();
  await expect(page.getByRole("radio", { name: "Ada" })).toBeDisabled();

  await page.getByRole("button", { name: "Choose again" }).click();
  await dialog.getByRole("button", { name: "Choose again all the same" }).click();
  const warning = page.getByText("You have signed a ballot for Grace that is not delivered yet. Whichever");
  await expect(warning).toBeVisible();
  await page.getByRole("radio", { name: "Ada" }).check();
  await page.getByRole("button", { name: "Review your ballot" }).click();
  await expect(warning).toBeVisible();
  await page.getByRole("button", { name: /^Sign ballot as 0x.*costs nothing$/ }).click();
  await expect(page.getByText("holds a ballot for Grace that the voter signed before")).toBeVisible();

  // Past the relay, as anybody can who has the signature.
  await deliverBatch(up.chain, up.election, [await signBallot(up.election, place, "Grace")]);
  await expect(page.getByText("Your ballot for Grace is counted.")).toBeVisible();
  const told = page.getByText("Counted is your ballot for Grace, not the one for Ada that you signed.");
  await expect(told).toBeVisible();
  await page.getByRole("button", { name: "Hide this" }).click();
  await expect(told).toBeHidden();
  await expect(page.getByText("Your ballot for Grace is counted.")).toBeVisible();
  await takeDown(up);
});

test("a ballot that no relay has delivered by the close is said not to count", async ({ page, site }) => {
  const up = await putUp(page, { blockTime: 0, election: { closesIn: 3000 } });
  await up.relay.kill();
  await openAs(page, site, up);
  await castBallot(page, "Ada");
  await expect(page.getByText("Signed, but not with a relay yet.")).toBeVisible();
  await up.chain.node.increaseTime({ seconds: 4000 });
  await up.chain.node.mine({ blocks: 1 });
  await expect(page.getByText("Voting ended before your ballot was delivered. It was not counted.")).toBeVisible();
  await page.getByRole("button", { name: "Hide this" }).click();
  await expect(page.getByText("Voting ended before your ballot was delivered.")).toBeHidden();
  await up.chain.stop();
});

test("a contract that accepts no signature is said not to, and is offered to pay", async ({ page, site }) => {
  const up = await putUp(page);
  const { address } = voterAt(up.election, place);
  await up.chain.node.setCode({ address, bytecode: "0x00" });
  await openAs(page, site, up);
  await castBallot(page, "Ada");
  await expect(page.getByText("Your wallet’s contract does not accept the signature.")).toBeVisible();
  expect(await keptBallots(page)).toEqual([]);
  await page.getByRole("button", { name: "or pay the network fee yourself" }).click();
  await expect(page.getByText("Your wallet’s contract does not accept the signature.")).toHaveCount(0);
  await expect(page.getByRole("region", { name: "Check before you sign" })).toContainText(
    candidateId("Ada").slice(0, 6),
  );
  await takeDown(up);
});

test("an account that lends itself a contract's code signs like any other", async ({ page, site }) => {
  const up = await putUp(page);
  const { address } = voterAt(up.election, place);
  await up.chain.node.setCode({ address, bytecode: `0xef0100${up.election.address.slice(2)}` });
  await openAs(page, site, up);
  await castBallot(page, "Ada");
  await expect(page.getByText("Your ballot for Ada is counted.")).toBeVisible();
  expect((await lookUp(up.relay, { ...up.election, election: up.election.address, index: place })).status).toBe(200);
  await takeDown(up);
});

test("who would rather pay the fee does so with one click, and comes back to signing with another", async ({
  page,
  site,
}) => {
  const up = await putUp(page);
  const { address } = voterAt(up.election, place);
  await up.chain.node.setBalance({ address, value: 10n ** 18n });
  const wallet = await openAs(page, site, up);
  await page.getByRole("radio", { name: "Ada" }).check();
  await page.getByRole("button", { name: "Review your ballot" }).click();
  await page.getByRole("button", { name: "or pay the network fee yourself" }).click();
  await page.getByRole("button", { name: "Sign instead: costs nothing" }).click();
  await page.getByRole("button", { name: "or pay the network fee yourself" }).click();
  await page.getByRole("button", { name: /^Sign ballot as 0x/ }).click();
  await expect(page.getByText("Your ballot for Ada is counted.")).toBeVisible();
  expect(wallet.signed()).toBe(1);
  await takeDown(up);
});

for (const { colorScheme, width } of [
  { colorScheme: "light", width: 1280 },
  { colorScheme: "dark", width: 360 },
] as const) {
  test.describe(`nothing stands in the way of assistive technology (${colorScheme}, ${width} px)`, () => {
    test.use({ viewport: { width, height: 800 }, colorScheme });

    test("while a ballot is signed by keyboard alone, waits for a relay, is with one, and is chosen again", async ({
      page,
      site,
    }) => {
      const slow = { RELAY_LONGEST_WAIT: "3600" };
      const up = await putUp(page, { environment: slow });
      await up.relay.kill();
      await openAs(page, site, up);
      // Until the roll was read there is nothing to review, and the key would pass the button.
      await expect(page.getByText("You may vote.")).toBeVisible();
      await page.getByRole("radio", { name: "Ada" }).focus();
      await page.keyboard.press("Space");
      await page.keyboard.press("Tab");
      await expect(page.getByRole("button", { name: "Review your ballot" })).toBeFocused();
      await page.keyboard.press("Enter");
      await expect(page.getByRole("heading", { name: "Check before you sign" })).toBeFocused();
      await expectReachable(page, "review");
      const sign = page.getByRole("button", { name: /costs nothing$/ });
      await expect(sign).toBeEnabled();
      await page.keyboard.press("Tab");
      await expect(sign).toBeFocused();
      await page.keyboard.press("Enter");

      const state = page.getByRole("status");
      await expect(state.filter({ hasText: "Signed, but not with a relay yet." })).toBeInViewport();
      await expectReachable(page, "without a relay");
      // The button that had the focus is gone; the keyboard goes on from the ballot.
      await expect(page.locator("main :focus")).toHaveCount(1);

      const relay = await startAgain(up, slow);
      await page.keyboard.press("Tab");
      await expect(page.locator("summary", { hasText: "Other ways to deliver it" })).toBeFocused();
      await page.keyboard.press("Tab");
      await expect(page.getByRole("button", { name: "Try now" })).toBeFocused();
      await page.keyboard.press("Enter");
      await expect(state.filter({ hasText: "With the relay, not in a block yet." })).toBeVisible();
      await expectReachable(page, "with the relay");

      await page.getByRole("button", { name: "Choose again" }).press("Enter");
      await expect(page.getByRole("dialog")).toBeVisible();
      await expectReachable(page, "before choosing again");
      await page.getByRole("button", { name: "Choose again all the same" }).press("Enter");
      await expect(page.getByRole("radio", { name: "Grace" })).toBeEnabled();
      await expectReachable(page, "choosing again");
      await page.getByRole("radio", { name: "Ada" }).press("ArrowDown");
      await page.getByRole("button", { name: "Review your ballot" }).press("Enter");
      await expectReachable(page, "second review");
      await page.getByRole("button", { name: "or pay the network fee yourself" }).press("Enter");
      await expectReachable(page, "paying");
      await takeDown({ ...up, relay });
    });
  });
}
