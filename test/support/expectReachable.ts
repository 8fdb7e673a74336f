import AxeBuilder from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

/** Fails where axe finds a serious or critical fault, and where the page is wider than its window. */
export async function expectReachable(page: Page, state: string): Promise<void> {
  // A figure or a stamp on its way has a colour or a place of its own for a moment.
  await page.evaluate(() => Promise.all(document.getAnimations().map(({ finished }) => finished.catch(() => {}))));
  const { violations } = await new AxeBuilder({ page }).analyze();
  const serious = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
  const found = serious.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`);
  expect.soft(found, state).toEqual([]);
  const [shown, window] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
  expect.soft(shown, `${state}: wider than its window`).toBeLessThanOrEqual(window ?? 0);
}
