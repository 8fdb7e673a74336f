import type { BrowserContext, Page } from "@playwright/test";
import { installPhoneWallet } from "../support/installPhoneWallet";
import { testAccount } from "../support/installWallet";
import { createElection, type TestChain } from "../support/startChain";
import { castBallot, electionLink, expect, openElection, test } from "./test";

const relay = /^wss:\/\/relay\.walletconnect\.org/;

/** Sets the page up for WalletConnect, by a project id that nobody has. */
async function setUp(page: Page, chain: TestChain): Promise<void> {
  const configuration = { chains: [chain.configuration], walletConnectProjectId: "0".repeat(32) };
  await page.route("**/chains.json", (route) => route.fulfill({ json: configuration }));
}

/** A relay that takes everything and passes nothing on. */
async function runRelay(target: Page | BrowserContext): Promise<void> {
  await target.routeWebSocket(relay, (socket) => {
    socket.onMessage((message) => {
      const { id, method } = JSON.parse(String(message));
      socket.send(JSON.stringify({ jsonrpc: "2.0", id, result: method === "irn_subscribe" ? "subscription" : true }));
    });
  });
}

test("without a project id no wallet on another device is offered", async ({ page, chain, site }) => {
  const election = await createElection(chain);
  await openElection(page, site, election);
  await page.getByRole("button", { name: "Connect a wallet" }).click();
  await expect(page.getByRole("heading", { name: "Practice voters" })).toBeVisible();
  await expect(page.getByRole("heading", { name: "A wallet on another device" })).toBeHidden();
});

test("a code is shown when it is asked for; nothing is loaded before, and nothing from elsewhere", async ({
  page,
  context,
  chain,
  site,
}) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const election = await createElection(chain);
  const requested: string[] = [];
  const complaints: string[] = [];
  page.on("request", (request) => requested.push(request.url()));
  page.on("console", (message) => message.type() === "error" && complaints.push(message.text()));
  await setUp(page, chain);
  await runRelay(page);
  await openElection(page, site, election);
  await page.getByRole("button", { name: "Connect a wallet" }).click();
  const section = page.getByRole("region", { name: "A wallet on another device" });
  await expect(section.getByRole("button", { name: "Show the code" })).toBeVisible();
  expect(requested.filter((url) => /distantWallet|QrCode/.test(url))).toEqual([]);

  await section.getByRole("button", { name: "Show the code" }).click();
  await expect(section.getByRole("img", { name: "Code to connect your wallet" })).toBeVisible();
  const code = section.getByText(/^wc:[0-9a-f]{64}@2\?/);
  await expect(code).toBeVisible();
  await section.getByRole("button", { name: "Copy the code" }).click();
  await expect(section.getByRole("button", { name: "Copied" })).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(await code.textContent());

  await section.getByRole("button", { name: "Cancel" }).click();
  await expect(section.getByRole("button", { name: "Show the code" })).toBeVisible();
  await expect(code).toBeHidden();
  expect([...new Set(requested.map((url) => new URL(url).origin))].sort()).toEqual(
    [new URL(chain.url).origin, new URL(site).origin].sort(),
  );
  expect(complaints).toEqual([]);
});

test("a phone's wallet connects by the code, votes, and is still connected after a reload", async ({
  page,
  chain,
  site,
}) => {
  const election = await createElection(chain);
  const phone = await installPhoneWallet(page, chain.url, testAccount(19));
  await setUp(page, chain);
  await openElection(page, site, election);
  await page.getByRole("button", { name: "Connect a wallet" }).click();
  await page.getByRole("button", { name: "Show the code" }).click();
  phone.scan((await page.getByText(/^wc:/).textContent()) ?? "");
  await expect(page.getByText("You may vote.")).toBeVisible();
  await expect(page.getByRole("dialog")).toBeHidden();

  await page.reload();
  await expect(page.getByText("You may vote.")).toBeVisible();
  await castBallot(page, "Grace");
  await expect(page.getByText("Your ballot for Grace is counted.")).toBeVisible();
  expect(phone.signed()).toBe(1);

  await page.getByRole("button", { name: /^Your wallet: 0x/ }).click();
  await page.getByRole("button", { name: "Disconnect" }).click();
  await expect(page.getByRole("heading", { name: "Connect a wallet" })).toBeVisible();
  // Who has left is not looked for again.
  const requested: string[] = [];
  page.on("request", (request) => requested.push(request.url()));
  await page.reload();
  await expect(page.getByText("Any address may vote once.")).toBeVisible();
  expect(requested.filter((address) => /distantWallet/.test(address))).toEqual([]);
});

test("a code that was cancelled connects nobody", async ({ page, chain, site }) => {
  const election = await createElection(chain);
  const phone = await installPhoneWallet(page, chain.url, testAccount(19));
  await setUp(page, chain);
  await openElection(page, site, election);
  await page.getByRole("button", { name: "Connect a wallet" }).click();
  await page.getByRole("button", { name: "Show the code" }).click();
  const code = (await page.getByText(/^wc:/).textContent()) ?? "";
  await page.getByRole("button", { name: "Cancel" }).click();
  // The page listens for no answer to it any more.
  await expect.poll(() => phone.asked).toContain("irn_unsubscribe");

  phone.scan(code);
  await page.getByRole("button", { name: "Show the code" }).click();
  await expect(page.getByText(/^wc:/)).not.toHaveText(code);
  await expect(page.getByText(/^wc:/)).toBeVisible();
  // With this it would begin to listen to the wallet that scanned.
  expect(phone.asked).not.toContain("irn_subscribe");
});

test("a relay out of reach is said so, and can be tried again", async ({ page, chain, site }) => {
  const election = await createElection(chain);
  await setUp(page, chain);
  let isUp = false;
  await page.routeWebSocket(relay, (socket) => {
    if (!isUp) void socket.close();
    socket.onMessage((message) => {
      const { id } = JSON.parse(String(message));
      socket.send(JSON.stringify({ jsonrpc: "2.0", id, result: "done" }));
    });
  });
  await page.clock.install();
  await openElection(page, site, election);
  await page.getByRole("button", { name: "Connect a wallet" }).click();
  await page.getByRole("button", { name: "Show the code" }).click();
  await expect(page.getByText("Asking the relay for a code…")).toBeVisible();
  await page.clock.runFor("00:21");
  await expect(page.getByRole("alert")).toContainText(
    "The relay that connects wallets on other devices cannot be reached.",
  );

  isUp = true;
  await page.getByRole("button", { name: "Show the code" }).click();
  // WalletConnect waits some seconds between its attempts.
  await expect
    .poll(async () => {
      await page.clock.runFor("00:02");
      return page.getByRole("img", { name: "Code to connect your wallet" }).isVisible();
    })
    .toBe(true);
});

test.describe("on a phone", () => {
  test.use({ viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true });

  test("the code opens a wallet app", async ({ page, chain, site }) => {
    const election = await createElection(chain);
    await setUp(page, chain);
    await runRelay(page);
    await page.goto(electionLink(site, election));
    await page.getByRole("button", { name: "Connect a wallet" }).tap();
    await page.getByRole("button", { name: "Show the code" }).tap();
    await expect(page.getByRole("link", { name: "Open in a wallet app on this device" })).toHaveAttribute(
      "href",
      /^wc:[0-9a-f]{64}@2\?.*symKey=/,
    );
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  });
});
