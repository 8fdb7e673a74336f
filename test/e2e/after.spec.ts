import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import Papa from "papaparse";
import type { Address } from "viem";
import { openElectionAbi } from "@/chain/generated/openElectionAbi";
import { rollAbi } from "@/chain/generated/rollAbi";
import { candidateId } from "@/election/election";
import { expectReachable } from "../support/expectReachable";
import { readCode } from "../support/readCode";
import {
  castInBlock,
  createElection,
  largestElection,
  publishRoll,
  startChain,
  type TestChain,
} from "../support/startChain";
import { change, startProxy } from "../support/startProxy";
import { electionLink, expect, openElection, showChain, test } from "./test";

const formula = '=HYPERLINK("http://evil.example","Ada")';
const description = [
  "Three members stand.",
  "",
  "Quorum: half of the members",
  "In a tie: the committee draws lots",
  "Contact: Room 4",
].join("\n");

/** What the contract says at the newest block, asked by nothing of the page. */
function readResults({ node }: TestChain, election: Address) {
  return node.readContract({ address: election, abi: openElectionAbi, functionName: "results" });
}

/** Presses a button and gives the file that the browser saves: its name and its text. */
async function save(page: Page, button: string): Promise<{ name: string; text: string }> {
  const saved = page.waitForEvent("download");
  await page.getByRole("button", { name: button }).click();
  const download = await saved;
  return { name: download.suggestedFilename(), text: await readFile(await download.path(), "utf8") };
}

/** The rows of a saved table, without its head. */
function rowsOf(csv: string): string[][] {
  const { data } = Papa.parse<string[]>(csv.replace(/^\ufeff/, "").trimEnd(), { delimiter: "," });
  return data.slice(data.findIndex((row) => row[0] === "number") + 1);
}

/** The number of pages that the browser prints. */
async function printedPages(page: Page): Promise<number> {
  const paper = await page.pdf({ format: "A4", preferCSSPageSize: true });
  return paper.toString("latin1").match(/\/Type \/Page\b/g)?.length ?? 0;
}

test.describe("the minutes", () => {
  test("give the contract's figures, say that they are no result yet, provisional, and then final", async ({
    page,
    site,
  }) => {
    const chain = await startChain({ accounts: 10 });
    try {
      const candidates = ["Ada — plot 12", "Grace", "None of these"];
      const election = await createElection(chain, { candidates, description, closesIn: 3600 });
      for (const [index, choice] of ["Grace", "Ada — plot 12", "Grace"].entries()) {
        await castInBlock(chain, election, chain.accounts[index] ?? "0x", choice);
      }
      await showChain(page, chain);
      await page.goto(`${electionLink(site, election)}/minutes`);
      await expect(page.getByText("Not a result yet.")).toBeVisible();
      await expect(page.getByText(/Voting closes \w{3}, \d+ \w+ \d{4}, \d\d:\d\d CES?T/)).toBeVisible();
      await expect(page.getByText("has the most votes")).toBeHidden();
      await expect(page.getByRole("heading", { name: "Signatures" })).toBeHidden();

      await chain.node.increaseTime({ seconds: 3600 });
      await chain.node.mine({ blocks: 1 });
      await expect(page.getByText("Not yet final: the last blocks before the close")).toBeVisible();
      await chain.node.mine({ blocks: 3 });
      await expect(page.getByText("Final: no block from before the close can be replaced any more.")).toBeVisible();

      const minutes = page.getByRole("article");
      const [, counts, ballots] = await readResults(chain, election);
      const rows = minutes.getByRole("row");
      await expect(rows).toHaveText([
        "№CandidateVotesShare",
        `1Adaplot 12${counts[0]}33.3%`,
        `2Grace${counts[1]}66.7%`,
        `3None of these${counts[2]}0.0%`,
        `Ballots${ballots}`,
      ]);
      await expect(minutes).toContainText("Grace has the most votes: 2 of 3 (66.7%).");
      await expect(minutes).toContainText("Quorumhalf of the members");
      await expect(minutes).toContainText("The contract enforces none of these rules.");
      await expect(minutes).toContainText("Three members stand.");
      await expect(minutes).toContainText(/CES?T.*UTC/);
      await expect(minutes).toContainText("Europe/Berlin");
      await expect(minutes).toContainText(electionLink(site, election));
      await expect(minutes).toContainText(chain.accounts[0]);
      const { number, hash } = await chain.node.getBlock();
      await expect(minutes).toContainText(`block ${number.toLocaleString("en-GB")}`);
      await expect(minutes).toContainText(hash);
      await expect(minutes.getByText("Place and date")).toHaveCount(2);
    } finally {
      await chain.stop();
    }
  });

  test("of an election on a roll tell its size, its digest and the turnout", async ({ page, chain, site }) => {
    const voters = chain.accounts.slice(20, 23);
    const voter = voters[1] ?? "0x";
    const roll = await publishRoll(chain, voters);
    const election = await createElection(chain, { roll });
    await castInBlock(chain, election, voter, "Grace");
    const [digest, index] = await Promise.all([
      chain.node.readContract({ address: roll, abi: rollAbi, functionName: "digest" }),
      chain.node.readContract({ address: roll, abi: rollAbi, functionName: "indexOf", args: [voter] }),
    ]);

    await page.goto(`${electionLink(site, election)}/minutes`);
    const minutes = page.getByRole("article");
    await expect(minutes).toContainText("Turnout: 1 of 3 voters (33.3%)");
    await expect(minutes).toContainText("The 3 voters on the roll, once each.");
    await expect(minutes).toContainText(roll);
    await expect(minutes).toContainText(digest);

    const { text } = await save(page, "Ballots for a spreadsheet (CSV)");
    // Nobody carried it for them.
    expect(rowsOf(text).map((row) => [row[1], ...row.slice(-2)])).toEqual([[voter, String(index + 1n), ""]]);
    await page.goto(`${electionLink(site, election)}/notice`);
    await expect(page.getByText("Who is on the roll may vote once: 3 in all.")).toBeVisible();
    await expect(page.getByText("The network takes a small fee for recording a ballot")).toBeVisible();
    await showChain(page, {
      ...chain,
      configuration: { ...chain.configuration, relays: ["https://relay.example.org"] },
    });
    await page.reload();
    await expect(page.getByText("Voting costs nothing: a relay pays for the ballot that you sign.")).toBeVisible();
    await expect(page.getByText("The network takes a small fee")).toBeHidden();
  });

  test("show no figure where what was read contradicts itself", async ({ page, chain, site }) => {
    const election = await createElection(chain);
    await castInBlock(chain, election, chain.accounts[11] ?? "0x", "Ada");
    await castInBlock(chain, election, chain.accounts[12] ?? "0x", "Ada");
    const proxy = await startProxy(chain.url);
    try {
      await showChain(page, { ...chain, configuration: { ...chain.configuration, endpoints: [proxy.url] } });
      proxy.fail(change("eth_getLogs", (logs: unknown[]) => logs.slice(1)));
      await page.goto(`${electionLink(site, election)}/minutes`);
      await expect(page.getByText("No figure can be shown")).toBeVisible();
      await expect(page.getByRole("article")).toBeHidden();
      await page.emulateMedia({ media: "print" });
      await expect(page.getByText("No figure can be shown")).toBeVisible();
      await expect(page.getByText(/\d%|1 of 2/)).toBeHidden();
    } finally {
      await proxy.stop();
    }
  });
});

test.describe("saved files", () => {
  test("hold a row for each ballot, and no formula", async ({ page, chain, site }) => {
    const election = await createElection(chain, { candidates: [formula, "Grace"] });
    const voters = chain.accounts.slice(13, 16);
    for (const voter of voters) await castInBlock(chain, election, voter, formula);
    await openElection(page, site, election);

    const [ids, counts, ballots] = await readResults(chain, election);
    const csv = await save(page, "Ballots for a spreadsheet (CSV)");
    expect(csv.name).toMatch(new RegExp(`^recount-31337-${election}-ballots-block-\\d+\\.csv$`));
    expect(csv.text.split("\r\n")[0]).toContain("Complete: 3 of 3 ballots");
    const rows = rowsOf(csv.text);
    expect(BigInt(rows.length)).toBe(ballots);
    expect(rows.map(([, voter, name, id]) => [voter, name, id])).toEqual(
      voters.map((voter) => [voter, `'${formula}`, candidateId(formula)]),
    );
    for (const [, , , , block, blockHash, time] of rows) {
      const { hash, timestamp } = await chain.node.getBlock({ blockNumber: BigInt(block ?? "") });
      expect([blockHash, time]).toEqual([hash, new Date(Number(timestamp) * 1000).toISOString()]);
    }
    await expect(page.getByText(`Saved as ${csv.name}.`)).toBeVisible();

    const figures = rowsOf((await save(page, "Figures for a spreadsheet (CSV)")).text);
    expect(figures.map(([, , id, votes]) => [id, votes])).toEqual([
      [ids[0], String(counts[0])],
      [ids[1], String(counts[1])],
      ["", String(ballots)],
    ]);

    const json: unknown = JSON.parse((await save(page, "Everything for a program (JSON)")).text);
    expect(json).toMatchObject({
      status: "Complete: 3 of 3 ballots",
      election: { address: election, candidates: [{ name: formula }, { name: "Grace" }] },
      tally: { ballots: "3", votes: [{ count: "3" }, { count: "0" }] },
      ballots: voters.map((voter) => ({ voter, candidate: candidateId(formula) })),
    });
  });

  test("say INCOMPLETE where the record that was read is not whole", async ({ page, chain, site }) => {
    const election = await createElection(chain);
    for (const voter of chain.accounts.slice(16, 19)) await castInBlock(chain, election, voter, "Ada");
    const proxy = await startProxy(chain.url);
    try {
      await showChain(page, { ...chain, configuration: { ...chain.configuration, endpoints: [proxy.url] } });
      proxy.fail(change("eth_getLogs", (logs: unknown[]) => logs.slice(1)));
      await page.goto(electionLink(site, election));
      await expect(page.getByText("It lacks ballots that, by the node’s word, the contract counted.")).toBeVisible();
      await expect(page.getByRole("button", { name: "Figures for a spreadsheet (CSV)" })).toBeHidden();

      const csv = await save(page, "Incomplete ballots (CSV)");
      expect(csv.name).toMatch(/^INCOMPLETE-2-of-3-recount-/);
      expect(csv.text.split("\r\n")[0]).toContain("INCOMPLETE: 2 of 3 ballots");
      expect(rowsOf(csv.text)).toHaveLength(2);
      const json: unknown = JSON.parse((await save(page, "Incomplete record (JSON)")).text);
      expect(json).toMatchObject({ status: "INCOMPLETE: 2 of 3 ballots", tally: null, ballots: [{}, {}] });

      proxy.fail();
      await expect(page.getByRole("button", { name: "Figures for a spreadsheet (CSV)" })).toBeVisible();
    } finally {
      await proxy.stop();
    }
  });

  test("leave a time blank that cannot be read, and say so", async ({ page, chain, site }) => {
    const election = await createElection(chain);
    await castInBlock(chain, election, chain.accounts[19] ?? "0x", "Ada");
    const proxy = await startProxy(chain.url);
    try {
      await showChain(page, { ...chain, configuration: { ...chain.configuration, endpoints: [proxy.url] } });
      proxy.fail(change("eth_getBlockByHash", () => null));
      await openElection(page, site, election);
      const { text } = await save(page, "Ballots for a spreadsheet (CSV)");
      expect(rowsOf(text).map((row) => row.at(-1))).toEqual([""]);
      await expect(
        page.getByText("Times left blank because they were not read: those of 1 of the blocks."),
      ).toBeVisible();
    } finally {
      await proxy.stop();
    }
  });
});

test.describe("an election is made known", () => {
  test("by its link, a code, a letter and a date", async ({ page, chain, site }) => {
    await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    const election = await createElection(chain, { title: "Who, then; \\ shall chair?" });
    const link = electionLink(site, election);
    await openElection(page, site, election);
    await page.getByText("Share and print").click();

    await page.getByRole("button", { name: "Copy the link" }).click();
    await expect(page.getByRole("button", { name: "Copied" })).toBeVisible();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(link);

    const svg = await save(page, "Save to print (SVG)");
    expect(svg.name).toBe(`recount-31337-${election}-code.svg`);
    const [, size = ""] = /viewBox="0 0 (\d+) \d+"/.exec(svg.text) ?? [];
    expect(readCode(await readPicture(page, await savePicture(page), Number(size)))).toBe(link);

    await page.getByRole("button", { name: "Copy the text" }).click();
    await expect(page.getByRole("button", { name: "Copied" })).toHaveCount(2);
    const letter = await page.evaluate(() => navigator.clipboard.readText());
    expect(letter).toContain(link);
    expect(letter).toMatch(/Voting opens .* CES?T \(.* UTC\)\nand closes .* CES?T \(.* UTC\)\./);
    const mail = (await page.getByRole("link", { name: "Open in your mail program" }).getAttribute("href")) ?? "";
    expect(decodeURIComponent(mail.replace(/^.*&body=/, "")).replaceAll("\r\n", "\n")).toBe(letter);

    const { opens, closes } = await windowOf(chain, election);
    const calendar = await save(page, "Save for a calendar (ICS)");
    expect(calendar.name).toBe(`recount-31337-${election}.ics`);
    const lines = calendar.text.replace(/\r\n[ \t]/g, "").split("\r\n");
    expect(lines).toContain("SUMMARY:Vote: Who\\, then\\; \\\\ shall chair?");
    expect(lines).toContain(`DTSTART:${calendarTime(opens)}`);
    expect(lines).toContain(`DTEND:${calendarTime(closes)}`);
    expect(lines).toContain(`UID:31337-${election.toLowerCase()}@recount`);
    expect(lines).toContain(`URL;VALUE=URI:${link}`);
  });

  test("by a notice on one sheet of paper, without the frame of the page, black on white", async ({
    page,
    chain,
    site,
  }) => {
    const candidates = ["Ada — plot 12", "Grace", "None of these"];
    const election = await createElection(chain, { candidates, description, title: "Who shall chair?" });
    await openElection(page, site, election);
    await page.getByText("Share and print").click();
    await page.getByRole("link", { name: "Notice for the board" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "Who shall chair?" })).toBeVisible();
    await expect(page.getByRole("listitem").filter({ hasText: /^(Adaplot 12|Grace|None of these)$/ })).toHaveCount(3);
    await expect(page.getByText("Contact: Room 4")).toBeVisible();
    await expect(page.getByText("Times are those of Europe/Berlin.")).toBeVisible();
    await expect(page.getByText(`Vote at ${electionLink(site, election)}`)).toBeVisible();

    await page.emulateMedia({ media: "print", colorScheme: "dark" });
    await expect(page.getByRole("banner")).toBeHidden();
    await expect(page.getByRole("contentinfo").filter({ hasText: "No server" })).toBeHidden();
    await expect(page.getByRole("button", { name: "Print" })).toBeHidden();
    const colours = await page.evaluate(() => {
      const { backgroundColor, color } = getComputedStyle(document.documentElement);
      return [backgroundColor, color];
    });
    expect(colours).toEqual(["rgb(255, 255, 255)", "rgb(0, 0, 0)"]);
    await page.emulateMedia({ media: null, colorScheme: "dark" });
    expect(await printedPages(page)).toBe(1);
  });

  test("by nothing that asks to vote once voting is over", async ({ page, site }) => {
    const chain = await startChain({ accounts: 2 });
    try {
      const election = await createElection(chain, { closesIn: 300 });
      await chain.node.increaseTime({ seconds: 300 });
      await chain.node.mine({ blocks: 1 });
      await showChain(page, chain);
      await page.goto(`${electionLink(site, election)}/notice`);
      await expect(page.getByText("Voting is over")).toBeVisible();
      await openElection(page, site, election);
      await page.getByText("Share and print").click();
      await expect(page.getByText("Voting is over. The result is at this link")).toBeVisible();
      await expect(page.getByRole("button", { name: "Save for a calendar (ICS)" })).toBeHidden();
    } finally {
      await chain.stop();
    }
  });
});

for (const { colorScheme, width } of [
  { colorScheme: "light", width: 1280 },
  { colorScheme: "dark", width: 360 },
] as const) {
  test.describe(`what follows has no serious fault for assistive technology (${colorScheme}, ${width} px)`, () => {
    test.use({ viewport: { width, height: 800 }, colorScheme });
    test.describe.configure({ timeout: 90_000 });

    test("shared, noticed and in the minutes", async ({ page, chain, site }) => {
      const election = await createElection(chain, { description, candidates: ["Ada — plot 12", "Grace"] });
      await openElection(page, site, election);
      await page.getByText("Share and print").click();
      await expect(page.getByRole("button", { name: "Copy the link" })).toBeVisible();
      await expect(page.getByRole("button", { name: "Ballots for a spreadsheet (CSV)" })).toBeVisible();
      await expectReachable(page, "the election, shared");
      await page.getByRole("link", { name: "Minutes with the figures" }).click();
      await expect(page.getByText("Not a result yet.")).toBeVisible();
      await expectReachable(page, "the minutes");
      await page.getByRole("link", { name: "Back to the election" }).click();
      await page.goto(`${electionLink(site, election)}/notice`);
      await expect(page.getByRole("heading", { name: "How to vote" })).toBeVisible();
      await expectReachable(page, "the notice");
    });

    test("with as many and as long names as there can be", async ({ page, chain, site }) => {
      const election = await createElection(chain, largestElection("Which of a hundred names?"));
      for (const place of ["minutes", "notice"]) {
        await page.goto(`${electionLink(site, election)}/${place}`);
        await expect(page.getByText(/^99 n+$/)).toBeVisible();
        await expectReachable(page, place);
      }
    });
  });
}

async function windowOf({ node }: TestChain, address: Address) {
  const [opens, closes] = await Promise.all([
    node.readContract({ address, abi: openElectionAbi, functionName: "opens" }),
    node.readContract({ address, abi: openElectionAbi, functionName: "closes" }),
  ]);
  return { opens, closes };
}

/** Unix seconds → "20261118T110640Z" */
function calendarTime(seconds: bigint): string {
  return new Date(Number(seconds) * 1000).toISOString().replace(/[-:]|\.000/g, "");
}

/** Saves the code as a picture and gives it as a data URL. */
async function savePicture(page: Page): Promise<string> {
  const saved = page.waitForEvent("download");
  await page.getByRole("button", { name: "Save as a picture (PNG)" }).click();
  const picture = await readFile(await (await saved).path());
  return `data:image/png;base64,${picture.toString("base64")}`;
}

/** Which of a picture's modules are dark: the middle of each. */
function readPicture(page: Page, url: string, size: number): Promise<boolean[][]> {
  return page.evaluate(
    async ([source, modules]) => {
      const image = new Image();
      image.src = source;
      await image.decode();
      const canvas = new OffscreenCanvas(image.width, image.height);
      const pen = canvas.getContext("2d");
      pen?.drawImage(image, 0, 0);
      const step = image.width / modules;
      const at = (index: number) => Math.floor((index + 0.5) * step);
      const sides = Array.from({ length: modules }, (_, index) => at(index));
      return sides.map((y) => sides.map((x) => (pen?.getImageData(x, y, 1, 1).data[0] ?? 255) < 128));
    },
    [url, size] as const,
  );
}
