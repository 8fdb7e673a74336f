import type { BrowserContext, Page } from "@playwright/test";
import type { LocalAccount } from "viem";
import { installWallet } from "../support/installWallet";
import { showRelays } from "../support/showRelays";
import { createSigningElection, inventSigners, type SigningElection, voterAt } from "../support/signBallots";
import { startChain, type TestChain } from "../support/startChain";
import { type RunningRelay, startRelay } from "../support/startRelay";
import { connectWallet, openElection } from "./test";

/** Voters with keys of their own, on the roll and without a coin. */
const voters = inventSigners(40);
/** Whose ballot it mostly is: their place on the roll. */
export const place = 3;

type Wishes = {
  /** What the relay is told besides: by default it delivers every ballot at once. */
  environment?: Record<string, string>;
  election?: Parameters<typeof createSigningElection>[2];
  /** Seconds between blocks; 0 for a block with every transaction. */
  blockTime?: number;
};

/** A chain of a test's own, an election on it whose voters own no coin, and a relay. */
export type Up = { chain: TestChain; election: SigningElection; relay: RunningRelay };

/** Puts all of that up, and sets the page up for it. */
export async function putUp(
  page: Page | BrowserContext,
  { environment = {}, election: wishes = {}, blockTime = 1 }: Wishes = {},
): Promise<Up> {
  const chain = await startChain({ accounts: 10, ...(blockTime > 0 && { blockTime }) });
  const election = await createSigningElection(chain, voters, { closesIn: 9000, ...wishes });
  const relay = await startRelay(chain, { environment: { RELAY_LONGEST_WAIT: "0", ...environment } });
  await showRelays(page, chain, [relay.url]);
  return { chain, election, relay };
}

export async function takeDown({ chain, relay }: Up): Promise<void> {
  await relay.kill();
  await chain.stop();
}

/** The same relay again, with the same journal at the same address. */
export function startAgain({ chain, relay }: Up, environment: Record<string, string> = {}): Promise<RunningRelay> {
  return startRelay(chain, {
    file: relay.file,
    port: Number(new URL(relay.url).port),
    environment: { RELAY_LONGEST_WAIT: "0", ...environment },
  });
}

/** Opens the election with a wallet of its voter. */
export async function openAs(
  page: Page,
  site: string,
  { chain, election }: Up,
  voter: LocalAccount = voterAt(election, place),
) {
  const wallet = await installWallet(page, chain.url, voter);
  await openElection(page, site, election.address);
  await connectWallet(page);
  return wallet;
}

/** What this browser keeps of signed ballots. */
export function keptBallots(page: Page): Promise<string[]> {
  return page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith("recount.signed.")));
}
