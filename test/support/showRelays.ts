import type { BrowserContext, Page } from "@playwright/test";
import type { TestChain } from "./startChain";

/** Sets the page up for that chain with these relays. */
export async function showRelays(
  page: Page | BrowserContext,
  { configuration }: Pick<TestChain, "configuration">,
  relays: readonly string[],
): Promise<void> {
  const chains = [{ ...configuration, relays }];
  await page.route("**/chains.json", (route) => route.fulfill({ json: { chains } }));
}
