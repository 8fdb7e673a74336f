import { expectReachable } from "../support/expectReachable";
import { installWallet, testAccount } from "../support/installWallet";
import { castInBlock, createElection, sendBallot, startChain } from "../support/startChain";
import { change, goDown, startProxy } from "../support/startProxy";
import { castBallot, connectWallet, countOf, electionLink, expect, openElection, showChain, test } from "./test";

for (const { colorScheme, width } of [
  { colorScheme: "light", width: 1280 },
  { colorScheme: "dark", width: 360 },
] as const) {
  test.describe(`nothing stands in the way of assistive technology (${colorScheme}, ${width} px)`, () => {
    test.use({ viewport: { width, height: 800 }, colorScheme });
    // Looking through a page takes the better part of a second, several on a busy machine.
    test.describe.configure({ timeout: 90_000 });

    test("on the way to a vote", async ({ page, chain, site }) => {
      const election = await createElection(chain, { candidates: ["Ada — plot 12", "Grace", "None of these"] });
      const control = await installWallet(page, chain.url, testAccount(22));
      await openElection(page, site, election);
      await expectReachable(page, "an open election");
      await page.getByRole("button", { name: "Connect", exact: true }).click();
      await expect(page.getByRole("dialog").getByRole("button", { name: "Test Wallet" })).toBeVisible();
      await expectReachable(page, "the choice of wallets");
      await page.getByRole("button", { name: "Test Wallet" }).click();
      await expect(page.getByText("You may vote.")).toBeVisible();
      await page.getByRole("button", { name: "Review your ballot" }).click();
      await expect(page.getByText("Mark a box first.")).toBeVisible();
      await expectReachable(page, "no box marked");

      control.answer("reject");
      await castBallot(page, "Ada");
      await expect(page.getByText("Your ballot was not cast.")).toBeVisible();
      await expectReachable(page, "a declined signature, and the review");
      control.answer("hold");
      await page.getByRole("button", { name: /^Sign ballot as 0x/ }).click();
      await expect(page.getByText("Waiting for your signature.")).toBeVisible();
      await expectReachable(page, "waiting for the signature");
      control.release();
      await expect(page.getByText(/^In block/)).toBeVisible();
      await expectReachable(page, "in a block");
      await expect(page.getByText(/^Final in block/)).toBeVisible();
      await expectReachable(page, "final");
      await page.getByRole("button", { name: /^Your wallet: 0x/ }).click();
      await expect(page.getByRole("button", { name: "Disconnect" })).toBeVisible();
      await expectReachable(page, "the connected wallet");
    });

    test("with a ballot on its way, lost, and taken back", async ({ page, site }) => {
      const chain = await startChain({ accounts: 10 });
      const election = await createElection(chain);
      await showChain(page, chain);
      await installWallet(page, chain.url, testAccount(4));
      await openElection(page, site, election);
      await connectWallet(page);
      await castBallot(page, "Ada");
      await expect(page.getByText("Your ballot for Ada is counted.")).toBeVisible();
      await chain.node.request({ method: "anvil_reorg", params: [1, []] } as never);
      await expect(page.getByText("Taken back: 1 ballot.")).toBeVisible();
      await expectReachable(page, "taken back");
      await page.getByRole("button", { name: "Vote again" }).click();

      await chain.node.setAutomine(false);
      await castBallot(page, "Ada");
      await expect(page.getByText("Sent. Waiting for a block to take it up…")).toBeVisible();
      await expectReachable(page, "sent");
      // viem does not know anvil's method.
      await chain.node.request({ method: "anvil_dropAllTransactions" } as never);
      await chain.node.increaseTime({ seconds: 90 });
      await chain.node.mine({ blocks: 1 });
      await expect(page.getByText(/^No node knows of your ballot’s transaction/)).toBeVisible();
      await expectReachable(page, "lost");
      await chain.stop();
    });

    test("before, after, and in a tie", async ({ page, site }) => {
      const chain = await startChain({ accounts: 10 });
      await showChain(page, chain);
      await page.goto(site);
      await expect(page.getByRole("heading", { name: "No election yet" })).toBeVisible();
      await expectReachable(page, "no elections");

      const upcoming = await createElection(chain, { title: "Later?", opensIn: 6000, closesIn: 7000 });
      const decided = await createElection(chain, { title: "Who won?", closesIn: 600 });
      const tied = await createElection(chain, { title: "Who won here?", closesIn: 600 });
      await castInBlock(chain, decided, chain.accounts[1], "Ada");
      await castInBlock(chain, tied, chain.accounts[0], "Ada");
      await castInBlock(chain, tied, chain.accounts[1], "Grace");
      await chain.node.increaseTime({ seconds: 700 });
      await chain.node.mine({ blocks: 3 });
      await expect(page.getByRole("link", { name: /Who won\?/ })).toBeVisible();
      await expectReachable(page, "the list of elections");

      await page.goto(electionLink(site, upcoming));
      await expect(page.getByText("Voting has not opened yet.")).toBeVisible();
      await expectReachable(page, "an upcoming election");
      await page.goto(electionLink(site, decided));
      await expect(page.getByRole("region", { name: "The result" })).toContainText("Ada has the most votes");
      await expectReachable(page, "a result");
      await page.goto(electionLink(site, tied));
      await expect(page.getByRole("region", { name: "The result" })).toContainText("tie");
      await expectReachable(page, "a tie");
      await chain.stop();
    });

    test("where something is wrong", async ({ page, chain, site }) => {
      const election = await createElection(chain);
      await sendBallot(chain, election, testAccount(2).address, "Ada");
      const proxy = await startProxy(chain.url);
      await showChain(page, { ...chain, configuration: { ...chain.configuration, endpoints: [proxy.url] } });

      proxy.fail(change("eth_getLogs", () => []));
      await page.goto(electionLink(site, election));
      await expect(page.getByText("No figure can be shown")).toBeVisible();
      await expectReachable(page, "a conflict");
      proxy.fail();
      await expect(countOf(page, "Ada")).toContainText("1 100.0%");
      proxy.fail(goDown());
      await expect(page.getByText(/The node does not answer\. These figures are from/)).toBeVisible();
      await expectReachable(page, "old figures");
      await page.reload();
      await expect(page.getByRole("heading", { name: "The chain cannot be read just now" })).toBeVisible();
      await expectReachable(page, "no node");
      proxy.fail();

      await page.goto(`${site}#/31337/0x1234`);
      await expect(page.getByRole("heading", { name: "This link is not complete" })).toBeVisible();
      await expectReachable(page, "a broken link");
      await proxy.stop();
    });
  });
}

test("figures and the cross move at once where the reader wants less motion", async ({ page, chain, site }) => {
  const election = await createElection(chain);
  await openElection(page, site, election);
  const durations = () =>
    page.evaluate(() => {
      const bar = document.querySelector('[class*="bar"] [class*="bar"]') ?? document.body;
      const box = document.querySelector("input[type=radio]") ?? document.body;
      return [getComputedStyle(bar).transitionDuration, getComputedStyle(box, "::before").transitionDuration];
    });
  await page.getByRole("radio", { name: "Ada" }).check();
  expect(await durations()).toEqual(["0.25s", "0.125s"]);
  await page.emulateMedia({ reducedMotion: "reduce" });
  expect(await durations()).toEqual(["0s", "0s"]);
});

test("in forced colours the cross, the bars and the box can be told from what lies behind them", async ({
  page,
  chain,
  site,
}) => {
  const election = await createElection(chain);
  await sendBallot(chain, election, testAccount(2).address, "Ada");
  await page.emulateMedia({ forcedColors: "active" });
  await openElection(page, site, election);
  await expect(countOf(page, "Ada")).toContainText("1 100.0%");
  await page.getByRole("radio", { name: "Grace" }).check();
  const colours = await page.evaluate(() => {
    const of = (selector: string, pseudo?: string) => {
      const element = document.querySelector(selector);
      return element ? getComputedStyle(element, pseudo) : undefined;
    };
    const bar = of('li [class*="track"] > [class*="bar"]');
    return {
      paper: of("body")?.backgroundColor,
      bar: bar?.backgroundColor,
      cross: of("input:checked", "::before")?.backgroundColor,
      box: of("input:checked")?.borderTopColor,
    };
  });
  for (const part of ["bar", "cross", "box"] as const) {
    expect(colours[part]).toBeTruthy();
    expect(colours[part], part).not.toBe(colours.paper);
    expect(colours[part], part).not.toBe("rgba(0, 0, 0, 0)");
  }
});

test("a screen reader hears of the tally, and not at every ballot", async ({ page, chain, site }) => {
  const election = await createElection(chain);
  await page.clock.install();
  await openElection(page, site, election);
  const spoken = page.locator('[aria-live="polite"].visually-hidden');
  await expect(spoken).toHaveText("0 ballots.");
  await sendBallot(chain, election, testAccount(2).address, "Ada");
  await expect(countOf(page, "Ada")).toContainText("1 100.0%");
  await expect(spoken).toHaveText("0 ballots.");
  await page.clock.fastForward(31_000);
  await expect(spoken).toHaveText("1 ballot. Ada leads.");
});

test("the stages of a ballot are told as they come", async ({ page, chain, site }) => {
  const election = await createElection(chain);
  await installWallet(page, chain.url, testAccount(23));
  await openElection(page, site, election);
  await connectWallet(page);
  await page.evaluate(() => {
    const heard: string[] = [];
    Object.assign(window, { heard });
    new MutationObserver(() => {
      const status = document.querySelector('section[aria-labelledby="ballot-heading"] [role="status"]');
      const text = status?.textContent ?? "";
      if (text && text !== heard.at(-1)) heard.push(text);
    }).observe(document.body, { subtree: true, childList: true, characterData: true });
  });
  await castBallot(page, "Ada");
  await expect(page.getByText(/^Final in block/)).toBeVisible();
  const heard = await page.evaluate(() => (window as unknown as { heard: string[] }).heard);
  const stages = [
    /^Waiting for your signature/,
    /^Sent\. Waiting for a block/,
    /^In block [\d,]+, not yet final/,
    /^Final/,
  ];
  const places = stages.map((stage) => heard.findIndex((text) => stage.test(text)));
  expect(places).not.toContain(-1);
  expect(places).toEqual([...places].sort((a, b) => a - b));
});

test.describe("in another zone", () => {
  test.use({ timezoneId: "Asia/Kolkata" });

  test("times are the reader's, and name their zone", async ({ page, chain, site }) => {
    const election = await createElection(chain);
    await openElection(page, site, election);
    await expect(page.getByText(/Open until \w{3} \d+ \w+, \d\d:\d\d GMT\+5:30/)).toBeVisible();
  });
});

test("at 400 % zoom a whole vote fits into the window", async ({ page, chain, site }) => {
  // A window of 1280 by 1024 pixels at 400 % is one of 320 by 256.
  await page.setViewportSize({ width: 320, height: 256 });
  const election = await createElection(chain, { candidates: [`Ada ${"Lindqvist".repeat(12)}`, "Grace"] });
  await installWallet(page, chain.url, testAccount(24));
  await openElection(page, site, election);
  await connectWallet(page);
  await castBallot(page, "Grace");
  await expect(page.getByText("Your ballot for Grace is counted.")).toBeVisible();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
});
