import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { openElectionFactory } from "@/chain/generated/openElectionFactory";
import { expectReachable } from "../support/expectReachable";
import { createElection, publishRoll, startChain } from "../support/startChain";
import { electionLink, expect, showChain, test } from "./test";

/** Begins a draft from the desk. */
async function begin(page: Page, site: string): Promise<void> {
  await page.goto(`${site}#/organise`);
  await page.getByRole("button", { name: "New election" }).click();
  await expect(page.getByRole("heading", { level: 2, name: "Question" })).toBeVisible();
}

async function goTo(page: Page, step: string): Promise<void> {
  await page.getByRole("navigation", { name: "Steps" }).getByRole("button", { name: step }).click();
  await expect(page.getByRole("heading", { level: 2, name: step })).toBeFocused();
}

async function pasteNames(page: Page, names: readonly string[]): Promise<void> {
  await page.getByText("Paste a list", { exact: true }).click();
  await page.getByLabel("Names, one a line").fill(names.join("\n"));
  await page.getByRole("button", { name: "Add these names" }).click();
}

const titleOf = (page: Page) => page.getByRole("textbox", { name: "Question" });
const names = (page: Page) => page.getByRole("textbox", { name: /^Name of candidate/ });
const previewed = (page: Page) => page.getByRole("complementary").getByRole("region", { name: "Ballot paper" });

async function expectNames(page: Page, expected: readonly string[]): Promise<void> {
  await expect(names(page)).toHaveCount(expected.length);
  for (const [index, name] of expected.entries()) await expect(names(page).nth(index)).toHaveValue(name);
}

test("an election is written by keyboard alone, reordered, and still there after a reload", async ({ page, site }) => {
  await page.goto(`${site}#/organise`);
  await page.getByRole("button", { name: "New election" }).press("Enter");
  await titleOf(page).focus();
  await page.keyboard.type("Who shall chair?");
  await page.getByRole("button", { name: "Next: Candidates" }).press("Enter");
  await expect(page.getByRole("heading", { level: 2, name: "Candidates" })).toBeFocused();

  await names(page).first().focus();
  for (const name of ["Ada", "Grace", "Hedy"]) {
    await page.keyboard.type(name);
    await page.keyboard.press("Enter");
  }
  await page.keyboard.type("Joan");
  await expectNames(page, ["Ada", "Grace", "Hedy", "Joan"]);

  await page.keyboard.press("Alt+ArrowUp");
  await page.keyboard.press("Alt+ArrowUp");
  await expectNames(page, ["Ada", "Joan", "Grace", "Hedy"]);
  await expect(page.getByLabel("Name of candidate 2")).toBeFocused();
  await expect(page.getByRole("status").filter({ hasText: "Joan is now number 2 of 4." })).toBeVisible();
  await page.keyboard.press("Alt+ArrowDown");
  await expect(page.getByLabel("Name of candidate 3")).toBeFocused();

  await page.getByRole("button", { name: "Move up: Grace" }).press("Enter");
  await expectNames(page, ["Grace", "Ada", "Joan", "Hedy"]);
  await expect(page.getByRole("button", { name: "Move up: Grace" })).toBeFocused();
  await expect(page.getByRole("button", { name: "Move up: Grace" })).toHaveAttribute("aria-disabled", "true");
  await page.getByRole("checkbox", { name: "Offer “None of these”" }).press("Space");

  await page.reload();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Who shall chair?");
  await expectNames(page, ["Grace", "Ada", "Joan", "Hedy"]);
  await expect(previewed(page).getByRole("listitem")).toHaveText(["Grace", "Ada", "Joan", "Hedy", "None of these"]);
});

test("each step is within reach at any time, and says what is missing in it", async ({ page, site }) => {
  await begin(page, site);
  const steps = page.getByRole("navigation", { name: "Steps" });
  await expect(steps.getByRole("button")).toHaveText([
    /^Question.*needs a question$/,
    /^Candidates.*needs two candidates$/,
    /^Time and rules.*Complete$/,
    /^Who may vote.*needs a choice$/,
    /^Review and publish.*Not ready yet$/,
  ]);
  await goTo(page, "Review and publish");
  const missing = page.getByRole("region", { name: "Review and publish" });
  await expect(missing).toContainText("A ballot needs at least two candidates.");
  await missing.getByRole("button", { name: "Go to: Candidates" }).click();
  await expect(page.getByRole("heading", { level: 2, name: "Candidates" })).toBeFocused();
  await pasteNames(page, ["Ada", "Grace"]);
  await goTo(page, "Question");
  await titleOf(page).fill("Who?");
  await goTo(page, "Who may vote");
  await page.getByRole("radio", { name: "Anyone with an address" }).check();
  await expect(page.getByText("It counts addresses, not people")).toBeVisible();
  await expect(steps.getByRole("button", { name: "Review and publish Nothing is missing" })).toBeVisible();
  await goTo(page, "Review and publish");
  await expect(page.getByText("Before you can publish")).toBeHidden();
  await expect(page.getByText("Recorded on Practice chain, which is not for binding votes.")).toBeVisible();
  await expect(page.getByText("can see every vote, and the running tally is visible")).toBeVisible();
});

test("a pasted list becomes candidates, and what is twice, alike, hidden or too long is named", async ({
  page,
  site,
}) => {
  await begin(page, site);
  await goTo(page, "Candidates");
  await pasteNames(page, ["1. Ada — plot 12", "2. Grace", "3. Grace", "4. Gr\u0430ce", "5. He\u200bdy"]);
  await expect(page.getByText("Added: 4. On the ballot already, so left out: Grace.")).toBeVisible();
  await expectNames(page, ["Ada", "Grace", "Gr\u0430ce", "He\u200bdy"]);
  await expect(page.getByLabel("Note on candidate 1")).toHaveValue("plot 12");
  await expect(page.getByLabel("Name of candidate 3")).toHaveAccessibleDescription(
    /looks like another one.*mixes letters of different alphabets/,
  );
  await page.getByRole("button", { name: "Remove what is hidden" }).click();
  await expect(page.getByLabel("Name of candidate 4")).toHaveValue("Hedy");

  await page.getByLabel("Name of candidate 4").fill("Ada — plot 12");
  await expect(page.getByLabel("Name of candidate 4")).toHaveAccessibleDescription(/stands on the ballot already/);
  await expect(page.getByLabel("Name of candidate 4")).toHaveAttribute("aria-invalid", "true");
  await page.getByLabel("Name of candidate 4").fill("é".repeat(101));
  await expect(page.getByLabel("Name of candidate 4")).toHaveAccessibleDescription(/Letters to cut: 1\./);
  await page.getByLabel("Name of candidate 4").fill("é".repeat(90));
  await expect(page.getByLabel("Name of candidate 4")).toHaveAccessibleDescription("Room for about 10 more letters.");
});

test("a list that is pasted into a name becomes a row for each line", async ({ page, site }) => {
  await begin(page, site);
  await goTo(page, "Candidates");
  await names(page)
    .first()
    .evaluate((field) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData("text/plain", "Ada\tplot 12\nGrace\nHedy\n");
      field.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
    });
  await expectNames(page, ["Ada", "Grace", "Hedy"]);
  await expect(page.getByLabel("Note on candidate 1")).toHaveValue("plot 12");
});

test("a removed candidate comes back, and the focus stays among the rows", async ({ page, site }) => {
  await begin(page, site);
  await goTo(page, "Candidates");
  await pasteNames(page, ["Ada", "Grace", "Hedy"]);
  await page.getByRole("button", { name: "Remove: Grace" }).press("Enter");
  await expectNames(page, ["Ada", "Hedy"]);
  await expect(page.getByLabel("Name of candidate 2")).toBeFocused();
  await page.getByLabel("Name of candidate 1").fill("Ada L.");
  await page.getByRole("button", { name: "Undo" }).press("Enter");
  await expectNames(page, ["Ada L.", "Grace", "Hedy"]);
  await expect(page.getByLabel("Name of candidate 2")).toBeFocused();
});

test("candidates are dragged by their handles, and Escape puts them back", async ({ page, site }) => {
  await begin(page, site);
  await goTo(page, "Candidates");
  await pasteNames(page, ["Ada", "Grace", "Hedy", "Joan"]);
  const handle = (index: number) => page.getByTitle("Drag to another place").nth(index);
  async function dragFirstBelow(index: number) {
    const row = page
      .getByRole("listitem")
      .filter({ has: names(page) })
      .nth(index);
    const [from, to] = [await handle(0).boundingBox(), await row.boundingBox()];
    if (!from || !to) throw new Error("The rows are not on the screen.");
    await page.mouse.move(from.x + 10, from.y + 20);
    await page.mouse.down();
    await page.mouse.move(from.x + 10, to.y + to.height, { steps: 10 });
  }
  await dragFirstBelow(2);
  await page.mouse.up();
  await expectNames(page, ["Grace", "Hedy", "Ada", "Joan"]);
  await dragFirstBelow(3);
  await expectNames(page, ["Hedy", "Ada", "Joan", "Grace"]);
  await page.keyboard.press("Escape");
  await expectNames(page, ["Grace", "Hedy", "Ada", "Joan"]);
  await page.mouse.up();
  await expectNames(page, ["Grace", "Hedy", "Ada", "Joan"]);
});

test("times are those of the organiser's zone, held against the time of the chain", async ({ page, site }) => {
  const chain = await startChain();
  await showChain(page, chain);
  await chain.node.setNextBlockTimestamp({ timestamp: BigInt(Date.parse("2030-10-20T10:20:00Z") / 1000) });
  await chain.node.mine({ blocks: 1 });
  await begin(page, site);
  await goTo(page, "Time and rules");
  const step = page.getByRole("region", { name: "Time and rules" });
  await expect(step).toContainText("Tue, 22 Oct 2030, 13:00 CEST, if you publish now");
  // The clocks go back in between; it closes at the same time of day.
  await expect(step).toContainText("Tue, 29 Oct 2030, 13:00 CET, if you publish now");
  await expect(step).toContainText("Times are those of Europe/Berlin.");
  await expect(step).toContainText("What counts is the time of the chain.");

  await page.getByLabel("Opens").selectOption("at a time that I set");
  const opening = page.getByLabel("Day and time of opening");
  await expect(opening).toHaveValue("2030-10-22T13:00");
  await opening.fill("2031-03-30T02:30");
  await expect(opening).toHaveAccessibleDescription(/The clocks go forward over this time/);
  await expect(step).toContainText("Sun, 30 Mar 2031, 03:30 CEST");
  await opening.fill("2030-10-20T09:00");
  await expect(opening).toHaveAccessibleDescription(/This time is over, so it opens at once\./);

  await page.getByLabel("Closes").selectOption("at a time that I set");
  const closing = page.getByLabel("Day and time of closing");
  await closing.fill("2030-10-19T10:00");
  await expect(closing).toHaveAccessibleDescription(/The close is over already\./);
  await expect(page.getByRole("button", { name: "Time and rules closes in the past" })).toBeVisible();
  await closing.fill("2030-10-21T03:00");
  await expect(closing).toHaveAccessibleDescription(/It closes at night/);
  await closing.fill("2030-10-20T12:50");
  await expect(closing).toHaveAccessibleDescription(/less than an hour/);
  await page.reload();
  await expect(closing).toHaveValue("2030-10-20T12:50");
  await goTo(page, "Review and publish");
  await expect(page.getByRole("definition").filter({ hasText: "Sun, 20 Oct 2030, 10:50 UTC" })).toContainText(
    "Sun, 20 Oct 2030, 12:50 CEST",
  );
  await chain.stop();
});

test("the ballot beside the form shows the question, its Markdown, notes and rules as voters will", async ({
  page,
  site,
}) => {
  await begin(page, site);
  await titleOf(page).fill("Who shall \u202echair\u202c?");
  await page.getByLabel("Description").fill("**Two** stand.");
  await expect(titleOf(page)).toHaveAccessibleDescription(/hidden characters/);
  const preview = page.getByRole("complementary").getByRole("article", { name: "Who shall chair?" });
  await expect(preview).toContainText("This question contains hidden characters.");
  await expect(preview.locator("strong")).toHaveText("Two");
  await page.getByRole("button", { name: "Remove what is hidden" }).click();
  await expect(preview).not.toContainText("hidden");
  await goTo(page, "Time and rules");
  await page.getByLabel("In a tie").fill("The committee draws lots.");
  await expect(preview.getByRole("region", { name: "The organiser’s rules" })).toContainText(
    "In a tieThe committee draws lots.",
  );
  await goTo(page, "Candidates");
  await pasteNames(page, ["Ada — plot 12", "Ada — plot 13"]);
  await expect(previewed(page).getByRole("listitem")).toHaveText(["Adaplot 12", "Adaplot 13"]);
});

test("drafts are duplicated, rehearsed, deleted and brought back, and another tab follows", async ({
  page,
  context,
  site,
}) => {
  await begin(page, site);
  const other = await context.newPage();
  await other.goto(page.url());
  await titleOf(page).fill("Who shall chair?");
  await expect(other.getByRole("heading", { level: 1 })).toHaveText("Who shall chair?");
  await other.getByLabel("Description").fill("Two stand.");
  await expect(page.getByLabel("Description")).toHaveValue("Two stand.");
  await expect(titleOf(page)).toHaveValue("Who shall chair?");

  await page.getByRole("link", { name: "All drafts" }).click();
  const drafts = page.getByRole("region", { name: "Your drafts" });
  await page.getByRole("button", { name: "Duplicate: Who shall chair?" }).click();
  await page.getByRole("button", { name: "Rehearsal copy: Who shall chair?", exact: true }).click();
  await expect(drafts.getByRole("listitem")).toHaveCount(3);
  await page.getByRole("button", { name: "Delete: Who shall chair?", exact: true }).press("Enter");
  await expect(drafts.getByRole("listitem")).toHaveCount(2);
  await page.getByRole("button", { name: "Undo" }).press("Enter");
  await expect(drafts.getByRole("listitem")).toHaveCount(3);
  await expect(drafts).toContainText("“Who shall chair?” is back.");

  await page.getByRole("link", { name: "Continue: Rehearsal: Who shall chair?" }).click();
  await goTo(page, "Time and rules");
  await expect(page.getByLabel("Opens")).toHaveValue("0");
  await expect(page.getByLabel("Closes")).toHaveValue("1");
});

test("a draft goes into a file and comes back whole; a file that is none changes nothing", async ({
  page,
  browser,
  site,
}) => {
  await begin(page, site);
  await titleOf(page).fill("Who shall chair?");
  await goTo(page, "Candidates");
  await pasteNames(page, ["Ada — plot 12", "Grace"]);
  await page.getByRole("link", { name: "All drafts" }).click();
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Export: Who shall chair?" }).click();
  const file = await readFile(await (await download).path());

  // Another browser of the same organiser.
  const elsewhere = await browser.newPage({ baseURL: site });
  await elsewhere.goto(`${site}#/organise`);
  const input = elsewhere.getByLabel("Import a draft");
  for (const [name, text, fault] of [
    ["minutes.json", "Minutes", "It is not a draft: the file holds no JSON."],
    ["draft.json", `${file}`.replace('"offersNone"', '"offers"'), "“draft.offersNone” is missing or wrong."],
  ] as const) {
    await input.setInputFiles({ name, mimeType: "application/json", buffer: Buffer.from(text) });
    await expect(elsewhere.getByRole("alert")).toContainText(`${name} was not imported.`);
    await expect(elsewhere.getByRole("alert")).toContainText(fault);
    await expect(elsewhere.getByText("No draft yet.")).toBeVisible();
  }
  await input.setInputFiles({ name: "draft.json", mimeType: "application/json", buffer: file });
  await expect(elsewhere.getByRole("alert")).toBeHidden();
  await elsewhere.getByRole("link", { name: "Continue: Who shall chair?" }).click();
  await goTo(elsewhere, "Candidates");
  await expectNames(elsewhere, ["Ada", "Grace"]);
  await expect(elsewhere.getByLabel("Note on candidate 1")).toHaveValue("plot 12");
  await elsewhere.close();
});

test("a published election serves as a template, with its candidates and rules", async ({ page, chain, site }) => {
  const election = await createElection(chain, {
    title: "Who shall chair?",
    description: "Two stand.\n\nQuorum: 25 members",
    candidates: ["Ada — plot 12", "Grace", "None of these"],
  });
  await page.goto(electionLink(site, election));
  await page.getByRole("link", { name: "Begin an election from this one" }).click();
  await expect(titleOf(page)).toHaveValue("Who shall chair?");
  await expect(page.getByLabel("Description")).toHaveValue("Two stand.");
  await expect(previewed(page).getByRole("listitem")).toHaveText(["Adaplot 12", "Grace", "None of these"]);
  await expect(page.getByRole("region", { name: "The organiser’s rules" })).toContainText("25 members");
  // Not a second draft on the way back.
  await page.goBack();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Who shall chair?");
  await page.getByRole("banner").getByRole("link", { name: "Organise" }).click();
  await expect(page.getByRole("region", { name: "Your drafts" }).getByRole("listitem")).toHaveCount(1);
});

test("the review says where such an election cannot be put up yet", async ({ page, site }) => {
  const chain = await startChain();
  await showChain(page, chain);
  await chain.node.setCode({ address: openElectionFactory.address, bytecode: "0x" });
  await begin(page, site);
  await goTo(page, "Who may vote");
  await page.getByRole("radio", { name: "Anyone with an address" }).check();
  await goTo(page, "Review and publish");
  await expect(page.getByText("No election can be put up on Practice chain yet")).toBeVisible();
  await goTo(page, "Who may vote");
  await page.getByRole("radio", { name: "The voters on a roll" }).check();
  await goTo(page, "Review and publish");
  await expect(page.getByText("No election can be put up on Practice chain yet")).toBeHidden();
  await chain.stop();
});

test("a published roll is taken along to a new election, and stays behind where the chain is changed", async ({
  page,
  site,
}) => {
  const chain = await startChain();
  const roll = await publishRoll(chain, chain.accounts);
  const elsewhere = { ...chain.configuration, id: 10, name: "Trial network", binding: false };
  await page.route("**/chains.json", (route) => route.fulfill({ json: { chains: [elsewhere, chain.configuration] } }));
  await page.goto(`${site}#/31337/rolls/${roll}`);
  await page.getByRole("button", { name: "Use it for a new election" }).click();
  await goTo(page, "Who may vote");
  await expect(page.getByRole("radio", { name: "The voters on a roll" })).toBeChecked();
  await expect(page.getByRole("button", { name: "Who may vote Complete" })).toBeVisible();

  await goTo(page, "Review and publish");
  await expect(page.getByLabel("Recorded on")).toHaveValue("31337");
  await page.getByLabel("Recorded on").selectOption("Trial network (not for binding votes)");
  await expect(page.getByRole("button", { name: "Who may vote needs a roll" })).toBeVisible();
  await page.reload();
  await expect(page.getByLabel("Recorded on")).toHaveValue("10");
  await chain.stop();
});

test("a draft that the browser will not keep can still be written, and says so", async ({ page, site }) => {
  await page.addInitScript(() => {
    Storage.prototype.setItem = () => {
      throw new DOMException("full", "QuotaExceededError");
    };
  });
  await begin(page, site);
  await titleOf(page).fill("Who shall chair?");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Who shall chair?");
  await expect(page.getByText("This browser does not keep drafts")).toBeVisible();
});

test("what a browser keeps is not believed, and a draft that is elsewhere is named so", async ({ page, site }) => {
  await page.addInitScript(() => {
    localStorage.setItem("recount.drafts", JSON.stringify([{ id: "0123456789abcdef", changed: 1 }]));
    localStorage.setItem("recount.draft.0123456789abcdef", '{"title":7}');
  });
  await page.goto(`${site}#/organise`);
  await expect(page.getByText("This draft cannot be read")).toBeVisible();
  await page.goto(`${site}#/organise/0123456789abcdef`);
  await expect(page.getByRole("heading", { name: "There is no such draft in this browser" })).toBeVisible();
});

for (const { colorScheme, width } of [
  { colorScheme: "light", width: 1280 },
  { colorScheme: "dark", width: 360 },
] as const) {
  test.describe(`${colorScheme}, ${width} px`, () => {
    test.use({ viewport: { width, height: 800 }, colorScheme });
    test.describe.configure({ timeout: 90_000 });

    test("nothing on the desk or in a draft stands in the way of assistive technology", async ({ page, site }) => {
      await page.goto(`${site}#/organise`);
      await expectReachable(page, "an empty desk");
      await begin(page, site);
      await titleOf(page).fill("é".repeat(101));
      await expectReachable(page, "the question");
      await goTo(page, "Candidates");
      await pasteNames(page, ["Ada — plot 12", "ADA", "A".repeat(201), "Hedy"]);
      await page.getByRole("button", { name: "Remove: Hedy" }).click();
      await expectReachable(page, "the candidates");
      await goTo(page, "Time and rules");
      await page.getByLabel("Opens").selectOption("at a time that I set");
      await page.getByLabel("Day and time of opening").fill("2020-01-01T10:00");
      await expectReachable(page, "times and rules");
      await goTo(page, "Who may vote");
      await page.getByRole("radio", { name: "The voters on a roll" }).check();
      await expectReachable(page, "who may vote");
      await goTo(page, "Review and publish");
      await expectReachable(page, "the review");
      await page.getByRole("link", { name: "All drafts" }).click();
      await page
        .getByLabel("Import a draft")
        .setInputFiles({ name: "a", mimeType: "text/plain", buffer: Buffer.from("") });
      await expect(page.getByRole("alert")).toBeVisible();
      await expectReachable(page, "the desk");
    });
  });
}
