import type { Client } from "viem";
import { estimateMaxPriorityFeePerGas, getGasPrice } from "viem/actions";

/** What is paid for a unit of gas at most, in wei, and how much of it goes to the block's maker: no tip where the chain
 * names one price. */
export type Fees = { most: bigint; tip: bigint | undefined };

/** What the chain asks just now, in wei. `base`: what the next block takes at least; undefined on a chain with one price. */
export type Market = { base: bigint; tip: bigint } | { base: undefined; price: bigint };

/** What nodes want to see on top before they let one transaction take another's place, in eighths. */
const raised = 9n;

/**
 * What to pay: enough for the base fee to double, and never more than the ceiling.
 * @param previous What the transaction pays whose place is to be taken.
 * @returns Undefined where the chain asks more than the ceiling, or the other cannot be outbid below it.
 */
export function decideFees(market: Market, ceiling: bigint, previous?: Fees): Fees | undefined {
  const atLeast = (wei: bigint | undefined) => (wei === undefined ? 0n : (wei * raised + 7n) / 8n);
  const isOnePrice = market.base === undefined;
  const asked = isOnePrice ? market.price : market.base + market.tip;
  if (asked > ceiling) return undefined;
  const wished = isOnePrice ? market.price : market.base * 2n + market.tip;
  const most = larger(wished < ceiling ? wished : ceiling, atLeast(previous?.most));
  if (most > ceiling) return undefined;
  if (isOnePrice) return { most, tip: undefined };
  const tip = larger(market.tip, atLeast(previous?.tip));
  return { most, tip: tip < most ? tip : most };
}

function larger(one: bigint, other: bigint): bigint {
  return one > other ? one : other;
}

/** @param base What the newest block took for a unit of gas; undefined on a chain that knows no such thing. */
export async function readMarket(node: Client, base: bigint | undefined): Promise<Market> {
  if (base === undefined) return { base, price: await getGasPrice(node) };
  return { base, tip: await estimateMaxPriorityFeePerGas(node) };
}
