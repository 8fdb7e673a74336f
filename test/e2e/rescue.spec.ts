import { readFile } from "node:fs/promises";
import type { Locator, Page } from "@playwright/test";
import { rollElectionAbi } from "@/chain/generated/rollElectionAbi";
import { parseBallotCode } from "@/election/ballotCode";
import { parseBallotFile } from "@/election/parseBallotFile";
import { deliverBatch } from "../support/deliverBallots";
import { expectReachable } from "../support/expectReachable";
import { installWallet } from "../support/installWallet";
import { readCode } from "../support/readCode";
import { showRelays } from "../support/showRelays";
import { signBallot, voterAt } from "../support/signBallots";
import { lookUp, startRelay } from "../support/startRelay";
import { type Swallower, startSwallower } from "../support/startSwallower";
import { keptBallots, openAs, place, putUp, startAgain, takeDown, type Up } from "./signing";
import { castBallot, countOf, expect, openElection, test } from "./test";

// Each has a chain and relays of its own to start.
test.describe.configure({ timeout: 90_000 });

const hostOf = ({ url }: { url: string }) => new URL(url).host;
const ways = (page: Page) => page.locator("details", { hasText: "Other ways to deliver it" });

/** The dark modules of a code as the page draws it, by rows. */
async function modulesOf(code: Locator): Promise<boolean[][]> {
  const size = Number((await code.getAttribute("viewBox"))?.split(" ")[2]);
  const rows = Array.from({ length: size }, () => Array.from({ length: size }, () => false));
  for (const [, x, y, width] of (await code.locator("path").getAttribute("d"))?.matchAll(/M(\d+) (\d+)h(\d+)/g) ?? []) {
    rows[Number(y)]?.fill(true, Number(x), Number(x) + Number(width));
  }
  return rows;
}

/** Lets the chain go on by so many blocks, and by so many seconds. */
async function goOn({ chain }: Up, blocks: number, seconds: number): Promise<void> {
  await chain.node.increaseTime({ seconds: seconds - blocks });
  await chain.node.mine({ blocks, interval: 1 });
}

/** A chain on which time stands still between transactions, and relays that swallow, before the real one, which is down. */
async function putUpSwallowed(page: Page, swallowers: readonly Swallower[], closesIn = 9000): Promise<Up> {
  const up = await putUp(page, { blockTime: 0, election: { closesIn } });
  await up.relay.kill();
  await showRelays(page, up.chain, [...swallowers.map(({ url }) => url), up.relay.url]);
  return up;
}

test("with no relay to be reached the voter is offered a file and a code, and either can be delivered", async ({
  page,
  site,
}) => {
  const up = await putUp(page);
  await up.relay.kill();
  await openAs(page, site, up);
  await castBallot(page, "Grace");
  await expect(page.getByText("Signed, but not with a relay yet.")).toBeVisible();
  await expect(page.getByText(`The relay ${hostOf(up.relay)} cannot be reached.`)).toBeVisible();

  const saving = page.waitForEvent("download");
  await page.getByRole("button", { name: "Save the ballot file" }).click();
  const file = await saving;
  expect(file.suggestedFilename()).toBe(`ballot-31337-${up.election.address.slice(0, 10)}-4.json`);
  const saved = parseBallotFile(JSON.parse(await readFile(await file.path(), "utf8")));
  expect(saved).toEqual(await signBallot(up.election, place, "Grace"));

  await page.getByRole("button", { name: "Show the code" }).click();
  const code = page.getByRole("img", { name: "Code of the link by which your ballot can be delivered" });
  const link = readCode(await modulesOf(code));
  expect(link).toContain(`${site}#/deliver/`);
  await expect(page.getByText(link, { exact: true })).toBeVisible();
  expect(parseBallotCode(link.split("/deliver/")[1] ?? "")).toEqual(saved);

  // Where a relay is added, and back: everything is found again.
  await page.getByRole("link", { name: "Add a relay" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Nodes" })).toBeVisible();
  await page.goBack();
  await expect(page.getByText("Signed, but not with a relay yet.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Save the ballot file" })).toBeVisible();

  await deliverBatch(up.chain, up.election, [saved]);
  await expect(page.getByText("Your ballot for Grace is counted.")).toBeVisible();
  await expect(ways(page)).toBeHidden();
  await up.chain.stop();
});

test("a relay that accepts and swallows is named, also after a reload and in another tab, and the next one delivers", async ({
  page,
  context,
  site,
}) => {
  const swallower = await startSwallower({ longestWait: 60 });
  const up = await putUpSwallowed(page, [swallower]);
  await openAs(page, site, up);
  await castBallot(page, "Grace");
  await expect(page.getByText("With the relay, not in a block yet.")).toBeVisible();
  await expect(ways(page)).not.toHaveAttribute("open");

  // As long as it announced and two minutes, but four blocks only: a chain that stood still blames nobody.
  const named = (tab: Page) =>
    tab.getByText(new RegExp(`^The relay ${hostOf(swallower)} said at .* that it had accepted your ballot\\.$`));
  await goOn(up, 4, 185);
  await expect(page.getByText(/at block .* · /).first()).toBeVisible();
  await expect(named(page)).toBeHidden();
  await goOn(up, 1, 1);
  await expect(named(page)).toBeVisible();
  await expect(page.getByText("5 blocks and 3 minutes later it is in none.")).toBeVisible();
  await expect(page.getByText("Signed. No relay has delivered it yet.")).toBeVisible();
  await expect(ways(page)).toHaveAttribute("open");
  await expect(page.getByText(`The relay ${hostOf(swallower)} has had it for too long.`)).toBeVisible();
  await expect(page.getByText(`The relay ${hostOf(up.relay)} cannot be reached.`)).toBeVisible();

  await page.reload();
  await expect(named(page)).toBeVisible();
  const other = await context.newPage();
  await showRelays(other, up.chain, [swallower.url, up.relay.url]);
  await installWallet(other, up.chain.url, voterAt(up.election, place));
  await openElection(other, site, up.election.address);
  await other.getByRole("button", { name: "Connect", exact: true }).click();
  await other.getByRole("button", { name: "Test Wallet" }).click();
  await expect(named(other)).toBeVisible();
  await expect(ways(other)).toHaveAttribute("open");

  const relay = await startAgain(up);
  await page.getByRole("button", { name: "Try now" }).click();
  for (const tab of [page, other]) {
    await expect(tab.getByText("Your ballot for Grace is counted.")).toBeVisible();
    await expect(named(tab)).toBeHidden();
  }
  await swallower.stop();
  await takeDown({ ...up, relay });
});

test("a relay that claims what the contract denies, loses the ballot or gives it up is named for that", async ({
  page,
  site,
}) => {
  const swallower = await startSwallower();
  const up = await putUpSwallowed(page, [swallower]);
  await openAs(page, site, up);
  await castBallot(page, "Ada");
  await expect(page.getByText("says that it keeps your ballot for its next delivery.")).toBeVisible();

  swallower.say("final");
  await expect(
    page.getByText("says that your ballot is counted for good. The chain has not said so yet."),
  ).toBeVisible();
  await goOn(up, 6, 130);
  await expect(page.getByText(/says that it is in a block\. That is not true\.$/)).toBeVisible();
  await expect(page.getByText(/^The contract counts no ballot of yours at block [\d,]+\.$/)).toBeVisible();
  await expect(countOf(page, "Ada")).toContainText("0 0.0%");

  swallower.say("void");
  await page.getByRole("button", { name: "Try now" }).click();
  await expect(page.getByText(/and now says that it will not deliver it\.$/)).toBeVisible();
  swallower.say("accepted");
  swallower.forget();
  await page.getByRole("button", { name: "Try now" }).click();
  await expect(page.getByText(/and later knew nothing of it\.$/)).toBeVisible();
  // It was given the ballot again, which excuses nothing.
  await expect.poll(() => swallower.swallowed()).toBe(2);
  await page.reload();
  await expect(page.getByText(/and later knew nothing of it\.$/)).toBeVisible();
  await swallower.stop();
  await up.chain.stop();
});

test("near the close the page says until when, opens the other ways, hands the ballot to every relay, and names them after it", async ({
  page,
  site,
}) => {
  const swallowers = [await startSwallower({ longestWait: 600 }), await startSwallower()];
  const up = await putUpSwallowed(page, swallowers, 3000);
  await openAs(page, site, up);
  await castBallot(page, "Ada");
  await expect(page.getByText("With the relay, not in a block yet.")).toBeVisible();
  await goOn(up, 3, 2000);
  await expect(page.getByText("Voting ends")).toBeHidden();
  expect(swallowers.map(({ swallowed }) => swallowed())).toEqual([1, 0]);

  await goOn(up, 1, 500);
  await expect(
    page.getByText(/^Voting ends \w{3},? \d+ \w{3}.*, \d\d:\d\d .*, and no block holds your ballot\.$/),
  ).toBeVisible();
  await expect(ways(page)).toHaveAttribute("open");
  await expect.poll(() => swallowers.map(({ swallowed }) => swallowed())).toEqual([1, 1]);
  await page.reload();
  await expect(page.getByText(/^Voting ends .* and no block holds your ballot\.$/)).toBeVisible();
  await expect(page.getByRole("button", { name: "Save the ballot file" })).toBeVisible();

  // Whose fault it was stays to be seen once nothing can be done any more.
  await goOn(up, 5, 600);
  await expect(page.getByText("Voting ended before your ballot was delivered. It was not counted.")).toBeVisible();
  await expect(ways(page)).toBeHidden();
  for (const { url } of swallowers) await expect(page.getByText(`The relay ${hostOf({ url })} said at`)).toBeVisible();
  for (const swallower of swallowers) await swallower.stop();
  await up.chain.stop();
});

test("a ballot handed to two relays and paid for besides counts once", async ({ page, site }) => {
  const slow = { RELAY_LONGEST_WAIT: "3600" };
  const up = await putUp(page, { environment: slow });
  const second = await startRelay(up.chain, { environment: slow });
  await showRelays(page, up.chain, [up.relay.url, second.url]);
  await openAs(page, site, up);
  await castBallot(page, "Ada");
  await expect(page.getByText(`The relay ${hostOf(up.relay)} says that it keeps your ballot`)).toBeVisible();
  await ways(page).locator("summary").click();
  await expect(page.getByText(`The relay ${hostOf(second)} has not been asked yet.`)).toBeVisible();
  await page.getByRole("button", { name: "Try now" }).click();
  const asked = { ...up.election, election: up.election.address, index: place };
  await expect.poll(async () => (await lookUp(second, asked)).status).toBe(200);

  const { address } = voterAt(up.election, place);
  await up.chain.node.setBalance({ address, value: 10n ** 18n });
  await page.getByRole("button", { name: "Pay the network fee yourself" }).click();
  await page.getByRole("button", { name: /^Sign ballot as 0x/ }).click();
  await expect(page.getByText("Your ballot for Ada is counted.")).toBeVisible();
  await up.relay.kill();
  const again = await startAgain(up);
  await expect.poll(async () => (await lookUp(again, asked)).body.state, { timeout: 20_000 }).toMatch(/final|void/);
  const read = { address: up.election.address, abi: rollElectionAbi } as const;
  const [, counts, ballots] = await up.chain.node.readContract({ ...read, functionName: "results" });
  expect([counts, ballots]).toEqual([[1n, 0n], 1n]);
  await expect(countOf(page, "Ada")).toContainText("1 100.0%");
  await expect.poll(() => keptBallots(page)).toEqual([]);
  await second.kill();
  await takeDown({ ...up, relay: again });
});

test("another device is told what a relay says it holds, and warned before a second signature", async ({
  page,
  browser,
  site,
}) => {
  const up = await putUp(page, { environment: { RELAY_LONGEST_WAIT: "3600" } });
  await openAs(page, site, up);
  await castBallot(page, "Grace");
  await expect(page.getByText("With the relay, not in a block yet.")).toBeVisible();

  const device = await browser.newContext();
  const second = await device.newPage();
  await showRelays(second, up.chain, [up.relay.url]);
  await openAs(second, site, up);
  const told = `The relay ${hostOf(up.relay)} says that it holds a ballot of yours for Grace, signed elsewhere.`;
  await expect(second.getByText(told)).toBeVisible();
  await expect(second.getByText("That is its word alone: the contract counts none of yours yet. If you")).toBeVisible();
  await second.getByRole("radio", { name: "Ada" }).check();
  await second.getByRole("button", { name: "Review your ballot" }).click();
  await expect(second.getByText("Whichever is delivered first counts, and the other never does.")).toBeVisible();
  await expectReachable(second, "review on another device");
  await second.getByRole("button", { name: "Change my choice" }).click();
  await second.getByRole("radio", { name: "Grace" }).check();
  await second.getByRole("button", { name: "Review your ballot" }).click();
  await expect(second.getByText("This is the same choice: whichever arrives first, it counts once.")).toBeVisible();

  await deliverBatch(up.chain, up.election, [await signBallot(up.election, place, "Grace")]);
  for (const device of [page, second])
    await expect(device.getByText("Your ballot for Grace is counted.")).toBeVisible();
  await expect(second.getByText(told)).toBeHidden();
  await device.close();
  await takeDown(up);
});

for (const { colorScheme, width } of [
  { colorScheme: "light", width: 1280 },
  { colorScheme: "dark", width: 360 },
] as const) {
  test.describe(`nothing stands in the way of assistive technology (${colorScheme}, ${width} px)`, () => {
    test.use({ viewport: { width, height: 800 }, colorScheme });

    test("while a swallowed ballot is saved and shown as a code by keyboard alone", async ({ page, site }) => {
      const swallower = await startSwallower();
      const up = await putUpSwallowed(page, [swallower]);
      await openAs(page, site, up);
      await castBallot(page, "Ada");
      await expect(page.getByText("With the relay, not in a block yet.")).toBeVisible();
      const summary = ways(page).locator("summary");
      await summary.focus();
      await page.keyboard.press("Enter");
      await expect(page.getByRole("button", { name: "Save the ballot file" })).toBeVisible();
      await page.keyboard.press("Enter");
      await expect(page.getByRole("button", { name: "Save the ballot file" })).toBeHidden();

      await goOn(up, 6, 130);
      await expect(page.getByText("later it is in none.")).toBeVisible();
      await expect(summary).toBeFocused();
      await expectReachable(page, "named");
      const show = page.getByRole("button", { name: "Show the code" });
      for (const next of ["Try now", "Add a relay", "Save the ballot file"]) {
        await page.keyboard.press("Tab");
        await expect(page.getByRole(next === "Add a relay" ? "link" : "button", { name: next })).toBeFocused();
      }
      const saving = page.waitForEvent("download");
      await page.keyboard.press("Enter");
      await saving;
      await page.keyboard.press("Tab");
      await expect(show).toBeFocused();
      await page.keyboard.press("Enter");
      await expect(page.getByRole("button", { name: "Copy the link" })).toBeVisible();
      await expect(page.getByRole("button", { name: "Hide the code" })).toBeFocused();
      await expectReachable(page, "code");
      await goOn(up, 1, 8500);
      await expect(page.getByText(/^Voting ends/)).toBeVisible();
      await expectReachable(page, "near the close");
      await swallower.stop();
      await up.chain.stop();
    });
  });
}
