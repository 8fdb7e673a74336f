import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import Papa from "papaparse";
import type { Address, LocalAccount } from "viem";
import { inRollOrder } from "@/election/roll";
import { formatCount, shorten } from "@/ui/format";
import { deliverBatch, sendBatch } from "../support/deliverBallots";
import { expectReachable } from "../support/expectReachable";
import { installWallet, testAccount } from "../support/installWallet";
import { createSigningElection, inventSigners, type SigningElection, signBallot } from "../support/signBallots";
import { castInBlock, reorganise, startChain, type TestChain } from "../support/startChain";
import { startProxy } from "../support/startProxy";
import { countOf, electionLink, expect, openElection, showChain, test } from "./test";

/** A voter with coin, among others who only sign. */
const funded = testAccount(5);

/** A chain of a test's own, with an election on a roll of 120 voters who sign, one of whom has coin. */
async function withElection(page: Page, run: (chain: TestChain, election: SigningElection) => Promise<void>) {
  const chain = await startChain();
  try {
    await showChain(page, chain);
    const everybody = new Map<string, LocalAccount>(
      [...inventSigners(119), funded].map((account) => [account.address, account]),
    );
    const voters = inRollOrder(
      inventSigners(119)
        .map(({ address }) => address)
        .concat(funded.address),
    );
    const accounts = voters.flatMap((address) => everybody.get(address) ?? []);
    await run(chain, await createSigningElection(chain, accounts, { candidates: ["Ada — plot 12", "Grace"] }));
  } finally {
    await chain.stop();
  }
}

/** The signed ballots of the voters from that place on the roll, so many of them, all for one candidate. */
function signed(election: SigningElection, from: number, count: number, choice: string) {
  return Promise.all(Array.from({ length: count }, (_, place) => signBallot(election, from + place, choice)));
}

/** A place on the roll from which many voters only sign. */
function firstSigner({ voters }: SigningElection): number {
  return voters.findIndex(({ address }) => address === funded.address) < 50 ? 60 : 20;
}

/** Has the node sign for a voter who has had no coin so far. */
async function fund({ node }: TestChain, { voters }: SigningElection, index: number): Promise<Address> {
  const address = voters[index]?.address ?? "0x";
  await node.setBalance({ address, value: 10n ** 18n });
  await node.impersonateAccount({ address });
  return address;
}

function recordOn(page: Page) {
  return page.getByRole("region", { name: "Ballots", exact: true });
}

function registerOn(page: Page) {
  return page.getByRole("region", { name: "Who has voted" });
}

test("ballots that a relay delivers appear in count, record, register and file, and say so", async ({ page, site }) => {
  await withElection(page, async (chain, election) => {
    const carrier = chain.accounts[7] ?? "0x";
    const ballots = await signed(election, firstSigner(election), 3, "Ada — plot 12");
    await castInBlock(chain, election.address, funded.address, "Grace");
    await openElection(page, site, election.address);
    await expect(countOf(page, "Grace")).toContainText("1");

    const block = await deliverBatch(chain, election, ballots, carrier);
    await expect(countOf(page, "Ada")).toContainText(`${ballots.length}`);
    const lines = recordOn(page).getByRole("listitem");
    await expect(lines).toHaveCount(ballots.length + 1);
    await expect(recordOn(page)).toContainText(`block ${formatCount(block)}`);
    await expect(lines.filter({ hasText: "by relay" })).toHaveCount(ballots.length);
    await expect(lines.last()).not.toContainText("by relay");
    // The last of the batch is the newest of the record.
    await expect(lines.first()).toContainText(shorten(ballots.at(-1)?.voter ?? "0x"));
    await expect(lines.first().getByText(carrier)).toBeHidden();
    await lines.first().getByText("by relay").click();
    await expect(lines.first().getByText(carrier)).toBeVisible();

    await registerOn(page).scrollIntoViewIfNeeded();
    await expect(registerOn(page)).toContainText(`${ballots.length + 1} of 120 have voted.`);
    for (const { voter } of ballots) {
      await expect(registerOn(page).getByRole("listitem").filter({ hasText: voter })).toContainText("voted");
    }

    const saved = page.waitForEvent("download");
    await page.getByRole("button", { name: "Ballots for a spreadsheet (CSV)" }).click();
    const text = await readFile(await (await saved).path(), "utf8");
    const rows = Papa.parse<string[]>(text.slice(1)).data;
    const table = rows.slice(rows.findIndex(([cell]) => cell === "number") + 1, -1);
    expect(table.map((row) => [row[1], row[7], row[8]])).toEqual([
      [funded.address, expect.any(String), ""],
      ...ballots.map(({ voter, index }) => [voter, `${index + 1}`, carrier]),
    ]);
  });
});

test("a batch waits as so many ballots, stands in its block as one transaction, and goes with the block", async ({
  page,
  site,
}) => {
  await withElection(page, async (chain, election) => {
    await castInBlock(chain, election.address, funded.address, "Grace");
    await page.goto(`${electionLink(site, election.address)}/ledger`);
    const waiting = page.getByRole("region", { name: "Sent, not in a block yet" });
    await expect(waiting).toContainText("knows of no ballot");

    const first = firstSigner(election);
    const [carrier, other] = [chain.accounts[7] ?? "0x", chain.accounts[8] ?? "0x"];
    await chain.node.setAutomine(false);
    await sendBatch(chain, election, await signed(election, first, 12, "Ada — plot 12"), carrier);
    await sendBatch(chain, election, await signed(election, first + 12, 1, "Grace"), other);
    await expect(waiting).toContainText(`12 ballots brought by a relay${shorten(carrier)}`);
    await expect(waiting).toContainText(`1 ballot brought by a relay${shorten(other)}`);

    await chain.node.mine({ blocks: 1 });
    const number = await chain.node.getBlockNumber();
    const block = page.getByRole("article", { name: `Block ${number}`, exact: true });
    await expect(block).toContainText(`12 ballots brought by a relay${shorten(carrier)}`);
    await expect(block).toContainText(`1 ballot brought by a relay${shorten(other)}`);
    await expect(block.getByRole("listitem")).toHaveCount(8 + 1);
    await block.getByRole("button", { name: "Show all 12 ballots of this relay’s transaction" }).click();
    await expect(block.getByRole("listitem")).toHaveCount(12 + 1);
    await expect(block.getByRole("listitem").first()).toContainText(
      `Ada${shorten(election.voters[first]?.address ?? "0x")}`,
    );
    await expect(waiting.getByText("brought by")).toHaveCount(0);

    await chain.node.setAutomine(true);
    await reorganise(chain, 1);
    await expect(block).toHaveCount(0);
    await expect(page.getByText(`The chain replaced block ${number} by another`)).toBeVisible();
    await page.goto(electionLink(site, election.address));
    await expect(countOf(page, "Grace")).toContainText("1");
    await expect(recordOn(page).getByRole("listitem")).toHaveCount(1);
  });
});

test("a voter sees their own relayed ballot, and the wall counts it", async ({ page, site }) => {
  await withElection(page, async (chain, election) => {
    const index = election.voters.findIndex(({ address }) => address === funded.address);
    await installWallet(page, chain.url, funded);
    await openElection(page, site, election.address);
    await page.getByRole("button", { name: "Connect", exact: true }).click();
    await page.getByRole("button", { name: "Test Wallet" }).click();
    await expect(page.getByText(`You are voter ${index + 1} of 120.`)).toBeVisible();

    await deliverBatch(chain, election, [await signBallot(election, index, "Grace")], chain.accounts[7]);
    await expect(page.getByText("Your ballot for Grace is counted.")).toBeVisible();
    await expect(recordOn(page).getByRole("listitem").first()).toContainText("You · Grace");
    await expect(recordOn(page).getByRole("listitem").first()).toContainText("by relay");
    await page.getByRole("link", { name: "Show the count on a big screen" }).click();
    await expect(countOf(page, "Grace")).toContainText("1 100.0%");

    await reorganise(chain, 1);
    await expect(countOf(page, "Grace")).toContainText("0 0.0%");
    await page.getByRole("link", { name: "Back to the election" }).click();
    await expect(page.getByText("You may vote")).toBeVisible();
  });
});

for (const { colorScheme, width } of [
  { colorScheme: "light", width: 1280 },
  { colorScheme: "dark", width: 360 },
] as const) {
  test(`relayed ballots stand in nobody's way (${colorScheme}, ${width} px)`, async ({ page, site }) => {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await page.setViewportSize({ width, height: 740 });
    await withElection(page, async (chain, election) => {
      const from = firstSigner(election);
      const block = await deliverBatch(chain, election, await signed(election, from, 12, "Grace"), chain.accounts[7]);
      await openElection(page, site, election.address);
      await recordOn(page).getByText("by relay").first().click();
      await expectReachable(page, "the record with relayed ballots");

      await chain.node.setAutomine(false);
      await sendBatch(chain, election, await signed(election, from + 12, 3, "Grace"), chain.accounts[7]);
      await page.goto(`${electionLink(site, election.address)}/ledger`);
      await expect(page.getByRole("article", { name: `Block ${block}`, exact: true })).toContainText("12 ballots");
      await expect(page.getByRole("region", { name: "Sent, not in a block yet" })).toContainText("3 ballots");
      await expectReachable(page, "the ledger with a batch");
    });
  });
}

test("of 3,000 voters 1,800 signed: all are counted, and the roll is read once", async ({ page, site }) => {
  const chain = await startChain();
  const proxy = await startProxy(chain.url);
  try {
    const election = await createSigningElection(chain, inventSigners(3_000));
    const voted = election.voters.flatMap((_, index) => (index % 5 < 3 ? [index] : []));
    const choices = voted.map((index) => signBallot(election, index, index % 2 === 0 ? "Ada" : "Grace"));
    await deliverBatch(chain, election, await Promise.all(choices), chain.accounts[7]);
    await showChain(page, { ...chain, configuration: { ...chain.configuration, endpoints: [proxy.url] } });
    await openElection(page, site, election.address);
    await expect(page.getByText("1,800 of 3,000 · 60.0%")).toBeVisible();
    await expect(countOf(page, "Ada")).toContainText("900");
    await expect(recordOn(page)).toContainText("10 of 1,800");
    await registerOn(page).scrollIntoViewIfNeeded();
    await expect(registerOn(page)).toContainText("1,800 of 3,000 have voted.");

    await castInBlock(chain, election.address, await fund(chain, election, 3), "Grace");
    await expect(page.getByText("1,801 of 3,000 · 60.0%")).toBeVisible();
    const codes = proxy.requests.filter(({ method }) => method === "eth_getCode");
    expect(codes).toHaveLength(3);
  } finally {
    await proxy.stop();
    await chain.stop();
  }
});
