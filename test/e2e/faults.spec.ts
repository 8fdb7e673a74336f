import type { Page } from "@playwright/test";
import { type Address, type Hex, toFunctionSelector } from "viem";
import { candidateId } from "@/election/election";
import { words } from "@/words/words";
import {
  answerHtml,
  answerNull,
  answerStatus,
  answerTruncated,
  atFirst,
  holdAnswers,
  refuse,
  together,
} from "../support/faults";
import { installWallet, testAccount } from "../support/installWallet";
import { behindAt, changeBlock, changeLogs, lieAbout, onChain } from "../support/lies";
import { createElection, sendBallot, startChain, type TestChain } from "../support/startChain";
import { type Fault, goDown, type NodeProxy, startProxy } from "../support/startProxy";
import { test as base, countOf, electionLink, expect } from "./test";

/** Three ballots for Ada and two for Grace, and no others: whatever else stands on the page as a figure is wrong. */
const truth = ["Ada 3 60.0%", "Grace 2 40.0%", "5 ballots", "Ada leads"];

type Stood = { chain: TestChain; election: Address };

const test = base.extend<{ node: NodeProxy; figures: ReadonlySet<string> }, { stood: Stood }>({
  stood: [
    async ({ browserName: _ }, use) => {
      const chain = await startChain({ blockTime: 1, accounts: 10 });
      const election = await createElection(chain);
      for (const [index, choice] of ["Ada", "Grace", "Ada", "Grace", "Ada"].entries()) {
        await sendBallot(chain, election, chain.accounts[index] ?? "0x", choice);
      }
      await expect.poll(() => chain.node.getTransactionCount({ address: chain.accounts[4] ?? "0x" })).toBe(1);
      await use({ chain, election });
      await chain.stop();
    },
    { scope: "worker" },
  ],
  /** A node between the page and the chain. */
  node: async ({ stood: { chain }, page }, use) => {
    const proxy = await startProxy(chain.url);
    await configure(page, chain, proxy);
    await use(proxy);
    await proxy.stop();
  },
  /** Every figure that has ever stood on the page, however briefly. */
  figures: async ({ page }, use) => {
    const seen = new Set<string>();
    await page.exposeFunction("tellFigure", (figure: string) => void seen.add(figure));
    await page.addInitScript(watchFigures);
    await use(seen);
  },
});

async function configure(page: Page, { configuration }: TestChain, ...proxies: NodeProxy[]) {
  const endpoints = proxies.flatMap(({ url, socketUrl }) => [url, socketUrl]);
  await page.route("**/chains.json", (route) => route.fulfill({ json: { chains: [{ ...configuration, endpoints }] } }));
}

/** Runs in the page: tells every count, share and leader as soon as it stands there. */
function watchFigures() {
  const { tellFigure } = window as unknown as { tellFigure: (figure: string) => void };
  const tell = () => {
    // On the election's page and on the wall alike: a name, its figure, and its share.
    for (const name of document.querySelectorAll("li bdi")) {
      const line = name.closest("li");
      const figure = line?.children[1]?.textContent ?? "";
      if (figure.includes("%")) tellFigure(`${name.textContent} ${figure}`);
    }
    const texts = document.createTreeWalker(document, NodeFilter.SHOW_TEXT);
    for (let text = texts.nextNode(); text; text = texts.nextNode()) {
      const [figure] = /[\d,]+ ballots?\b|.* leads|No votes|No ballot|^Tie/.exec(text.nodeValue ?? "") ?? [];
      if (figure) tellFigure(figure);
    }
  };
  new MutationObserver(tell).observe(document, { childList: true, characterData: true, subtree: true });
}

/** The count shows, and is the truth. */
async function expectTruth(page: Page) {
  await expect(page.getByText("5 ballots in the record, the same as the contract’s count.")).toBeVisible();
}

/** Figures stood on the page, and never a wrong one. */
function expectOnlyTruth(figures: ReadonlySet<string>) {
  expect(figures).toContain("Ada 3 60.0%");
  expect([...figures].filter((figure) => !truth.includes(figure))).toEqual([]);
}

const { unreachable, nodeRefused, timeout, otherChain } = words.errors;

test.describe("where the node fails, the page says so, keeps the choice, and recovers by itself:", () => {
  const failures: [string, () => Fault, string][] = [
    ["down", goDown, unreachable],
    ["500", () => answerStatus(500), nodeRefused],
    ["429", () => answerStatus(429), nodeRefused],
    ["a limit said with HTTP 200", () => refuse(-32005, "limit exceeded"), nodeRefused],
    ["HTML", answerHtml, nodeRefused],
    ["truncated", answerTruncated, nodeRefused],
    ["null", answerNull, nodeRefused],
    ["no answer", () => holdAnswers().fault, timeout],
    // After an outage: it is not asked for its chain again before.
    ["another chain", () => together(atFirst(goDown()), onChain(1)), otherChain],
  ];
  for (const [name, fault, sentence] of failures) {
    test(name, async ({ page, site, node, stood, figures }) => {
      node.fail(fault());
      await page.goto(site);
      await expect(page.getByText(sentence)).toBeVisible();
      expect(figures).toEqual(new Set());
      node.fail();
      await expect(page.getByText("5 ballots")).toBeVisible();

      await page.goto(electionLink(site, stood.election));
      await expectTruth(page);
      await page.getByRole("radio", { name: "Ada" }).check();
      node.fail(fault());
      await expect(page.getByText(sentence)).toBeVisible();
      await expect(page.getByText(/These figures are from/)).toBeVisible();
      await expect(page.getByRole("radio", { name: "Ada" })).toBeChecked();
      node.fail();
      await expect(page.getByText(sentence)).toBeHidden();
      await expectTruth(page);
      await expect(page.getByRole("radio", { name: "Ada" })).toBeChecked();
      expectOnlyTruth(figures);
    });
  }
});

test.describe("where the node lies, the page shows no figure, and recovers by itself:", () => {
  const lies: [string, () => Fault][] = [
    ["a log left out", () => changeLogs((logs) => logs.slice(1))],
    ["every log left out", () => changeLogs(() => [])],
    ["votes invented", () => lieAbout("results", inventVotes)],
    // So that an election seems to begin after its ballots.
    ["old blocks given another time", () => changeBlock((block) => ({ ...block, timestamp: "0x1" }), /^0x/)],
  ];
  for (const [name, lie] of lies) {
    test(name, async ({ page, site, node, stood, figures }) => {
      node.fail(lie());
      await page.goto(site);
      await expect(page.getByText(words.count.conflict)).toBeVisible();
      for (const view of ["/ledger", "/wall", ""]) {
        await page.goto(electionLink(site, stood.election) + view);
        await expect(page.getByText(words.count.conflict)).toBeVisible();
      }
      expect(figures).toEqual(new Set());
      node.fail();
      await expectTruth(page);
      await page.goto(`${electionLink(site, stood.election)}/wall`);
      await expect(page.getByRole("listitem").filter({ hasText: "Ada" })).toContainText("3 60.0%");
      expectOnlyTruth(figures);
    });
  }
});

function inventVotes([ids, counts, ballots]: readonly [readonly Hex[], readonly bigint[], bigint]) {
  return [ids, counts.map((count) => count + 1n), ballots + 2n] as const;
}

test("a node that falls behind takes nothing back", async ({ page, site, node, stood, figures }) => {
  await page.goto(electionLink(site, stood.election));
  await expectTruth(page);
  const shown = async () => Number(/[\d,]+/.exec((await page.getByText(/^at block/).textContent()) ?? ""));
  const before = await shown();
  // To before the first ballot.
  node.fail(behindAt(2n));
  const asked = node.requests.length;
  await expect.poll(() => node.requests.length - asked).toBeGreaterThan(6);
  expect(await shown()).toBeGreaterThanOrEqual(before);
  await expectTruth(page);
  node.fail();
  await expect.poll(shown).toBeGreaterThan(before + 1);
  expectOnlyTruth(figures);
});

test("a node that lies about one's own ballot is not believed", async ({ page, site, node, stood }) => {
  await installWallet(page, stood.chain.url, testAccount(7));
  node.fail(lieAbout("ballotOf", () => candidateId("Grace")));
  await page.goto(electionLink(site, stood.election));
  await expectTruth(page);
  await page.getByRole("button", { name: "Connect", exact: true }).click();
  await page.getByRole("button", { name: "Test Wallet" }).click();
  const asked = () =>
    node.requests.filter(({ params }) => JSON.stringify(params).includes(toFunctionSelector("ballotOf(address)")));
  await expect.poll(() => asked().length).toBeGreaterThan(1);
  await expect(page.getByText(words.eligibility.unknown.rest)).toBeVisible();
  await expect(page.getByText("You have voted.")).toBeHidden();
  node.fail();
  await expect(page.getByText("You may vote.")).toBeVisible();
});

test("a ballot is seen at once although the socket drops, and also when it is back", async ({ page, site, chain }) => {
  const election = await createElection(chain);
  const node = await startProxy(chain.url);
  await configure(page, chain, node);
  await page.goto(electionLink(site, election));
  await expect(page.getByText("No ballot has been cast.")).toBeVisible();
  node.sockets.refuse(true);
  node.sockets.drop();
  await sendBallot(chain, election, chain.accounts[20] ?? "0x", "Ada");
  await expect(countOf(page, "Ada")).toContainText("1 100.0%", { timeout: 5000 });

  node.sockets.refuse(false);
  await expect.poll(() => node.sockets.open()).toBe(1);
  await sendBallot(chain, election, chain.accounts[21] ?? "0x", "Grace");
  await expect(countOf(page, "Grace")).toContainText("1 50.0%", { timeout: 5000 });
  await node.stop();
});

test("where every node is down and one comes back, the page recovers by itself", async ({
  page,
  site,
  stood,
  figures,
}) => {
  const proxies = [await startProxy(stood.chain.url), await startProxy(stood.chain.url)];
  await configure(page, stood.chain, ...proxies);
  for (const proxy of proxies) proxy.fail(goDown());
  await page.goto(electionLink(site, stood.election));
  await expect(page.getByText(unreachable)).toBeVisible();
  proxies[1]?.fail();
  await expectTruth(page);
  expectOnlyTruth(figures);
  for (const proxy of proxies) await proxy.stop();
});

test("a count that only one of two nodes gives is shown with a caution, and without the tick", async ({
  page,
  site,
  node,
  stood,
}) => {
  const second = await startProxy(stood.chain.url);
  await configure(page, stood.chain, node, second);
  second.fail(goDown());
  await page.goto(electionLink(site, stood.election));
  await expectTruth(page);
  const caution = page.getByRole("status").filter({ hasText: "1 of 2 nodes answered in time." });
  await expect(caution).toContainText("The other could not confirm this.");
  await expect(page.getByText(/nodes? agree/)).toBeHidden();
  const count = page.getByRole("region", { name: "The count so far" });
  await expect(count.locator("svg")).toHaveCount(0);

  second.fail();
  await expect(count).toContainText("Two nodes agree.");
  await expect(count.locator("svg")).toHaveCount(1);
  await expect(caution).toBeHidden();
  await second.stop();
});
