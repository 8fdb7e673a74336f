import { once } from "node:events";
import { createServer } from "node:http";
import { installWallet } from "../support/installWallet";
import { showRelays } from "../support/showRelays";
import { signBallot, voterAt } from "../support/signBallots";
import { reorganise } from "../support/startChain";
import { handIn } from "../support/startRelay";
import { keptBallots, openAs, place, putUp, startAgain, takeDown } from "./signing";
import { castBallot, countOf, expect, openElection, test } from "./test";

// Each has a chain and a relay of its own to start, and some wait for the page's own pauses besides.
test.describe.configure({ timeout: 180_000 });

test("a relay that is down gets the ballot once it is up, also after a reload and from another tab", async ({
  page,
  context,
  site,
}) => {
  const up = await putUp(page);
  await up.relay.kill();
  await openAs(page, site, up);
  await castBallot(page, "Ada");
  await expect(page.getByText("Signed, but not with a relay yet.")).toBeVisible();
  await expect(page.getByText(/^The relay 127\.0\.0\.1:\d+ cannot be reached\.$/)).toBeVisible();
  await expect(page.getByText("The page tries again by itself while it is open")).toBeVisible();
  await expect(page.getByRole("button", { name: "Pay the network fee yourself" })).toBeVisible();
  await expect(page.getByRole("radio", { name: "Ada" })).toBeChecked();
  await expect(page.getByRole("radio", { name: "Ada" })).toBeDisabled();

  await page.reload();
  await expect(page.getByText("Signed, but not with a relay yet.")).toBeVisible();
  // The wallet signs nothing more: the signature is kept.
  const other = await context.newPage();
  await showRelays(other, up.chain, [up.relay.url]);
  await installWallet(other, up.chain.url, voterAt(up.election, place));
  await openElection(other, site, up.election.address);
  await other.getByRole("button", { name: "Connect", exact: true }).click();
  await other.getByRole("button", { name: "Test Wallet" }).click();
  await expect(other.getByText("Signed, but not with a relay yet.")).toBeVisible();
  await page.close();

  const relay = await startAgain(up);
  // By itself: the page has waited longer after every try.
  await expect(other.getByText("Your ballot for Ada is counted.")).toBeVisible({ timeout: 60_000 });
  await takeDown({ ...up, relay });
});

for (const { reason, environment, sentence } of [
  {
    reason: "has spent its budget",
    environment: { RELAY_BUDGET_ELECTION: "1" },
    sentence: /has spent all that it set aside for this election\.$/,
  },
  {
    reason: "finds the close too near",
    environment: { RELAY_LAST_SECONDS: "86400" },
    sentence: /says that the election takes no votes now, or closes too soon to deliver one\.$/,
  },
]) {
  test(`a relay that ${reason} says so, and the voter pays the fee for the same ballot`, async ({ page, site }) => {
    const up = await putUp(page, { environment });
    await handIn(up.relay, await signBallot(up.election, 7, "Ada"));
    await openAs(page, site, up);
    await castBallot(page, "Grace");
    await expect(page.getByText("Signed, but not with a relay yet.")).toBeVisible();
    await expect(page.getByText(sentence)).toBeVisible();

    const { address } = voterAt(up.election, place);
    await up.chain.node.setBalance({ address, value: 10n ** 18n });
    await page.getByRole("button", { name: "Pay the network fee yourself" }).click();
    await expect(page.getByText("This is the same choice: whichever arrives first, it counts once.")).toBeVisible();
    await page.getByRole("button", { name: /^Sign ballot as 0x/ }).click();
    await expect(page.getByText("Your ballot for Grace is counted.")).toBeVisible();
    await expect(page.getByText(/^Final in block/)).toBeVisible();
    await expect.poll(() => keptBallots(page)).toEqual([]);
    await takeDown(up);
  });
}

test("what answers in a relay's place is not believed, and the next relay is asked", async ({ page, site }) => {
  const up = await putUp(page, { environment: { RELAY_LONGEST_WAIT: "3600" } });
  let answer = "<!doctype html><h1>502 Bad Gateway</h1>";
  const stranger = createServer((_, response) => {
    response.setHeader("Access-Control-Allow-Origin", "*").setHeader("Access-Control-Allow-Headers", "*");
    response.end(answer);
  }).listen(0, "127.0.0.1");
  await once(stranger, "listening");
  const address = stranger.address();
  if (address === null || typeof address === "string") throw new Error("The stranger has no port.");
  const strange = `http://127.0.0.1:${address.port}`;
  await showRelays(page, up.chain, [strange]);
  await openAs(page, site, up);
  await castBallot(page, "Ada");
  await expect(page.getByText("answers with what makes no sense: it is broken, or no relay.")).toBeVisible();

  // A lie of the right form is shown as the relay's word, and nothing is called counted.
  answer = JSON.stringify({ state: "final", choice: "Ada" });
  await page.getByRole("button", { name: "Try now" }).click();
  await expect(
    page.getByText("says that your ballot is counted for good. The chain has not said so yet."),
  ).toBeVisible();
  await expect(page.getByText("With the relay, not in a block yet.")).toBeVisible();
  await expect(page.getByText("is counted.", { exact: true })).toBeHidden();
  await expect(countOf(page, "Ada")).toContainText("0 0.0%");

  answer = "";
  await showRelays(page, up.chain, [strange, up.relay.url]);
  await page.reload();
  await expect(page.getByText(`The relay ${new URL(up.relay.url).host} says that it keeps your ballot`)).toBeVisible();
  stranger.closeAllConnections();
  stranger.close();
  await takeDown(up);
});

test("a replaced block takes the ballot back visibly, until the relay has delivered it again", async ({
  page,
  site,
}) => {
  const up = await putUp(page, { blockTime: 0 });
  await openAs(page, site, up);
  await castBallot(page, "Ada");
  await expect(page.getByText(/In block [\d,]+, not yet final/)).toBeVisible();

  await up.relay.kill();
  await reorganise(up.chain, 1);
  await expect(page.getByText("waiting for the relay to deliver it again")).toBeVisible();
  await expect(countOf(page, "Ada")).toContainText("0 0.0%");
  await expect(page.getByText("Your ballot is signed.")).toBeVisible();

  const relay = await startAgain(up);
  await expect(page.getByText("Your ballot for Ada is counted.")).toBeVisible();
  await up.chain.node.mine({ blocks: 4 });
  await expect(page.getByText(/^Final in block/)).toBeVisible();
  await takeDown({ ...up, relay });
});
