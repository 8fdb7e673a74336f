import own from "../../src/public/chains.json" with { type: "json" };
import { controlNode, type NodeControl } from "./controlNode";
import { genesisTime, type SeededElection, seed } from "./seed";
import { type Anvil, startAnvilFrom } from "./startAnvil";

/** A local chain with elections on it. */
export type Practice = { anvil: Anvil; node: NodeControl; elections: SeededElection[] };

/** Newcomers, and as many voters as the crowd needs for about half an hour. */
const accounts = 600;
/** Seconds between blocks. */
const blockTime = 2;

/**
 * Starts the practice chain: a local node on `port` or the next free one, with the factory and the practice elections.
 * @param now The time in unix seconds.
 */
export async function startPractice(port: number, now: number): Promise<Practice> {
  const anvil = await startAnvilFrom(port, { accounts, blockTime, genesisTime: genesisTime(now) });
  const node = controlNode(anvil.url);
  const death = anvil.ended.then((reason) => {
    throw new Error(`The chain's node (anvil) has ended: ${reason}`);
  });
  return { anvil, node, elections: await Promise.race([seed(node, now, blockTime), death]) };
}

/**
 * What the page's `chains.json` says of a practice chain: what the page's own says, at this node.
 * @param relays Where relays of it answer.
 */
export function describePractice({ url, socketUrl }: Pick<Anvil, "url" | "socketUrl">, relays: readonly string[] = []) {
  return { chains: own.chains.map((chain) => ({ ...chain, endpoints: [url, socketUrl], relays })) };
}
