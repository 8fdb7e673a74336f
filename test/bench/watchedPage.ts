import { type Browser, chromium } from "@playwright/test";
import type { Address } from "viem";
import type { ChainConfiguration } from "@/chain/configuration";
import { findBrowser } from "../../scripts/findBrowser.mjs";

/** A page that tells when its count of ballots changed. */
export type WatchedPage = {
  /** Resolves with the time, in milliseconds, at which the page first showed so many ballots. */
  shows: (ballots: number) => Promise<number>;
};

/** Starts a browser for measuring; whoever runs as root needs it without a sandbox. */
export async function startBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: await findBrowser(), args: ["--no-sandbox"] });
}

/** Opens an election on the built page at `site`, read from this chain's endpoints alone, and waits for its count. */
export async function watchElection(
  browser: Browser,
  site: string,
  chain: ChainConfiguration,
  election: Address,
): Promise<WatchedPage> {
  const page = await browser.newPage();
  const shown = new Map<number, number>();
  const waiting = new Map<number, (time: number) => void>();
  await page.exposeFunction("tellBallots", (ballots: number, time: number) => {
    if (shown.has(ballots)) return;
    shown.set(ballots, time);
    waiting.get(ballots)?.(time);
  });
  await page.addInitScript(watchBallots);
  await page.route("**/chains.json", (route) => route.fulfill({ json: { chains: [chain] } }));
  await page.goto(`${site}#/${chain.id}/${election}`);
  await page.getByText("Counted in your browser.").waitFor();

  return {
    shows: (ballots) =>
      new Promise((resolve) => {
        const time = shown.get(ballots);
        if (time !== undefined) resolve(time);
        else waiting.set(ballots, resolve);
      }),
  };
}

/** Runs in the page. Without functions that have names: tsx marks those by a helper that the page does not have. */
function watchBallots() {
  const { tellBallots } = window as unknown as { tellBallots: (ballots: number, time: number) => void };
  new MutationObserver(() => {
    const text = document.querySelector('[aria-labelledby="count-heading"]')?.textContent ?? "";
    const [, ballots] = /(\d+) ballots? in the record/.exec(text) ?? [];
    if (ballots !== undefined) tellBallots(Number(ballots), Date.now());
  }).observe(document, { childList: true, characterData: true, subtree: true });
}
