import { castByCrowd } from "../support/castByCrowd";
import { installWallet, testAccount } from "../support/installWallet";
import { castInBlock, createElection, sendBallot, startChain } from "../support/startChain";
import { change, startProxy } from "../support/startProxy";
import { castBallot, connectWallet, electionLink, expect, openElection, test } from "./test";

// A trace takes a copy of the whole page at every step, 10,000 ballots included.
test.use({ trace: "off" });

test("every ballot has its number, its block and its block's time in the reader's zone; one's own stands first", async ({
  page,
  chain,
  site,
}) => {
  const election = await createElection(chain, { candidates: ["Ada — plot 12", "Grace"] });
  await installWallet(page, chain.url, testAccount(23));
  await openElection(page, site, election);
  await connectWallet(page);
  await castBallot(page, "Grace");
  await expect(page.getByText("Your ballot for Grace is counted.")).toBeVisible();
  const hash = await sendBallot(chain, election, testAccount(24).address, "Ada — plot 12");
  const { blockNumber } = await chain.node.waitForTransactionReceipt({ hash });
  const { timestamp } = await chain.node.getBlock({ blockNumber });

  const lines = page.getByRole("region", { name: "Ballots" }).getByRole("listitem");
  await expect(lines).toHaveCount(2);
  await expect(lines.first()).toContainText("You · Grace№ 1");
  await expect(lines.last()).toContainText("Ada№ 2");
  await expect(lines.last()).toContainText(`block ${blockNumber.toLocaleString("en-GB")}`);
  const time = new Date(Number(timestamp) * 1000);
  await expect(lines.last().locator("time")).toHaveAttribute("datetime", time.toISOString());
  await expect(lines.last().locator("time")).toContainText(/\d\d:\d\d CES?T$/);
});

test("a time that cannot be read is called unknown until it can, and the ballots stand all the same", async ({
  page,
  chain,
  site,
}) => {
  const election = await createElection(chain);
  const hash = await sendBallot(chain, election, testAccount(25).address, "Ada");
  await chain.node.waitForTransactionReceipt({ hash });
  const proxy = await startProxy(chain.url);
  try {
    const endpoints = [proxy.url];
    await page.route("**/chains.json", (route) =>
      route.fulfill({ json: { chains: [{ ...chain.configuration, endpoints }] } }),
    );
    proxy.fail(change("eth_getBlockByHash", () => null));
    await page.goto(electionLink(site, election));
    const record = page.getByRole("region", { name: "Ballots" });
    await expect(record.getByRole("listitem")).toContainText("time not read yet");
    proxy.fail();
    await expect(record.locator("time")).toBeVisible();
  } finally {
    await proxy.stop();
  }
});

test("10,000 ballots can all be shown, and go on living", async ({ page, site }) => {
  const chain = await startChain();
  try {
    const election = await createElection(chain);
    await castByCrowd(chain, election, Array<string>(40).fill("Ada"), 250);
    await page.route("**/chains.json", (route) => route.fulfill({ json: { chains: [chain.configuration] } }));
    await openElection(page, site, election);

    const record = page.locator("section[aria-labelledby=record-heading]");
    const shown = record.locator("header");
    for (const count of ["10", "50", "250", "1,250", "6,250", "10,000"]) {
      await expect(shown).toContainText(`${count} of 10,000`);
      if (count !== "10,000") await record.locator("button").click();
    }
    await expect(record.locator("button")).toHaveCount(0);
    await expect(record.locator("li")).toHaveCount(10_000);
    const kept = await record.locator("li").nth(4999).elementHandle();

    await sendBallot(chain, election, chain.accounts[1], "Grace");
    await expect(shown).toContainText("10,001 of 10,001");
    await expect(record.locator("li").first()).toContainText("Grace№ 10,001");
    await expect(record.locator("li").last()).toContainText("Ada№ 1");
    // The lines of other ballots are the same ones as before.
    expect(await kept?.evaluate((line) => line.isConnected)).toBe(true);
    expect(await kept?.textContent()).toContain("№ 5,001");
  } finally {
    await chain.stop();
  }
});

test("the chart says when the ballots came, and its table says the same", async ({ page, site }) => {
  const chain = await startChain();
  try {
    const election = await createElection(chain);
    const times: string[] = [];
    for (const voter of chain.accounts.slice(0, 3)) {
      await chain.node.increaseTime({ seconds: 600 });
      const hash = await sendBallot(chain, election, voter, "Ada");
      const { blockNumber } = await chain.node.waitForTransactionReceipt({ hash });
      const { timestamp } = await chain.node.getBlock({ blockNumber });
      times.push(new Date(Number(timestamp) * 1000).toISOString());
    }
    await page.route("**/chains.json", (route) => route.fulfill({ json: { chains: [chain.configuration] } }));
    await openElection(page, site, election);

    const chart = page.getByRole("region", { name: "Voting over time" });
    const clock = String.raw`\w{3},? \d+ \w+, \d\d:\d\d CES?T`;
    const summary = new RegExp(
      `^A line that rises from none at ${clock} to 3 at ${clock}. 2 of them had been cast by ${clock}.$`,
    );
    await expect(chart.getByRole("img", { name: summary })).toBeVisible();
    await expect(chart.getByRole("row")).toHaveCount(0);
    await chart.getByText("The same as a table").click();
    await expect(chart.getByRole("row")).toHaveText([/^Moment/, /1$/, /2$/, /3$/]);
    const shown = await chart
      .getByRole("cell")
      .locator("time")
      .evaluateAll((all) => all.map((time) => time.getAttribute("datetime")));
    expect(shown).toEqual(times);
    await expect(chart).toContainText("One step for each block that holds ballots.");

    await sendBallot(chain, election, chain.accounts[3] ?? "0x", "Grace");
    await expect(chart.getByRole("row")).toHaveCount(5);
  } finally {
    await chain.stop();
  }
});

test("a chart of many blocks reads the times of a few", async ({ page, site }) => {
  const chain = await startChain({ accounts: 60 });
  const proxy = await startProxy(chain.url);
  try {
    const election = await createElection(chain);
    for (const voter of chain.accounts) await castInBlock(chain, election, voter, "Ada");
    const endpoints = [proxy.url];
    await page.route("**/chains.json", (route) =>
      route.fulfill({ json: { chains: [{ ...chain.configuration, endpoints }] } }),
    );
    // The record below is out of sight, and reads no times.
    await page.setViewportSize({ width: 360, height: 300 });
    await openElection(page, site, election);
    await expect(page.getByRole("region", { name: "Voting over time" }).getByRole("img")).toBeVisible();
    const headers = proxy.requests.filter(({ method }) => method === "eth_getBlockByHash");
    expect(headers.length).toBeGreaterThan(10);
    expect(headers.length).toBeLessThanOrEqual(24);
  } finally {
    await proxy.stop();
    await chain.stop();
  }
});
