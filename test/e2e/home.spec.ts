import type { Page } from "@playwright/test";
import { encodeAbiParameters } from "viem";
import { candidateId } from "@/election/election";
import { expectReachable } from "../support/expectReachable";
import { testAccount } from "../support/installWallet";
import { castInBlock, createElection, startChain, type TestChain } from "../support/startChain";
import { change, type NodeProxy, startProxy } from "../support/startProxy";
import { expect, openElection, showChain, test } from "./test";

/** Whom no configuration names. */
const stranger = testAccount(8).address;
const strangers = "From organisers this page does not know";

/** Sets the page up for a chain that is read through the proxy alone. */
async function showThrough(page: Page, { configuration }: TestChain, { url }: NodeProxy): Promise<void> {
  await page.route("**/chains.json", (route) =>
    route.fulfill({ json: { chains: [{ ...configuration, endpoints: [url] }] } }),
  );
}

test("elections are found by a word, a candidate, an organiser, a phase, as one types", async ({ page, site }) => {
  const chain = await startChain();
  await createElection(chain, { title: "Who keeps the water rota?", candidates: ["Nguyễn", "Grace"] });
  await createElection(chain, { title: "Which roof?", opensIn: 600, organiser: chain.accounts[1] });
  await createElection(chain, { title: "What colour is the gate?" });
  await showChain(page, chain);
  await page.goto(site);
  const status = page.getByRole("status").filter({ hasText: "elections" });
  await expect(status).toHaveText("3 of 3 elections");

  const field = page.getByRole("searchbox", { name: "Search" });
  await field.fill("nguyen");
  await expect(page.getByRole("listitem")).toHaveText([/Who keeps the water rota\?/]);
  await expect(status).toHaveText("1 of 3 elections");
  await field.fill("LINDENHOF");
  await expect(page.getByRole("listitem")).toHaveText([/Which roof\?/]);

  await page.getByRole("radio", { name: "Closed" }).check();
  await expect(page.getByRole("heading", { name: "No election here matches your search" })).toBeVisible();
  await page.getByRole("button", { name: "Clear the search" }).click();
  await expect(status).toHaveText("3 of 3 elections");
  await expect(field).toHaveValue("");

  await page.getByRole("radio", { name: "All" }).focus();
  await page.keyboard.press("ArrowRight");
  await expect(status).toHaveText("2 of 3 elections");
  await page.keyboard.press("ArrowRight");
  await expect(page.getByRole("listitem")).toHaveText([/Which roof\?/]);
  await chain.stop();
});

test("a search says that it covers the newest only, and older ones are loaded on request", async ({ page, site }) => {
  const chain = await startChain();
  const newer = Array.from({ length: 25 }, (_, index) => `Question ${index}?`);
  for (const title of ["The oldest?", ...newer]) await createElection(chain, { title });
  await showChain(page, chain);
  await page.goto(site);
  await expect(page.getByText("The newest 24 of 26 elections")).toBeVisible();
  await page.getByRole("searchbox").fill("oldest");
  await expect(page.getByText("Searched the newest 24 of 26.")).toBeVisible();
  await expect(page.getByText("Only the newest were searched. Older ones may match.")).toBeVisible();

  await page.getByRole("button", { name: "Show older elections" }).click();
  await expect(page.getByText("1 of 26 elections")).toBeVisible();
  await expect(page.getByRole("link", { name: /The oldest\?/ })).toBeVisible();
  await expect(page.getByRole("button", { name: /older/ })).toBeHidden();
  await chain.stop();
});

test("a stranger's election stands apart until one of theirs was opened, and again once they are forgotten", async ({
  page,
  site,
}) => {
  const chain = await startChain();
  await createElection(chain, { title: "By a known one?" });
  const election = await createElection(chain, { title: "By a stranger?", organiser: stranger });
  await showChain(page, chain);
  await page.goto(site);
  const apart = page.getByRole("region", { name: strangers });
  await expect(apart.getByRole("listitem")).toHaveText([/By a stranger\?/]);
  await expect(apart).toContainText("Vote in one of these only if you know who sent you its link.");
  await expect(page.getByRole("region", { name: "Open", exact: true })).toContainText("by Parish council");

  await openElection(page, site, election);
  await page.goto(site);
  await expect(page.getByRole("region", { name: "Open", exact: true }).getByRole("listitem")).toHaveCount(2);
  await expect(apart).toBeHidden();

  await page.getByRole("button", { name: `Forget the organiser ${stranger}` }).click();
  await expect(apart).toContainText("By a stranger?");
  await chain.stop();
});

test("a figure that the ballots do not add up to is never shown", async ({ page, site }) => {
  const chain = await startChain();
  const election = await createElection(chain);
  await castInBlock(chain, election, chain.accounts[0], "Ada");
  const proxy = await startProxy(chain.url);
  const types = [{ type: "bytes32[]" }, { type: "uint256[]" }, { type: "uint256" }] as const;
  const ids = [candidateId("Ada"), candidateId("Grace")];
  const [truth, lie] = [
    encodeAbiParameters(types, [ids, [1n, 0n], 1n]),
    encodeAbiParameters(types, [ids, [0n, 7n], 7n]),
  ];
  proxy.fail(change("eth_call", (answer: string) => (answer === truth ? lie : answer)));
  await showThrough(page, chain, proxy);
  await page.goto(site);
  const row = page.getByRole("listitem");
  await expect(row).toContainText("No figure can be shown");
  await expect(row).not.toContainText("ballot");

  proxy.fail();
  await expect(row).toContainText("1 ballotAda leads");
  proxy.fail(change("eth_call", (answer: string) => (answer === truth ? lie : answer)));
  await chain.node.mine({ blocks: 1 });
  await expect(row).toContainText("No figure can be shown");
  await expect(row).not.toContainText("Ada leads");
  await proxy.stop();
  await chain.stop();
});

test("until its ballots are counted an election has no figure; a record that cannot be read is no zero", async ({
  page,
  site,
}) => {
  const chain = await startChain();
  const election = await createElection(chain);
  await castInBlock(chain, election, chain.accounts[0], "Ada");
  const proxy = await startProxy(chain.url);
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  proxy.fail(async (request, forward) => {
    if (request.method !== "eth_getLogs") return forward();
    await held;
    return { error: { code: -32000, message: "not now" } };
  });
  await showThrough(page, chain, proxy);
  await page.goto(site);
  const row = page.getByRole("listitem");
  await expect(row).toContainText("counting…");
  release();
  await expect(row).toContainText("its ballots cannot be read just now");
  await expect(row).not.toContainText(/\d ballot|No votes/);
  await proxy.stop();
  await chain.stop();
});

test("a block in which nobody voted costs one question for each open election, and no record", async ({
  page,
  site,
}) => {
  const chain = await startChain();
  for (const title of ["One?", "Two?", "Three?"]) {
    const election = await createElection(chain, { title });
    await castInBlock(chain, election, chain.accounts[0], "Ada");
  }
  await createElection(chain, { title: "Later?", opensIn: 900 });
  const proxy = await startProxy(chain.url);
  await showThrough(page, chain, proxy);
  await page.goto(site);
  await expect(page.getByText("Ada leads")).toHaveCount(3);

  // Mined as soon as the page knows the block before, so that what is asked belongs to this one.
  const block = await chain.node.getBlockNumber();
  await expect(page.getByText(`The newest block is ${block}`)).toBeVisible();
  proxy.requests.length = 0;
  await chain.node.mine({ blocks: 1 });
  await expect(page.getByText(`The newest block is ${block + 1n}`)).toBeVisible();
  const { hash } = await chain.node.getBlock();
  // By the block’s hash: the counters. By its number: how many elections there are of each kind, and which.
  const asked = () => proxy.requests.filter(({ method }) => method === "eth_call");
  await expect.poll(() => asked().filter(({ params }) => JSON.stringify(params).includes(hash))).toHaveLength(3);
  expect(asked()).toHaveLength(6);
  expect(proxy.requests.map(({ method }) => method)).not.toContain("eth_getLogs");
  await proxy.stop();
  await chain.stop();
});

test("the way back leads to where the list was left, a new page begins at its top", async ({ page, site }) => {
  const chain = await startChain();
  for (let number = 1; number <= 20; number += 1) await createElection(chain, { title: `Question ${number}?` });
  await showChain(page, chain);
  await page.goto(site);
  const link = page.getByRole("link", { name: /Question 3\?/ });
  await link.scrollIntoViewIfNeeded();
  const left = await page.evaluate(() => window.scrollY);
  expect(left).toBeGreaterThan(300);
  await link.click();
  await expect(page.getByRole("heading", { level: 1, name: "Question 3?" })).toBeVisible();
  expect(await page.evaluate(() => window.scrollY)).toBe(0);

  await page.goBack();
  await expect(link).toBeInViewport();
  expect(await page.evaluate(() => window.scrollY)).toBe(left);
  await chain.stop();
});

test("several chains each have their heading, and only a practice chain its mark", async ({ page, chain, site }) => {
  await createElection(chain, { title: "Here?" });
  const chains = [chain.configuration, { ...chain.configuration, id: 5, name: "Elsewhere" }];
  await page.route("**/chains.json", (route) => route.fulfill({ json: { chains } }));
  await page.goto(site);
  await expect(page.getByRole("heading", { level: 2, name: "Practice chain Practice" })).toBeVisible();
  const elsewhere = page.getByRole("region", { name: "Elsewhere", exact: true });
  await expect(elsewhere).toContainText("The node that was asked belongs to another chain");
  await expect(page.getByRole("link", { name: /Here\?/ })).toBeVisible();
  await expect(page.getByRole("banner")).not.toContainText("Practice");
  const ids = await page.evaluate(() => Array.from(document.querySelectorAll("[id]"), ({ id }) => id));
  expect(new Set(ids).size).toBe(ids.length);
});

for (const { colorScheme, width } of [
  { colorScheme: "light", width: 1280 },
  { colorScheme: "dark", width: 320 },
] as const) {
  test.describe(`${colorScheme}, ${width} px`, () => {
    test.use({ viewport: { width, height: 800 }, colorScheme });
    test.describe.configure({ timeout: 90_000 });

    test("nothing on the list stands in the way of assistive technology", async ({ page, site }) => {
      const chain = await startChain();
      await createElection(chain, { title: "W".repeat(200), organiser: stranger });
      const election = await createElection(chain, { title: "Known?", organiser: testAccount(9).address });
      await showChain(page, chain);
      await openElection(page, site, election);
      await page.goto(site);
      await expect(page.getByText("No votes yet").first()).toBeVisible();
      await expectReachable(page, "known and strangers' elections");
      await page.getByRole("searchbox").fill("nowhere");
      await expect(page.getByRole("button", { name: "Clear the search" })).toBeVisible();
      await expectReachable(page, "nothing found");
      await chain.stop();
    });
  });
}
