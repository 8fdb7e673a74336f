import type { Page } from "@playwright/test";
import { controlNode } from "../../scripts/practice/controlNode";
import { deployFactories } from "../../scripts/practice/deployFactories";
import { startAnvil } from "../../scripts/practice/startAnvil";
import { describePractice } from "../../scripts/practice/startPractice";
import { expectReachable } from "../support/expectReachable";
import { createElection, startChain } from "../support/startChain";
import { change, startProxy } from "../support/startProxy";
import { expect, test } from "./test";

const sepolia = 11_155_111;

async function show(page: Page, ...chains: object[]) {
  await page.route("**/chains.json", (route) => route.fulfill({ json: { chains } }));
}

for (const { colorScheme, width } of [
  { colorScheme: "light", width: 1280 },
  { colorScheme: "dark", width: 360 },
] as const) {
  test.describe(`(${colorScheme}, ${width} px)`, () => {
    test.use({ viewport: { width, height: 800 }, colorScheme });
    test.describe.configure({ timeout: 60_000 });

    test("elections on a test network are marked as not for binding votes, wherever they are shown", async ({
      page,
      site,
    }) => {
      const chain = await startChain();
      const election = await createElection(chain);
      const proxy = await startProxy(chain.url);
      proxy.fail(change("eth_chainId", () => `0x${sepolia.toString(16)}`));
      const network = { ...chain.configuration, id: sepolia, name: "Sepolia", endpoints: [proxy.url], organisers: [] };
      await show(page, { ...network, binding: false });

      const mark = page.getByRole("banner").getByText(width === 360 ? "Not binding" : "Not for binding votes");
      await page.goto(site);
      await expect(page.getByRole("link", { name: /Who shall speak\?/ })).toBeVisible();
      await expect(mark).toBeVisible();
      await expect(page.getByRole("heading", { name: "Sepolia Not for binding votes" })).toBeAttached();
      await expectReachable(page, "the list of a test network");
      await page.goto(`${site}#/${sepolia}/${election}`);
      await expect(page.getByText("Counted in your browser.")).toBeVisible();
      await expect(mark).toBeVisible();
      await expect(page.getByRole("definition").filter({ hasText: `Sepolia (${sepolia})` })).toContainText(
        "Not for binding votes",
      );
      await expectReachable(page, "an election on a test network");
      await page.goto(`${site}#/${sepolia}/${election}/wall`);
      await expect(page.getByText("Not for binding votes")).toBeVisible();

      // On paper too.
      await page.emulateMedia({ media: "print" });
      for (const paper of ["minutes", "notice"]) {
        await page.goto(`${site}#/${sepolia}/${election}/${paper}`);
        await expect(page.getByRole("main").getByText("Not for binding votes")).toBeVisible();
      }
      await page.emulateMedia({ media: null });

      // The same chain, called binding.
      await show(page, network);
      await page.goto(`${site}#/${sepolia}/${election}`);
      await page.reload();
      await expect(page.getByText("Counted in your browser.")).toBeVisible();
      await expect(page.getByText("Not for binding votes")).toHaveCount(0);
      await proxy.stop();
      await chain.stop();
    });
  });
}

test("a chain without the factories says so, until somebody puts them there", async ({ page, site }) => {
  const anvil = await startAnvil({});
  const node = controlNode(anvil.url);
  await show(page, ...describePractice(anvil).chains);
  await page.goto(site);
  await expect(page.getByRole("heading", { name: "No election can be put up on Practice chain yet" })).toBeVisible();
  await expect(page.getByText("docs/deploy.md")).toBeVisible();
  await expectReachable(page, "no factories");

  const [payer] = await node.getAddresses();
  if (!payer) throw new Error("The node has no accounts.");
  await deployFactories(node, payer);
  await expect(page.getByRole("heading", { name: "No election yet" })).toBeVisible();
  await anvil.stop();
});
