import { type BrowserContext, test as base, expect, type Page } from "@playwright/test";
import type { Address } from "viem";
import { servePage } from "../../scripts/servePage";
import { startChain, type TestChain } from "../support/startChain";

export { expect };

type WorkerFixtures = {
  /** A chain of this worker's own, with a block every second. */
  chain: TestChain;
  /** Where the built page is served, set up for that chain. */
  site: string;
};

/** Tests in a real browser, of the built page, on a chain of their own. */
export const test = base.extend<object, WorkerFixtures>({
  chain: [
    async ({ browserName: _ }, use) => {
      const chain = await startChain({ blockTime: 1, accounts: 30 });
      await use(chain);
      await chain.stop();
    },
    { scope: "worker" },
  ],
  site: [
    async ({ chain }, use, { workerIndex }) => {
      await use(await servePage(4300 + 10 * workerIndex, { chains: [chain.configuration] }));
    },
    { scope: "worker" },
  ],
});

/** The link to an election. */
export function electionLink(site: string, election: Address): string {
  return `${site}#/31337/${election}`;
}

/** Sets the page up for another chain than the worker's. */
export async function showChain(page: Page | BrowserContext, { configuration }: TestChain): Promise<void> {
  await page.route("**/chains.json", (route) => route.fulfill({ json: { chains: [configuration] } }));
}

/** Opens an election and waits until its count was read and reconciled. */
export async function openElection(page: Page, site: string, election: Address): Promise<void> {
  await page.goto(electionLink(site, election));
  await expect(page.getByText("Counted in your browser.")).toBeVisible();
}

/** Connects the wallet that `installWallet` put into the page. */
export async function connectWallet(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Connect", exact: true }).click();
  await page.getByRole("button", { name: "Test Wallet" }).click();
  await expect(page.getByText("You may vote")).toBeVisible();
}

/** Marks a candidate, reviews and signs. */
export async function castBallot(page: Page, candidate: string): Promise<void> {
  await page.getByRole("radio", { name: candidate }).check();
  await page.getByRole("button", { name: "Review your ballot" }).click();
  await page.getByRole("button", { name: /^Sign ballot as 0x/ }).click();
}

/** The line of the count that belongs to a candidate. */
export function countOf(page: Page, candidate: string) {
  return page
    .getByRole("region", { name: /^The (count|result)/ })
    .getByRole("listitem")
    .filter({ hasText: candidate });
}
