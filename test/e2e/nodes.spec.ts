import { expectReachable } from "../support/expectReachable";
import { testAccount } from "../support/installWallet";
import { castInBlock, createElection, startChain, type TestChain } from "../support/startChain";
import { change, startProxy } from "../support/startProxy";
import { countOf, electionLink, expect, openElection, showChain, test } from "./test";

let chain: TestChain;

test.beforeEach(async ({ page }) => {
  chain = await startChain();
  await showChain(page, chain);
});

test.afterEach(() => chain.stop());

test("a node that is added is asked at once, and still after a reload", async ({ page, site }) => {
  const election = await createElection(chain);
  const proxy = await startProxy(chain.url);
  await page.goto(site);
  await page.getByRole("contentinfo").getByRole("link", { name: "Nodes and relays" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Nodes and relays" })).toBeVisible();
  await page.getByLabel("Add a node").fill(`${proxy.url}/`);
  await page.getByRole("button", { name: "Add node" }).click();
  const added = page.getByRole("listitem").filter({ hasText: proxy.url });
  await expect(added).toContainText(/Answers: block \d+, in \d+ ms/);
  await expect(page.getByLabel("Add a node")).toHaveValue("");

  for (const reload of [false, true]) {
    await openElection(page, site, election);
    if (reload) await page.reload();
    await expect(page.getByText("Two nodes agree.")).toBeVisible();
    expect(proxy.requests.map(({ method }) => method)).toContain("eth_call");
    proxy.requests.length = 0;
  }
  await proxy.stop();
});

test("what is wrong with an address is said, and the address kept", async ({ page, site }) => {
  await page.goto(`${site}#/nodes`);
  const field = page.getByLabel("Add a node");
  for (const [text, fault] of [
    ["", "Write the address of a node first."],
    ["node.example", "“node.example” is no whole address."],
    ["ftp://node.example", "“ftp:” leads to no node."],
    ["http://node.example", "The line to node.example would not be encrypted."],
    [chain.url, "is in the list already."],
  ] as const) {
    await field.fill(text);
    await field.press("Enter");
    await expect(field).toHaveAccessibleDescription(new RegExp(fault.replaceAll(".", "\\.")));
    await expect(field).toHaveValue(text);
    await expect(field).toBeFocused();
  }
  await expect(page.getByRole("main").getByRole("listitem")).toHaveCount(2);
});

test("a node of another chain, and one that does not answer, are named as such", async ({ page, site }) => {
  const proxy = await startProxy(chain.url);
  proxy.fail(change("eth_chainId", () => "0xa"));
  await page.goto(`${site}#/nodes`);
  for (const url of [proxy.url, "http://127.0.0.1:9"]) {
    await page.getByLabel("Add a node").fill(url);
    await page.getByRole("button", { name: "Add node" }).click();
  }
  await expect(page.getByRole("listitem").filter({ hasText: proxy.url })).toContainText(
    "Belongs to another chain (10)",
  );
  await expect(page.getByRole("listitem").filter({ hasText: "127.0.0.1:9" })).toContainText("Does not answer");
  await proxy.stop();
});

test("nodes are moved and removed by keyboard, brought back, and one to read from stays", async ({ page, site }) => {
  const [http, socket] = chain.configuration.endpoints;
  await page.goto(`${site}#/nodes`);
  const list = page.getByRole("region", { name: "Nodes of Practice chain" }).getByRole("listitem");
  await expect(list).toContainText([`${http}`, `${socket}`]);

  await page.getByRole("button", { name: `Move up: ${socket}` }).focus();
  await page.keyboard.press("Enter");
  await expect(list).toContainText([`${socket}`, `${http}`]);
  await expect(page.getByRole("status").filter({ hasText: "is now number 1 of 2." })).toBeVisible();
  await expect(page.getByRole("button", { name: `Move up: ${socket}` })).toBeFocused();

  await expect(page.getByRole("button", { name: `Remove: ${http}` })).toHaveAttribute("aria-disabled", "true");
  await page.getByRole("button", { name: `Remove: ${http}` }).press("Enter");
  await page.getByRole("button", { name: `Remove: ${socket}` }).press("Enter");
  await expect(list).toContainText([`${http}`]);
  await page.getByRole("button", { name: "Undo" }).press("Enter");
  await expect(list).toContainText([`${socket}`, `${http}`]);

  await page.getByRole("button", { name: "Go back to the page’s own nodes" }).press("Enter");
  await expect(list).toContainText([`${http}`, `${socket}`]);
});

test("another tab follows, keeps what was marked there, and shows nothing that its new nodes have not said", async ({
  page,
  context,
  site,
}) => {
  const election = await createElection(chain);
  await castInBlock(chain, election, chain.accounts[0], "Ada");
  const proxy = await startProxy(chain.url);
  proxy.fail(change("eth_getLogs", () => []));
  const configuration = { ...chain.configuration, endpoints: [proxy.url] };
  const other = await context.newPage();
  await showChain(page, { ...chain, configuration });
  await showChain(other, { ...chain, configuration });
  await other.goto(electionLink(site, election));
  await expect(other.getByText("No figure can be shown")).toBeVisible();
  await other.getByRole("radio", { name: "Grace" }).check();

  await page.goto(`${site}#/nodes`);
  async function replace(old: string, by: string) {
    await page.getByLabel("Add a node").fill(by);
    await page.getByRole("button", { name: "Add node" }).click();
    await page.getByRole("button", { name: `Remove: ${old}` }).click();
  }
  await replace(proxy.url, chain.url);
  await expect(countOf(other, "Ada")).toContainText("1 100.0%");
  await replace(chain.url, "http://localhost:9");
  await expect(countOf(other, "Ada")).toBeHidden();
  await expect(other.getByRole("radio", { name: "Grace" })).toBeChecked();
  await proxy.stop();
});

for (const [what, stored] of [
  ["not JSON", "{"],
  ["of another shape", '{"31337":"http://127.0.0.1:1"}'],
  ["not an address", '{"31337":["javascript:alert(1)"]}'],
  ["without a node to read from", '{"31337":["ws://127.0.0.1:1"]}'],
] as const) {
  test(`what storage holds is ignored where it is ${what}`, async ({ page, site }) => {
    const election = await createElection(chain);
    await page.addInitScript((text) => localStorage.setItem("recount.nodes", text), stored);
    await openElection(page, site, election);
    await page.goto(`${site}#/nodes`);
    await expect(page.getByRole("region", { name: "Nodes of Practice chain" }).getByRole("listitem")).toHaveCount(2);
  });
}

test("a practice chain stays one, whichever nodes are added", async ({ page, site }) => {
  await page.goto(`${site}#/nodes`);
  await expect(page.getByRole("banner")).toContainText("Practice");
  await page.getByLabel("Add a node").fill("https://node.invalid");
  await page.getByRole("button", { name: "Add node" }).click();
  await expect(page.getByText("https://node.invalid", { exact: true })).toBeVisible();
  await expect(page.getByRole("banner")).toContainText("Practice");
});

test("what this browser remembers is named and can be forgotten", async ({ page, site }) => {
  const organiser = testAccount(8).address;
  await openElection(page, site, await createElection(chain, { organiser }));
  await page.goto(`${site}#/nodes`);
  const remembered = page.getByRole("region", { name: "What this browser remembers" });
  await remembered.getByRole("button", { name: `Forget the organiser ${organiser}` }).click();
  await expect(remembered).toContainText("None.");

  await page.getByLabel("Add a node").fill("http://localhost:9");
  await page.getByRole("button", { name: "Add node" }).click();
  await remembered.getByRole("button", { name: "Forget your list of nodes for Practice chain" }).click();
  await expect(page.getByText("http://localhost:9", { exact: true })).toBeHidden();
  await page.reload();
  await expect(remembered).toContainText("None: the page’s own are used.");
});

for (const { colorScheme, width } of [
  { colorScheme: "light", width: 1280 },
  { colorScheme: "dark", width: 320 },
] as const) {
  test.describe(`${colorScheme}, ${width} px`, () => {
    test.use({ viewport: { width, height: 800 }, colorScheme });
    test.describe.configure({ timeout: 90_000 });

    test("nothing on the page of nodes stands in the way of assistive technology", async ({ page, site }) => {
      await page.goto(`${site}#/nodes`);
      await page.getByLabel("Add a node").fill(`https://node.invalid/${"key".repeat(40)}`);
      await page.getByRole("button", { name: "Add node" }).click();
      await expect(page.getByText("Does not answer")).toBeVisible();
      await page.getByRole("button", { name: /^Remove: ws:/ }).click();
      await page.getByRole("button", { name: "Add node" }).click();
      await expect(page.getByText("Write the address of a node first.")).toBeVisible();
      await expectReachable(page, "a node removed, and a fault in the field");
    });
  });
}
