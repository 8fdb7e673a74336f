import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { installWallet, testAccount } from "../support/installWallet";
import { type Host, serveFolder } from "../support/serveFolder";
import { castInBlock, createElection, startChain, type TestChain } from "../support/startChain";
import { castBallot, connectWallet, countOf, electionLink, expect, openElection, test } from "./test";

const path = "/members/vote/2027/";
let chain: TestChain;
let folder: string;
let host: Host;

test.beforeAll(async () => {
  chain = await startChain({ accounts: 10 });
  // What whoever hosts the page does: the built folder is copied, and its chains.json names the chain.
  folder = mkdtempSync(join(tmpdir(), "recount-"));
  cpSync("dist", folder, { recursive: true });
  writeFileSync(join(folder, "chains.json"), JSON.stringify({ chains: [chain.configuration] }));
  host = await serveFolder(folder, path);
});

test.afterAll(async () => {
  await host.stop();
  await chain.stop();
  rmSync(folder, { recursive: true });
});

test.afterEach(() => {
  expect(host.requests.filter(({ status }) => status !== 200)).toEqual([]);
});

test("a plain web host serves the page from a subfolder: list, election, ballot, and every other page", async ({
  page,
}) => {
  const election = await createElection(chain, { title: "Where does it lie?", description: "In a **folder**." });
  const origins = new Set<string>();
  page.on("request", (request) => void origins.add(new URL(request.url()).origin));
  await installWallet(page, chain.url, testAccount(1));

  await page.goto(host.url);
  await page.getByRole("link", { name: /Where does it lie\?/ }).click();
  await expect(page.getByText("Counted in your browser.")).toBeVisible();
  expect(page.url()).toBe(electionLink(host.url, election));
  await expect(page.locator("strong", { hasText: "folder" })).toBeVisible();
  await connectWallet(page);
  await castBallot(page, "Ada");
  await expect(countOf(page, "Ada")).toContainText("1 100.0%");

  await page.getByRole("link", { name: "See the blocks that hold the ballots" }).click();
  await expect(page.getByRole("region", { name: "Blocks with ballots" })).toContainText("Ada");
  await page.goBack();
  await page.getByRole("link", { name: "Show the count on a big screen" }).click();
  await expect(page.getByRole("heading", { name: "The count so far" })).toBeVisible();
  await page.goto(`${host.url}#/nodes`);
  await expect(page.getByRole("heading", { level: 1, name: "Nodes and relays" })).toBeVisible();

  expect([...origins].sort()).toEqual([new URL(host.url).origin, chain.url].sort());
  expect(host.requests.map((request) => request.path)).toContain(`${path}chains.json`);
  expect(host.requests.filter((request) => !request.path.startsWith(path))).toEqual([]);
});

test("each of its links opens by itself, and again after a reload", async ({ page }) => {
  // Eighteen whole loads.
  test.setTimeout(90_000);
  const election = await createElection(chain);
  await castInBlock(chain, election, chain.accounts[1], "Grace");
  const link = electionLink(host.url, election);
  for (const [address, text] of [
    [host.url, "Who shall speak?"],
    [`${host.url}index.html`, "Who shall speak?"],
    [link, "Counted in your browser."],
    [`${link}/ledger`, "Blocks with ballots"],
    [`${link}/wall`, "The count so far"],
    [`${host.url}#/nodes`, "Add a node"],
    [`${host.url}#/organise`, "Organise an election"],
    [`${host.url}#/31337/rolls`, "No roll has been published here yet"],
    [`${host.url}#/join`, "Your address"],
  ] as const) {
    // Another document each time, so that nothing is there from the link before.
    await page.goto("about:blank");
    await page.goto(address);
    await expect(page.getByText(text).first()).toBeVisible();
    await page.reload();
    await expect(page.getByText(text).first()).toBeVisible();
  }
});

test("an election is organised there too, and its list of members read in a worker", async ({ page }) => {
  const workers: string[] = [];
  page.on("worker", (worker) => void workers.push(worker.url()));
  await page.goto(`${host.url}#/organise`);
  await page.getByRole("button", { name: "New election" }).click();
  await page.getByRole("navigation", { name: "Steps" }).getByRole("button", { name: "Who may vote" }).click();
  await page.getByRole("radio", { name: "The voters on a roll" }).check();
  await page.getByLabel("Or paste the list").fill(`Ada\t${chain.accounts[0]}\nGrace\t${chain.accounts[1]}\nHedy\t0x12`);
  await page.getByRole("button", { name: "Read the list" }).click();
  await expect(page.getByText("2 of 3 rows are voters")).toBeVisible();
  expect(workers.filter((url) => url.startsWith(`${host.url}assets/`))).toHaveLength(workers.length);
  expect(workers).not.toEqual([]);

  await page.reload();
  await expect(page.getByText("2 of 3 rows are voters")).toBeVisible();
});

test("its own chains.json is what counts: it is read anew, and the page says where it is wrong", async ({ page }) => {
  const election = await createElection(chain);
  await openElection(page, host.url, election);
  await page.goto("about:blank");
  writeFileSync(join(folder, "chains.json"), JSON.stringify({ chains: [{ ...chain.configuration, name: "Ours" }] }));
  await openElection(page, host.url, election);
  await expect(page.getByText("Ours (31337)")).toBeVisible();

  await page.goto("about:blank");
  writeFileSync(join(folder, "chains.json"), JSON.stringify({ chains: [{ ...chain.configuration, id: "31337" }] }));
  await page.goto(host.url);
  await expect(page.getByText(/chains\.0\.id/)).toBeVisible();
  writeFileSync(join(folder, "chains.json"), JSON.stringify({ chains: [chain.configuration] }));
});
