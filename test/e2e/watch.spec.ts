import { testAccount } from "../support/installWallet";
import { createElection, sendBallot, startChain } from "../support/startChain";
import { change, startProxy } from "../support/startProxy";
import { countOf, electionLink, expect, openElection, test } from "./test";

test("the list shows elections by phase, with ballots and who leads", async ({ page, site }) => {
  const chain = await startChain({ accounts: 10 });
  try {
    await page.route("**/chains.json", (route) => route.fulfill({ json: { chains: [chain.configuration] } }));
    await page.goto(site);
    await expect(page.getByRole("heading", { name: "No election yet" })).toBeVisible();

    const open = await createElection(chain, { title: "Open question?", candidates: ["Ada — plot 12", "Grace"] });
    await sendBallot(chain, open, chain.accounts[1], "Ada — plot 12");
    await createElection(chain, { title: "Later question?", opensIn: 600 });
    const closed = await createElection(chain, { title: "Past question?", closesIn: 30 });
    await sendBallot(chain, closed, chain.accounts[0], "Ada");
    await sendBallot(chain, closed, chain.accounts[1], "Grace");
    await chain.node.increaseTime({ seconds: 60 });
    await chain.node.mine({ blocks: 1 });

    await expect(page.getByRole("region", { name: "Closed" })).toContainText("Past question?");
    await expect(page.getByRole("region", { name: "Closed" })).toContainText("2 ballotsTie: Ada and Grace");
    await expect(page.getByRole("region", { name: "Upcoming" })).toContainText("Later question?by Parish councilOpens");
    await expect(page.getByRole("region", { name: "Open" })).toContainText("1 ballotAda leads");

    await page.getByRole("link", { name: "Open question?" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "Open question?" })).toBeVisible();
    await expect(page).toHaveTitle("Open question? · Recount");
    await expect(page.getByRole("main")).toBeFocused();
  } finally {
    await chain.stop();
  }
});

test("every open page sees a new ballot without a reload", async ({ page, context, chain, site }) => {
  const election = await createElection(chain);
  const other = await context.newPage();
  await openElection(page, site, election);
  await openElection(other, site, election);
  await expect(page.getByText("No ballot has been cast.")).toBeVisible();

  await sendBallot(chain, election, testAccount(13).address, "Grace");
  for (const watching of [page, other]) {
    await expect(countOf(watching, "Grace")).toContainText("1 100.0%");
    await expect(watching.getByText("1 ballot in the record, the same as the contract’s count.")).toBeVisible();
  }
});

test("ballots are listed newest first, and more on request", async ({ page, chain, site }) => {
  const election = await createElection(chain);
  const voters = chain.accounts.slice(0, 12);
  for (const voter of voters) {
    const hash = await sendBallot(chain, election, voter, voter === voters[11] ? "Grace" : "Ada");
    if (voter === voters[10]) await chain.node.waitForTransactionReceipt({ hash });
  }
  await page.goto(electionLink(site, election));
  await expect(countOf(page, "Grace")).toContainText("1 8.3%");

  const record = page.getByRole("region", { name: "Ballots" });
  await expect(record).toContainText("10 of 12");
  await expect(record.getByRole("listitem").first()).toContainText("Grace");
  await record.getByRole("button", { name: "Show more ballots" }).click();
  await expect(record.getByRole("listitem")).toHaveCount(12);
  await expect(record).toContainText("12 of 12");
});

test("an election that closes while it is watched shows its result", async ({ page, site }) => {
  const chain = await startChain({ accounts: 10 });
  try {
    const election = await createElection(chain, { closesIn: 300 });
    await sendBallot(chain, election, chain.accounts[0], "Ada");
    await page.route("**/chains.json", (route) => route.fulfill({ json: { chains: [chain.configuration] } }));
    await openElection(page, site, election);
    await expect(page.getByRole("radio", { name: "Ada" })).toBeEnabled();

    await chain.node.increaseTime({ seconds: 300 });
    await chain.node.mine({ blocks: 1 });
    await expect(page.getByRole("region", { name: "The result" })).toContainText(
      "Ada has the most votes: 1 of 1 (100.0%).",
    );
    await expect(page.getByRole("radio")).toHaveCount(0);
    await expect(
      page.getByText("Not yet final: the last blocks before the close could still be replaced."),
    ).toBeVisible();
    await chain.node.mine({ blocks: 3 });
    await expect(page.getByText("Not yet final: the last blocks")).toBeHidden();
    await expect(page.getByText("Final: no block from before the close can be replaced any more.")).toBeVisible();
  } finally {
    await chain.stop();
  }
});

test("by the clock alone voting ends, but nothing becomes a result; and old figures are called old", async ({
  page,
  site,
}) => {
  const chain = await startChain({ accounts: 10 });
  try {
    const election = await createElection(chain, { closesIn: 300 });
    await sendBallot(chain, election, chain.accounts[0], "Ada");
    await page.route("**/chains.json", (route) => route.fulfill({ json: { chains: [chain.configuration] } }));
    await page.clock.install();
    await openElection(page, site, election);
    await expect(page.getByRole("radio", { name: "Ada" })).toBeEnabled();

    await page.clock.fastForward("10:00");
    await expect(page.getByText("Voting is over.", { exact: true })).toBeVisible();
    await expect(page.getByRole("radio", { name: "Ada" })).toBeDisabled();
    await expect(page.getByRole("heading", { name: "The count so far" })).toBeVisible();
    await expect(page.getByText(/The newest block was seen \d+ minutes ago/)).toBeVisible();
  } finally {
    await chain.stop();
  }
});

test("an election that has not opened shows its ballot, but no box can be marked", async ({ page, chain, site }) => {
  const election = await createElection(chain, { opensIn: 86_400, closesIn: 172_800 });
  await page.goto(electionLink(site, election));
  await expect(page.getByText("Voting has not opened yet.")).toBeVisible();
  await expect(page.getByRole("radio", { name: "Ada" })).toBeDisabled();
  await expect(page.getByText("Counting starts when voting opens.")).toBeVisible();
});

test("when the node falls silent the last figures stay, labelled, and come alive again", async ({ page, site }) => {
  const chain = await startChain({ accounts: 10 });
  const election = await createElection(chain);
  await sendBallot(chain, election, chain.accounts[0], "Ada");
  await page.route("**/chains.json", (route) => route.fulfill({ json: { chains: [chain.configuration] } }));
  await openElection(page, site, election);

  const { state } = { state: await chain.node.dumpState() };
  await chain.stop();
  await expect(page.getByText(/The node does not answer\. These figures are from/)).toBeVisible();
  await expect(countOf(page, "Ada")).toContainText("1 100.0%");
  await page.reload();
  await expect(page.getByRole("heading", { name: "The chain cannot be read just now" })).toBeVisible();
  await expect(page.getByRole("link", { name: "Choose other nodes" })).toHaveAttribute("href", "#/nodes");
  await expect(page.getByText("100.0%")).toBeHidden();

  const again = await startChain({ accounts: 10, port: Number(new URL(chain.url).port) });
  try {
    await again.node.loadState({ state });
    await again.node.mine({ blocks: 1 });
    await expect(page.getByRole("heading", { level: 1, name: "Who shall speak?" })).toBeVisible();
  } finally {
    await again.stop();
  }
});

test("where the record and the contract contradict each other, no figure is shown until they agree", async ({
  page,
  chain,
  site,
}) => {
  const election = await createElection(chain);
  for (const index of [18, 19, 20]) await sendBallot(chain, election, testAccount(index).address, "Ada");
  const proxy = await startProxy(chain.url);
  try {
    const endpoints = [proxy.url];
    await page.route("**/chains.json", (route) =>
      route.fulfill({ json: { chains: [{ ...chain.configuration, endpoints }] } }),
    );
    // The node keeps one ballot of the log back.
    proxy.fail(change("eth_getLogs", (logs: unknown[]) => logs.slice(1)));
    await page.goto(electionLink(site, election));
    await expect(page.getByText("No figure can be shown")).toBeVisible();
    await expect(page.getByText("100.0%")).toBeHidden();
    await expect(page.getByRole("region", { name: "Ballots" })).toBeHidden();

    proxy.fail();
    await expect(countOf(page, "Ada")).toContainText("3 100.0%");

    // And a lie told later, about the tally itself.
    proxy.fail(change("eth_call", (result: string) => result.replace(/0{63}3/g, `${"0".repeat(63)}9`)));
    await expect(page.getByText("No figure can be shown")).toBeVisible();
    await expect(page.getByText("100.0%")).toBeHidden();
  } finally {
    await proxy.stop();
  }
});

test("of a hundred candidates the ten with the most votes stand first, and all on request", async ({ page, site }) => {
  const chain = await startChain({ accounts: 13 });
  try {
    const candidates = Array.from({ length: 100 }, (_, index) => `Plan ${index + 1}`);
    const election = await createElection(chain, { candidates, closesIn: 600 });
    for (const voter of chain.accounts.slice(0, 11)) {
      await sendBallot(chain, election, voter, `Plan ${90 + (chain.accounts.indexOf(voter) % 10)}`);
    }
    await page.route("**/chains.json", (route) => route.fulfill({ json: { chains: [chain.configuration] } }));
    await openElection(page, site, election);
    const count = page.getByRole("region", { name: /^The (count|result)/ });
    await expect(count.getByRole("listitem")).toHaveCount(10);
    await expect(count.getByRole("listitem").first()).toContainText("Plan 902");
    const fold = count.getByRole("button", { name: "Show all 100 candidates" });
    await expect(fold).toHaveAttribute("aria-expanded", "false");
    await fold.click();
    await expect(count.getByRole("listitem")).toHaveCount(100);
    await count.getByRole("button", { name: "Show the 10 with the most votes" }).click();
    await expect(count.getByRole("listitem")).toHaveCount(10);

    // One more for another: then two share the most.
    await sendBallot(chain, election, chain.accounts[12] ?? "0x", "Plan 99");
    await chain.node.increaseTime({ seconds: 600 });
    await chain.node.mine({ blocks: 1 });
    await expect(count).toContainText("A tie between Plan 90 and Plan 99: 2 of 12 for each (16.7%).");
    await expect(count).toContainText("Open poll: counts addresses, not people");
  } finally {
    await chain.stop();
  }
});
