import AxeBuilder from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

/** Fails where axe finds a serious or critical fault, where the page is wider than its window, or a button's word torn. */
export async function expectReachable(page: Page, state: string): Promise<void> {
  // A figure or a stamp on its way has a colour or a place of its own for a moment.
  await page.evaluate(() => Promise.all(document.getAnimations().map(({ finished }) => finished.catch(() => {}))));
  const { violations } = await new AxeBuilder({ page }).analyze();
  const serious = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
  const found = serious.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`);
  expect.soft(found, state).toEqual([]);
  const [shown, window] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
  expect.soft(shown, `${state}: wider than its window`).toBeLessThanOrEqual(window ?? 0);
  expect.soft(await page.evaluate(findTornWords), `${state}: torn words`).toEqual([]);
}

/** Runs in the page: the words of its buttons that stand on more than one line, though none is longer than a line. Hashes are none. */
function findTornWords(): string[] {
  return [...document.querySelectorAll("button")].flatMap((button) => {
    const texts = document.createTreeWalker(button, NodeFilter.SHOW_TEXT);
    const torn: string[] = [];
    for (let text = texts.nextNode(); text; text = texts.nextNode()) {
      for (const { 0: word, index } of text.textContent?.matchAll(/\b[a-z]{2,20}\b/gi) ?? []) {
        const range = document.createRange();
        range.setStart(text, index);
        range.setEnd(text, index + word.length);
        if (new Set([...range.getClientRects()].map(({ top }) => Math.round(top))).size > 1) torn.push(word);
      }
    }
    return torn;
  });
}
