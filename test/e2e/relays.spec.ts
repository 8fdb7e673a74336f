import type { Page } from "@playwright/test";
import { generatePrivateKey } from "viem/accounts";
import { expectReachable } from "../support/expectReachable";
import { installWallet, testAccount } from "../support/installWallet";
import { createElection, publishRoll, startChain, type TestChain } from "../support/startChain";
import { startProxy } from "../support/startProxy";
import { startRelay } from "../support/startRelay";
import { castBallot, connectWallet, countOf, expect, openElection, showChain, test } from "./test";

// Each has a chain of its own to start, and most a relay.
test.describe.configure({ timeout: 90_000 });

let chain: TestChain;

test.beforeEach(async ({ page }) => {
  chain = await startChain({ accounts: 10, blockTime: 1 });
  await showChain(page, chain);
});

test.afterEach(() => chain.stop());

/** Addresses of this machine at which nothing listens. */
const [first, second, third] = ["http://127.0.0.1:9", "http://127.0.0.1:11", "http://127.0.0.1:13"] as const;

/** The same chain with these relays of the page's own, and these nodes where they are not the chain's. */
function withRelays(relays: string[], endpoints = chain.configuration.endpoints): TestChain {
  return { ...chain, configuration: { ...chain.configuration, endpoints, relays } };
}

function relaysOf(page: Page) {
  return page.getByRole("region", { name: "Relays of Practice chain" });
}

async function addRelay(page: Page, relay: string): Promise<void> {
  await page.getByLabel("Add a relay").fill(relay);
  await page.getByRole("button", { name: "Add relay" }).click();
  await expect(relaysOf(page).getByRole("listitem").filter({ hasText: relay })).toBeVisible();
}

/** An election on a roll of the chain's accounts, which own coin. */
async function putUpElection(): Promise<`0x${string}`> {
  return createElection(chain, { roll: await publishRoll(chain, chain.accounts), closesIn: 9000 });
}

test("relays are added, moved, removed and brought back by keyboard, and stay so after a reload", async ({
  page,
  site,
}) => {
  await showChain(page, withRelays([first]));
  await page.goto(`${site}#/nodes`);
  const relays = relaysOf(page);
  const list = relays.getByRole("listitem");
  const said = relays.locator(":scope > div > [role=status]");
  const press = async (name: string) => {
    await relays.getByRole("button", { name }).focus();
    await page.keyboard.press("Enter");
  };
  await expect(list).toContainText([first]);
  await expect(list).toContainText(["Does not answer"]);

  for (const relay of [second, third]) {
    await page.getByLabel("Add a relay").focus();
    await page.keyboard.type(`${relay}/`);
    await page.keyboard.press("Enter");
    await expect(said).toHaveText(`${relay} was added.`);
    await expect(page.getByLabel("Add a relay")).toHaveValue("");
    await expect(page.getByLabel("Add a relay")).toBeFocused();
  }
  await press(`Move up: ${third}`);
  await expect(said).toHaveText(`${third} is now number 2 of 3.`);
  await expect(relays.getByRole("button", { name: `Move up: ${third}` })).toBeFocused();
  await expect(list).toContainText([first, third, second]);
  await page.reload();
  await expect(list).toContainText([first, third, second]);

  await press(`Remove: ${first}`);
  await expect(said).toContainText(`${first} was removed.`);
  await expect(said).toBeFocused();
  await page.keyboard.press("Tab");
  await expect(relays.getByRole("button", { name: "Undo" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(list).toContainText([first, third, second]);
  await expect(said).toBeFocused();

  await press("Go back to the page’s own relays");
  await expect(said).toContainText("The page’s own relays are used again.");
  await expect(said).toBeFocused();
  await expect(list).toHaveCount(1);
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await expect(list).toContainText([first, third, second]);
});

test("no relay at all is a choice too, which a reload keeps and forgetting takes back", async ({ page, site }) => {
  await showChain(page, withRelays([first]));
  await page.goto(`${site}#/nodes`);
  const relays = relaysOf(page);
  await relays.getByRole("button", { name: `Remove: ${first}` }).click();
  for (const reload of [false, true]) {
    if (reload) await page.reload();
    await expect(relays.getByText("No relay is named here, so whoever votes pays the network fee.")).toBeVisible();
    await expect(relays.getByRole("listitem")).toHaveCount(0);
  }
  const remembered = page.getByRole("region", { name: "What this browser remembers" });
  await remembered.getByRole("button", { name: "Forget your list of relays for Practice chain" }).press("Enter");
  await expect(relays.getByRole("listitem")).toContainText([first]);
  await expect(remembered.locator("dd:focus")).toHaveText("None: the page’s own are used.");
  await page.reload();
  await expect(relays.getByRole("listitem")).toContainText([first]);
});

test("what is wrong with an address is said, and the address kept", async ({ page, site }) => {
  await showChain(page, withRelays([first]));
  await page.goto(`${site}#/nodes`);
  const field = page.getByLabel("Add a relay");
  for (const [text, fault] of [
    ["", "Write the address of a relay first."],
    ["relay.example", "“relay.example” is no whole address."],
    ["wss://relay.example", "“wss:” leads to no relay. An address begins with https://."],
    ["https://me@relay.example", "Leave out “me@”"],
    ["http://relay.example", "The line to relay.example would not be encrypted. Only relays on this machine"],
    ["https://relay.example/?key=1", "Leave out “?key=1”: what is asked of a relay is written after its address."],
    [`${first}/`, "is in the list already."],
  ] as const) {
    await field.fill(text);
    await field.press("Enter");
    await expect(field).toHaveAccessibleDescription(new RegExp(fault.replace(/[.?]/g, "\\$&")));
    await expect(field).toHaveValue(text);
    await expect(field).toBeFocused();
  }
  await expect(relaysOf(page).getByRole("listitem")).toHaveCount(1);
});

for (const [what, stored] of [
  ["not JSON", "["],
  ["of another shape", '{"31337":{"0":"https://relay.example"}}'],
  ["a script", '{"31337":["javascript:alert(1)"]}'],
  ["a socket", '{"31337":["wss://relay.example"]}'],
  ["the same twice", '{"31337":["https://relay.example","https://relay.example/"]}'],
] as const) {
  test(`what storage holds is ignored where it is ${what}`, async ({ page, site }) => {
    await showChain(page, withRelays([first]));
    await page.addInitScript((text) => localStorage.setItem("recount.relays", text), stored);
    await page.goto(`${site}#/nodes`);
    await expect(relaysOf(page).getByRole("listitem")).toHaveCount(1);
    await expect(relaysOf(page).getByRole("listitem")).toContainText([first]);
  });
}

test("a relay that is added delivers the next ballot, and without one the voter pays", async ({ page, site }) => {
  const election = await putUpElection();
  const relay = await startRelay(chain, { environment: { RELAY_LONGEST_WAIT: "0" } });
  const wallet = await installWallet(page, chain.url, testAccount(4));
  await openElection(page, site, election);
  await connectWallet(page);
  await expect(page.getByText("Voting costs you nothing")).toBeHidden();

  await page.getByRole("link", { name: "Nodes and relays" }).click();
  await addRelay(page, relay.url);
  await page.goBack();
  await expect(page.getByText("Voting costs you nothing")).toBeVisible();
  await castBallot(page, "Grace");
  await expect(page.getByText("Your ballot for Grace is counted.")).toBeVisible();
  expect(wallet.signed()).toBe(0);

  await page.getByRole("link", { name: "Nodes and relays" }).click();
  await page.getByRole("button", { name: `Remove: ${relay.url}` }).click();
  await page.goBack();
  await wallet.switchAccount(testAccount(5));
  await page.getByRole("radio", { name: "Ada" }).check();
  await page.getByRole("button", { name: "Review your ballot" }).click();
  await expect(page.getByRole("region", { name: "Check before you sign" })).not.toContainText("A relay pays it.");
  await page.getByRole("button", { name: /^Sign ballot as 0x/ }).click();
  await expect(countOf(page, "Ada")).toContainText("1 50.0%");
  expect(wallet.signed()).toBe(1);
  await relay.kill();
});

test("a ballot that was signed is not forgotten with the last relay", async ({ page, site }) => {
  const election = await putUpElection();
  await showChain(page, withRelays([first]));
  const wallet = await installWallet(page, chain.url, testAccount(4));
  await openElection(page, site, election);
  await connectWallet(page);
  await castBallot(page, "Grace");
  await expect(page.getByText("Signed, but not with a relay yet.")).toBeVisible();

  await page.getByRole("link", { name: "Nodes and relays" }).click();
  await page.getByRole("button", { name: `Remove: ${first}` }).click();
  await page.goBack();
  await expect(page.getByText("Signed, but not with a relay yet.")).toBeVisible();
  await page.reload();
  await expect(page.getByText("Signed, but not with a relay yet.")).toBeVisible();
  await page.getByRole("button", { name: "Pay the network fee yourself" }).click();
  await page.getByRole("button", { name: /^Sign ballot as 0x/ }).click();
  await expect(page.getByText("Your ballot for Grace is counted.")).toBeVisible();
  expect(wallet.signed()).toBe(1);
});

test("another tab follows, and nothing is opened anew there", async ({ page, context, site }) => {
  const election = await putUpElection();
  const proxy = await startProxy(chain.url);
  const [, socket = ""] = chain.configuration.endpoints;
  const other = await context.newPage();
  await showChain(other, withRelays([], [proxy.url, socket]));
  const sockets: string[] = [];
  other.on("websocket", (opened) => sockets.push(opened.url()));
  const wallet = await installWallet(other, chain.url, testAccount(4));
  await openElection(other, site, election);
  await connectWallet(other);
  await other.getByRole("radio", { name: "Grace" }).check();
  await expect(other.getByText("Voting costs you nothing")).toBeHidden();
  const opened = () => ({
    sockets: sockets.length,
    nodes: proxy.requests.filter(({ method }) => method === "eth_chainId").length,
    wallets: wallet.requests.filter(({ method }) => method === "eth_accounts").length,
  });

  await page.goto(`${site}#/nodes`);
  const before = opened();
  expect(before.sockets).toBe(1);
  await addRelay(page, first);
  await expect(other.getByText("Voting costs you nothing")).toBeVisible();
  await expect(other.getByRole("radio", { name: "Grace" })).toBeChecked();
  await page.getByRole("button", { name: `Remove: ${first}` }).click();
  await expect(other.getByText("Voting costs you nothing")).toBeHidden();
  await castBallot(other, "Grace");
  await expect(other.getByText("Your ballot for Grace is counted.")).toBeVisible();
  expect(opened()).toEqual(before);
  await proxy.stop();
});

test("how a relay is stands beside it, and follows what becomes of it", async ({ page, site }) => {
  const relay = await startRelay(chain, { environment: { RELAY_LONGEST_WAIT: "600" } });
  const poor = await startRelay(chain, { environment: { RELAY_PRIVATE_KEY: generatePrivateKey() } });
  await showChain(page, withRelays([relay.url, poor.url, chain.url]));
  await page.goto(`${site}#/nodes`);
  const stateOf = (url: string) => relaysOf(page).getByRole("listitem").filter({ hasText: url });
  await expect(stateOf(relay.url)).toContainText("takes ballots for this chain, and sends them within 10 minutes");
  await expect(stateOf(relay.url)).toContainText("Holds no ballot just now");
  await expect(stateOf(poor.url)).toContainText("Answers, but it is out of coin");
  await expect(stateOf(chain.url)).toContainText("Is no relay, or is broken");

  await relay.kill();
  await expect(stateOf(relay.url)).toContainText("Does not answer");
  const port = Number(new URL(relay.url).port);
  const again = await startRelay(chain, { file: relay.file, port, environment: { RELAY_LONGEST_WAIT: "0" } });
  await expect(stateOf(relay.url)).toContainText("takes ballots for this chain, and sends them at once");
  await again.kill();
  await poor.kill();
});

test("a relay of another chain is named as such", async ({ page, site }) => {
  const relay = await startRelay(chain);
  const elsewhere = { ...chain.configuration, id: 31338, name: "Elsewhere", relays: [relay.url] };
  await page.route("**/chains.json", (route) => route.fulfill({ json: { chains: [chain.configuration, elsewhere] } }));
  await page.goto(`${site}#/nodes`);
  await expect(page.getByRole("region", { name: "Relays of Elsewhere" })).toContainText("Does not serve this chain");
  await relay.kill();
});

for (const { colorScheme, width } of [
  { colorScheme: "light", width: 1280 },
  { colorScheme: "dark", width: 360 },
] as const) {
  test.describe(`${colorScheme}, ${width} px`, () => {
    test.use({ viewport: { width, height: 800 }, colorScheme });

    test("nothing about relays stands in the way of assistive technology", async ({ page, site }) => {
      const poor = await startRelay(chain, { environment: { RELAY_PRIVATE_KEY: generatePrivateKey() } });
      await showChain(page, withRelays([poor.url, first]));
      await page.goto(`${site}#/nodes`);
      await addRelay(page, `https://relay.invalid/${"under/".repeat(20)}end`);
      await expect(page.getByText("Does not answer")).toHaveCount(2);
      await expect(page.getByText("it is out of coin")).toBeVisible();
      await page.getByRole("button", { name: `Remove: ${first}` }).click();
      await page.getByRole("button", { name: "Add relay" }).click();
      await expect(page.getByText("Write the address of a relay first.")).toBeVisible();
      await expectReachable(page, "relays, one removed, and a fault in the field");

      await page.getByRole("button", { name: `Remove: ${poor.url}` }).click();
      await page.getByRole("button", { name: /^Remove: https/ }).click();
      await expectReachable(page, "no relay");
      await poor.kill();
    });
  });
}
