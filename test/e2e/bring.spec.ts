import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium, type Page } from "@playwright/test";
import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { numberToHex } from "viem";
import { writeBallotCode } from "@/election/ballotCode";
import { writeBallotFile } from "@/election/ballotFile";
import type { SignedBallot } from "@/election/signedBallot";
import { QrCode } from "@/ui/QrCode";
import { asFile, bringBallots, openDeliver, slipOf } from "../support/bringBallots";
import { expectReachable } from "../support/expectReachable";
import { installWallet } from "../support/installWallet";
import { showRelays } from "../support/showRelays";
import {
  createSigningElection,
  inventSigners,
  type SigningElection,
  signBallot,
  voterAt,
} from "../support/signBallots";
import { createElection, startChain } from "../support/startChain";
import { goDown, startProxy } from "../support/startProxy";
import { castBallot, connectWallet, expect, openElection, test } from "./test";

test.describe.configure({ timeout: 90_000 });

const voters = inventSigners(10);
const firstFile = "ballot-1.json";
/** A relay that nobody runs. */
const dead = "http://127.0.0.1:9";

/** An election on the worker's chain, whose voters sign. */
async function putUp(chain: Parameters<typeof createSigningElection>[0], wishes = {}): Promise<SigningElection> {
  return createSigningElection(chain, voters, { closesIn: 9000, ...wishes });
}

function linkOf(site: string, ballot: SignedBallot): string {
  return `${site}#/deliver/${writeBallotCode(ballot)}`;
}

/** A picture of a screen that shows a text as a code, among other things. */
async function photograph(page: Page, text: string): Promise<Buffer> {
  const code = renderToStaticMarkup(createElement(QrCode, { text, label: "Code" }));
  await page.setContent(
    `<body style="margin:0;background:#f7f4ec;font:20px sans-serif">
      <style>svg { width: 440px; background: #fff; fill: #000; margin: 40px 100px }</style>
      <p>Scan this with another phone</p>${code}</body>`,
  );
  await page.setViewportSize({ width: 640, height: 640 });
  return page.screenshot({ type: "jpeg", quality: 90 });
}

async function paste(page: Page, text: string): Promise<void> {
  await page.getByLabel("Or paste links").fill(text);
  await page.getByRole("button", { name: "Take these ballots" }).click();
}

test("a link opens with its ballot, leaves the address bar, and the ballot outlives a reload", async ({
  page,
  chain,
  site,
}) => {
  const election = await putUp(chain);
  await page.goto(linkOf(site, await signBallot(election, 3, "Grace")));
  await expect(slipOf(page, 3)).toContainText("Would count.");
  await expect(page).toHaveURL(`${site}#/deliver`);
  await expect(page).toHaveTitle("Deliver a ballot · Recount");
  // A phone's camera opens such links: what they are about is in sight.
  await page.setViewportSize({ width: 360, height: 740 });
  await expect(slipOf(page, 3)).toBeInViewport();
  await page.reload();
  await expect(slipOf(page, 3)).toContainText("Would count.");
  await expect(slipOf(page, 3)).toBeInViewport();
  await expect(slipOf(page, 3).getByRole("checkbox")).toBeChecked();
  await expect(page.getByRole("link", { name: "Who shall speak?" })).toHaveAttribute(
    "href",
    new RegExp(election.address),
  );

  // In another tab nothing is brought yet.
  const other = await page.context().newPage();
  await openDeliver(other, site);
  await expect(other.getByText("No ballot has been brought yet.")).toBeVisible();
  await other.goto(`${linkOf(site, await signBallot(election, 4, "Grace"))}AA`);
  await expect(other.getByText("The link that you opened The code is not whole: some of it is missing")).toBeVisible();
});

test("what is brought in any way is told by its name, and nothing is lost by a fault in another", async ({
  page,
  chain,
  site,
}) => {
  const election = await putUp(chain);
  const [first, second, third] = await Promise.all([0, 1, 2].map((index) => signBallot(election, index, "Ada")));
  if (!first || !second || !third) throw new Error("Three were signed.");
  await openDeliver(page, site);
  await page.getByRole("button", { name: "Take these ballots" }).click();
  await expect(page.getByText("Paste something first.")).toBeVisible();

  const file = JSON.parse(writeBallotFile(second));
  await page
    .getByTestId("ballot-files")
    .setInputFiles([
      asFile(firstFile, writeBallotFile(first)),
      asFile("draft.json", '{"recount":"draft"}'),
      asFile("cut.json", writeBallotFile(second).slice(0, 200)),
      asFile("newer.json", JSON.stringify({ ...file, version: 7 })),
      asFile("voter.json", JSON.stringify({ ...file, voter: "me" })),
      asFile("letter.txt", "Dear all, no ballot here.", "text/plain"),
      asFile("large.json", Buffer.alloc(1_000_001, 32)),
      asFile("program.bin", Buffer.from([0xff, 0xfe, 0x00, 0x81]), "application/octet-stream"),
      asFile("broken.png", "no picture", "image/png"),
      asFile("empty.json", ""),
    ]);
  const told = page.getByRole("region", { name: "What you brought" });
  await expect(told).toContainText("10 files 1 ballot taken.");
  for (const sentence of [
    "draft.json: It is a file of another kind, not a ballot.",
    "cut.json: The file is not whole: some of it is missing or was changed. Ask for it once more.",
    "newer.json: The ballot is of another version than this page.",
    "voter.json: The ballot’s field “voter” is missing or wrong.",
    "letter.txt: There is no ballot in it. A ballot is a file, a link with #/deliver/ in it",
    "large.json: It is larger than any ballot file (1 MB), so it was not read.",
    "program.bin: It is neither text nor a picture, so it holds no ballot.",
    "broken.png: The browser cannot open this picture. Save it as PNG or JPEG.",
    "empty.json: There is no ballot in it.",
  ]) {
    await expect(told).toContainText(sentence);
  }

  await paste(page, `Two more:\n${linkOf(site, second)}\n${writeBallotCode(third)}\n${linkOf(site, first)}`);
  await expect(told).toContainText("What you pasted 2 ballots taken. 1 ballot brought already.");
  await paste(page, `${linkOf(site, second)}\n${linkOf(site, third).slice(0, -9)}`);
  await expect(told).toContainText(
    "Line 2: The code is not whole: some of it is missing or was changed. Copy all of it once more.",
  );
  await expect(page.getByText("Marked: 3 of the 3 that would count.")).toBeVisible();
  await told.getByRole("button", { name: "Dismiss: 10 files" }).click();
  await expect(told).not.toContainText("draft.json");

  // Dropped anywhere, and pasted anywhere.
  await page.evaluate(
    (text) => {
      const given = new DataTransfer();
      given.items.add(new File([text], "dropped.json", { type: "application/json" }));
      document
        .querySelector("h1")
        ?.dispatchEvent(new DragEvent("drop", { dataTransfer: given, bubbles: true, cancelable: true }));
    },
    writeBallotFile(await signBallot(election, 5, "Ada")),
  );
  await expect(told).toContainText("dropped.json 1 ballot taken.");
  await page.evaluate(
    (text) => {
      const given = new DataTransfer();
      given.setData("text/plain", text);
      document.body.dispatchEvent(new ClipboardEvent("paste", { clipboardData: given, bubbles: true }));
    },
    linkOf(site, await signBallot(election, 6, "Ada")),
  );
  await expect(page.getByText("Marked: 5 of the 5 that would count.")).toBeVisible();
});

test("of many elections only some are read at once", async ({ page, chain, site }) => {
  const election = await putUp(chain);
  const ballot = await signBallot(election, 0, "Ada");
  const nowhere = Array.from({ length: 24 }, (_, number) => ({
    ...ballot,
    election: numberToHex(number + 1, { size: 20 }),
  }));
  await openDeliver(page, site);
  await bringBallots(page, [...nowhere, ballot]);
  await expect(page.getByText("25 files 25 ballots taken.")).toBeVisible();
  const groups = page.getByRole("region", { name: "Ballots", exact: true }).getByRole("article");
  await expect(groups).toHaveCount(10);
  const pages = page.getByRole("navigation", { name: "Elections" });
  for (const count of [10, 5]) {
    await pages.getByRole("button", { name: "Next" }).click();
    await expect(groups).toHaveCount(count);
  }
  await expect(page.getByText("Marked: 1 of the 1 that would count.")).toBeVisible();
});

test("ballots are removed one by one or all at once, and come back with one button", async ({ page, chain, site }) => {
  const election = await putUp(chain);
  await openDeliver(page, site);
  await bringBallots(page, await Promise.all([0, 1, 2].map((index) => signBallot(election, index, "Ada"))));
  await expect(page.getByText("Marked: 3 of the 3 that would count.")).toBeVisible();
  await slipOf(page, 1).getByRole("checkbox").uncheck();
  await page.reload();
  await expect(page.getByText("Marked: 2 of the 3 that would count.")).toBeVisible();
  await slipOf(page, 0)
    .getByRole("button", { name: /^Remove the ballot of 0x.* for Ada$/ })
    .click();
  await expect(page.getByText("Marked: 1 of the 2 that would count.")).toBeVisible();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByText("Marked: 2 of the 3 that would count.")).toBeVisible();
  await page.getByRole("button", { name: "Remove all" }).click();
  await expect(page.getByText("3 ballots removed from this page.")).toBeVisible();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByText("Marked: 2 of the 3 that would count.")).toBeVisible();
});

test("of two ballots of one voter the first is delivered, unless the other is picked", async ({
  page,
  chain,
  site,
}) => {
  const election = await putUp(chain);
  await openDeliver(page, site);
  await bringBallots(page, [await signBallot(election, 3, "Ada"), await signBallot(election, 3, "Grace")]);
  await expect(page.getByText("Marked: 1 of the 2 that would count.")).toBeVisible();
  await expect(
    page.getByText("This voter signed more than one ballot. The first that is delivered counts"),
  ).toHaveCount(2);
  const forAda = page.getByRole("checkbox", { name: /for Ada$/ });
  const forGrace = page.getByRole("checkbox", { name: /for Grace$/ });
  await expect(forAda).toBeChecked();
  await forGrace.check();
  await expect(forAda).not.toBeChecked();
  await expect(page.getByText("Marked: 1 of the 2 that would count.")).toBeVisible();
});

test("why a ballot would not count is said in a sentence, and what to do", async ({ page, chain, site }) => {
  const open = await putUp(chain);
  const later = await putUp(chain, { title: "Later?", opensIn: 5000, closesIn: 6000 });
  const poll = await createElection(chain);
  const good = await signBallot(open, 3, "Ada");
  const { roll } = open;
  await openDeliver(page, site);
  await bringBallots(page, [
    good,
    { ...good, index: 4 },
    { ...(await signBallot(open, 5, "Nobody")) },
    { ...(await signBallot(open, 6, "Ada")), choice: "Grace" },
    await signBallot(later, 7, "Ada"),
    { ...good, election: poll, index: 8 },
    { ...good, election: roll },
    { ...good, election: good.voter },
    { ...good, chainId: 5 },
  ]);
  await expect(slipOf(page, 3)).toContainText("Would count.");
  await expect(slipOf(page, 4)).toContainText(
    "another voter, or none, stands at the place on the roll that the ballot names.",
  );
  await expect(slipOf(page, 5)).toContainText("Would not count: nobody of this name stands in the election.");
  await expect(slipOf(page, 6)).toContainText("The ballot was changed or made up.");
  await expect(slipOf(page, 7)).toContainText(/Voting has not opened yet\. It opens .* CES?T; leave the page open/);
  await expect(slipOf(page, 8)).toContainText("this election is open to any address and takes no signed ballots.");
  const groups = page.getByRole("region", { name: "Ballots", exact: true });
  await expect(groups.getByRole("article", { name: "No election that this page recognises" })).toContainText(
    "Do not pay",
  );
  await expect(groups.getByRole("article", { name: "There is no election at this address" })).toContainText(good.voter);
  await expect(groups.getByRole("article", { name: "Chain 5 is not known here" })).toContainText(
    "the link that came with them",
  );
});

test("a ballot is too late once voting has closed; nodes that do not answer are asked again", async ({
  page,
  site,
}) => {
  const chain = await startChain({ accounts: 10, blockTime: 1 });
  const election = await putUp(chain, { closesIn: 600 });
  const proxy = await startProxy(chain.url);
  await showRelays(page, { ...chain, configuration: { ...chain.configuration, endpoints: [proxy.url] } }, []);
  proxy.fail(goDown());
  await openDeliver(page, site);
  await bringBallots(page, [await signBallot(election, 3, "Ada")]);
  await expect(page.getByRole("article", { name: "The election cannot be read just now" })).toContainText(
    "the page keeps trying",
  );
  proxy.fail();
  await expect(slipOf(page, 3)).toContainText("Would count.");
  proxy.fail(goDown());
  await expect(page.getByText("What is said here may be out of date.")).toBeVisible();
  await expect(slipOf(page, 3)).toContainText("Would count.");
  await chain.node.increaseTime({ seconds: 700 });
  await chain.node.mine({ blocks: 1 });
  proxy.fail();
  await expect(slipOf(page, 3)).toContainText("Too late: voting closed");
  await expect(page.getByText("None of these ballots would count if it were delivered now.")).toBeVisible();
  await chain.stop();
});

test("a code is read from a picture of the screen on which its voter shows it", async ({
  page,
  chain,
  site,
  context,
}) => {
  const election = await putUp(chain);
  const screen = await context.newPage();
  await showRelays(screen, chain, [dead]);
  await installWallet(screen, chain.url, voterAt(election, 3));
  await openElection(screen, site, election.address);
  await connectWallet(screen);
  await castBallot(screen, "Grace");
  await screen.getByRole("button", { name: "Show the code" }).click();
  await screen.getByRole("img", { name: /^Code of the link/ }).scrollIntoViewIfNeeded();
  const picture = await screen.screenshot({ type: "jpeg", quality: 90 });
  const other = await photograph(screen, "https://recount.example/#/31337");
  await screen.setContent("<h1>Nothing to scan</h1>");
  const nothing = await screen.screenshot({ type: "png" });
  await openDeliver(page, site);
  await page
    .getByTestId("ballot-files")
    .setInputFiles([
      asFile("screen.jpg", picture, "image/jpeg"),
      asFile("other.jpg", other, "image/jpeg"),
      asFile("nothing.png", nothing, "image/png"),
    ]);
  await expect(slipOf(page, 3)).toContainText("Grace");
  await expect(slipOf(page, 3)).toContainText("Would count.");
  await expect(page.getByText("other.jpg: The code in the picture holds no ballot.")).toBeVisible();
  await expect(page.getByText("nothing.png: No code was found in the picture.")).toBeVisible();
});

test("a code is scanned from a screen with the camera", async ({ page, chain, site }) => {
  const election = await putUp(chain);
  const folder = mkdtempSync(join(tmpdir(), "recount-camera-"));
  const film = join(folder, "screen.mjpeg");
  writeFileSync(film, await photograph(page, linkOf(site, await signBallot(election, 3, "Grace"))));
  const { executablePath, args = [] } = test.info().project.use.launchOptions ?? {};
  const browser = await chromium.launch({
    ...(executablePath && { executablePath }),
    args: [
      ...args,
      "--use-fake-device-for-media-stream",
      "--use-fake-ui-for-media-stream",
      `--use-file-for-fake-video-capture=${film}`,
    ],
  });
  const phone = await browser.newPage();
  await showRelays(phone, chain, []);
  await openDeliver(phone, site);
  await phone.getByRole("button", { name: "Scan a code with the camera" }).click();
  await expect(phone.getByText("Found the ballot for Grace.")).toBeVisible();
  await expect(slipOf(phone, 3)).toContainText("Would count.");
  await phone.getByRole("button", { name: "Scan another code" }).click();
  await expect(phone.getByText("The code 1 ballot brought already.")).toBeVisible();
  await phone.getByRole("button", { name: "Close" }).click();
  await expect(phone.getByRole("button", { name: "Scan a code with the camera" })).toBeFocused();
  await browser.close();
  rmSync(folder, { recursive: true });
});

test("where there is no camera, or it may not be used, a picture does as well", async ({ page, site }) => {
  const { executablePath, args = [] } = test.info().project.use.launchOptions ?? {};
  await openDeliver(page, site);
  await page.getByRole("button", { name: "Scan a code with the camera" }).click();
  await expect(page.getByRole("alert")).toContainText("This device has no camera that the browser knows of.");
  await page.getByRole("button", { name: "Close" }).click();

  const browser = await chromium.launch({
    ...(executablePath && { executablePath }),
    args: [...args, "--use-fake-device-for-media-stream", "--host-resolver-rules=MAP 192.0.2.7 127.0.0.1"],
  });
  const refused = await browser.newPage();
  await openDeliver(refused, site);
  await refused.getByRole("button", { name: "Scan a code with the camera" }).click();
  await expect(refused.getByRole("alert")).toContainText("This page may not use the camera.");
  await refused.context().grantPermissions(["camera"]);
  await refused.getByRole("button", { name: "Try again" }).click();
  await expect(refused.getByText("Hold the code in front of the camera")).toBeVisible();
  await refused.getByRole("button", { name: "Stop the camera" }).click();
  await expect(refused.getByRole("region", { name: "Camera" })).toBeHidden();

  const unencrypted = await (await browser.newContext()).newPage();
  await openDeliver(unencrypted, site.replace("127.0.0.1", "192.0.2.7"));
  await unencrypted.getByRole("button", { name: "Scan a code with the camera" }).click();
  await expect(unencrypted.getByRole("alert")).toContainText("only to pages that were loaded over an encrypted line");
  await expectReachable(unencrypted, "no camera without https");
  await browser.close();
});
