import { expectReachable } from "../support/expectReachable";
import { testAccount } from "../support/installWallet";
import { readCode } from "../support/readCode";
import { createElection, largestElection, sendBallot, startChain } from "../support/startChain";
import { change, goDown, startProxy } from "../support/startProxy";
import { countOf, electionLink, expect, openElection, showChain, test } from "./test";

test("the wall follows the count by itself, and leads to the election and back", async ({ page, chain, site }) => {
  const election = await createElection(chain, { candidates: ["Ada — plot 12", "Grace"] });
  await openElection(page, site, election);
  await page.getByRole("link", { name: "Show the count on a big screen" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Who shall speak?" })).toBeVisible();
  await expect(page).toHaveTitle("The count: Who shall speak? · Recount");
  await expect(page.getByRole("main")).toBeFocused();
  await expect(page.getByRole("banner")).toBeHidden();
  await expect(countOf(page, "Ada")).toContainText("0 0.0%");

  await sendBallot(chain, election, testAccount(4).address, "Grace");
  await expect(countOf(page, "Grace")).toContainText("1 100.0%");
  await expect(page.getByText("Ballots1")).toBeVisible();
  await expect(page.getByText("Practice chain")).toBeVisible();
  await expect(page.getByText("Open poll: counts addresses, not people")).toBeVisible();
  await expect(page.getByText(/^at block \d+ · /)).toBeVisible();

  await page.getByRole("link", { name: "Back to the election" }).click();
  await expect(page.getByRole("radio", { name: "Ada" })).toBeVisible();
});

test("the code on the wall is the link under it, and both are the election's", async ({ page, chain, site }) => {
  const election = await createElection(chain);
  const link = electionLink(site, election);
  await page.goto(`${link}/wall`);
  await expect(page.getByText(`Vote at ${link}`)).toBeVisible();

  const code = page.getByRole("img", { name: "The link as a code to scan with a phone" });
  const [, size = ""] = /^0 0 (\d+) \d+$/.exec((await code.getAttribute("viewBox")) ?? "") ?? [];
  // Which modules a scanner would see dark: the middle of each, asked of the picture itself.
  const seen = await code.locator("path").evaluate((path, modules) => {
    const [shape, dark] = [path as SVGPathElement, (at: number) => Math.floor(at) + 0.5];
    const sides = Array.from({ length: modules }, (_, index) => dark(index));
    return sides.map((y) => sides.map((x) => shape.isPointInFill(new DOMPoint(x, y))));
  }, Number(size));
  expect(readCode(seen)).toBe(link);
});

test("where what was read contradicts itself the wall shows no figure, and old ones are labelled", async ({
  page,
  chain,
  site,
}) => {
  const election = await createElection(chain);
  await sendBallot(chain, election, testAccount(5).address, "Ada");
  await sendBallot(chain, election, testAccount(6).address, "Ada");
  const proxy = await startProxy(chain.url);
  try {
    await showChain(page, { ...chain, configuration: { ...chain.configuration, endpoints: [proxy.url] } });
    proxy.fail(change("eth_getLogs", (logs: unknown[]) => logs.slice(1)));
    await page.goto(`${electionLink(site, election)}/wall`);
    await expect(page.getByText("No figure can be shown")).toBeVisible();
    await expect(page.getByText(/\d%/)).toBeHidden();

    proxy.fail();
    await expect(countOf(page, "Ada")).toContainText("2 100.0%");
    proxy.fail(goDown());
    await expect(page.getByText(/The node does not answer\. These figures are from/)).toBeVisible();
    await expect(countOf(page, "Ada")).toContainText("2 100.0%");
  } finally {
    await proxy.stop();
  }
});

test("after the close the wall shows the result, or that there is a tie", async ({ page, site }) => {
  const chain = await startChain({ accounts: 10 });
  try {
    const election = await createElection(chain, { closesIn: 300 });
    await sendBallot(chain, election, chain.accounts[0], "Ada");
    await sendBallot(chain, election, chain.accounts[1], "Grace");
    await showChain(page, chain);
    await page.goto(`${electionLink(site, election)}/wall`);
    await expect(page.getByRole("heading", { name: "The count so far" })).toBeVisible();

    await chain.node.increaseTime({ seconds: 300 });
    await chain.node.mine({ blocks: 1 });
    await expect(page.getByRole("region", { name: "The result" })).toContainText("A tie between Ada and Grace");
    await expect(page.getByText("See the result at")).toBeVisible();
    await expect(page.getByText("Open poll: counts addresses, not people")).toBeVisible();
    await expect(page.getByText("Not yet final")).toBeVisible();
    await chain.node.mine({ blocks: 3 });
    await expect(page.getByText("Not yet final")).toBeHidden();
  } finally {
    await chain.stop();
  }
});

test("figures counted before the close are no result, however late it is by the chain", async ({ page, site }) => {
  const chain = await startChain({ accounts: 10 });
  const proxy = await startProxy(chain.url);
  try {
    const election = await createElection(chain, { closesIn: 300 });
    await sendBallot(chain, election, chain.accounts[0], "Ada");
    await showChain(page, { ...chain, configuration: { ...chain.configuration, endpoints: [proxy.url] } });
    await page.goto(`${electionLink(site, election)}/wall`);
    await expect(countOf(page, "Ada")).toContainText("1 100.0%");

    // The node goes on telling of blocks, but counts no more.
    proxy.fail(async (request, forward) => {
      if (request.method !== "eth_call") return forward();
      return { error: { code: -32603, message: "out of order" } };
    });
    await chain.node.increaseTime({ seconds: 300 });
    await chain.node.mine({ blocks: 1 });
    await expect(page.getByText("See the result at")).toBeVisible();
    await expect(page.getByText(/These figures are from/)).toBeVisible();
    await expect(page.getByRole("heading", { name: "The count so far" })).toBeVisible();
    await expect(page.getByText("Ada has the most votes")).toBeHidden();

    proxy.fail();
    await expect(page.getByRole("heading", { name: "The result" })).toBeVisible();
  } finally {
    await proxy.stop();
    await chain.stop();
  }
});

test("nothing on the wall is cut off: of a hundred candidates it shows the ten with the most votes", async ({
  page,
  chain,
  site,
}) => {
  const wishes = largestElection("Which of a hundred names?");
  const election = await createElection(chain, wishes);
  await sendBallot(chain, election, testAccount(7).address, wishes.candidates[98] ?? "");
  await page.goto(`${electionLink(site, election)}/wall`);
  const first = page.getByRole("region", { name: "The count so far" }).getByRole("listitem").first();
  await expect(first).toContainText("98 nnn");
  await expect(first).toContainText("1 100.0%");
  await expect(page.getByText("and 90 more")).toBeVisible();

  for (const [width, height] of [
    [1280, 720],
    [1920, 1080],
    [1024, 768],
  ] as const) {
    await page.setViewportSize({ width, height });
    for (const last of [page.getByText("and 90 more"), page.getByText("Ballots1"), page.getByText("Vote at")]) {
      await expect(last).toBeInViewport({ ratio: 1 });
    }
    await expect.poll(() => page.evaluate(lowestEdge)).toBeLessThanOrEqual(height);
  }

  await page.setViewportSize({ width: 360, height: 740 });
  await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
});

/** Runs in the page: how far down anything on it reaches, in pixels. */
function lowestEdge(): number {
  const shown = [...document.querySelectorAll("main *")].filter((element) => !element.closest(".visually-hidden"));
  return Math.floor(Math.max(...shown.map((element) => element.getBoundingClientRect().bottom)));
}

test("the wall fills the screen on request, and keeps it awake", async ({ page, chain, site }) => {
  const election = await createElection(chain);
  await page.addInitScript(() => {
    const request = WakeLock.prototype.request;
    WakeLock.prototype.request = function (type) {
      document.documentElement.dataset.awake = type ?? "";
      return request.call(this, type);
    };
  });
  await page.goto(`${electionLink(site, election)}/wall`);
  await expect(page.locator("html")).toHaveAttribute("data-awake", "screen");
  await page.getByRole("button", { name: "Full screen" }).click();
  await expect(page.getByRole("button", { name: "Leave full screen" })).toBeVisible();
  expect(await page.evaluate(() => document.fullscreenElement !== null)).toBe(true);
});

for (const { colorScheme, width } of [
  { colorScheme: "light", width: 1280 },
  { colorScheme: "dark", width: 360 },
] as const) {
  test(`the wall has no serious fault for assistive technology (${colorScheme}, ${width} px)`, async ({
    page,
    chain,
    site,
  }) => {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await page.setViewportSize({ width, height: 720 });
    const election = await createElection(chain);
    await page.goto(`${electionLink(site, election)}/wall`);
    await expect(countOf(page, "Ada")).toContainText("0 0.0%");
    await expectReachable(page, "the wall");
  });
}
