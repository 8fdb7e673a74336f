import type { Client } from "viem";
import { estimateMaxPriorityFeePerGas, getGasPrice } from "viem/actions";

/** What is paid for a unit of gas at most, in wei, and how much of it goes to the block's maker: no tip where the chain
 * names one price. */
export type Fees = { most: bigint; tip: bigint | undefined };

/** What the chain asks just now, in wei. `base`: what the next block takes at least; undefined on a chain with one price. */
export type Market = { base: bigint; tip: bigint } | { base: undefined; price: bigint };

/**
 * What nodes want to see before they let one transaction take another's place, in eighths of what it pays; and what is
 * tried where no node takes it at all, as somebody unknown has to be outbid.
 */
const [raised, doubled] = [9n, 16n];

/**
 * What to pay: enough for the base fee to double, and never more than the ceiling.
 * @param previous What the transaction pays whose place is to be taken, and whether it was itself refused for want of more.
 * @returns Undefined where the chain asks more than the ceiling, or the other cannot be outbid below it.
 */
export function decideFees(
  market: Market,
  ceiling: bigint,
  previous?: { fees: Fees; isOutbid: boolean },
): Fees | undefined {
  const isOnePrice = market.base === undefined;
  const asked = isOnePrice ? market.price : market.base + market.tip;
  const least = times(raised, previous?.fees.most);
  if (asked > ceiling || least > ceiling) return undefined;
  const raise = previous?.isOutbid ? doubled : raised;
  const wished = larger(isOnePrice ? market.price : market.base * 2n + market.tip, times(raise, previous?.fees.most));
  const most = smaller(wished, ceiling);
  return { most, tip: isOnePrice ? undefined : smaller(larger(market.tip, times(raise, previous?.fees.tip)), most) };
}

/** So many eighths of an amount, rounded up, and always more than that; nothing where there is none to be outbid. */
function times(eighths: bigint, wei: bigint | undefined): bigint {
  return wei === undefined ? 0n : larger((wei * eighths + 7n) / 8n, wei + 1n);
}

function smaller(one: bigint, other: bigint): bigint {
  return one < other ? one : other;
}

function larger(one: bigint, other: bigint): bigint {
  return one > other ? one : other;
}

/** @param base What the newest block took for a unit of gas; undefined on a chain that knows no such thing. */
export async function readMarket(node: Client, base: bigint | undefined): Promise<Market> {
  if (base === undefined) return { base, price: await getGasPrice(node) };
  return { base, tip: await estimateMaxPriorityFeePerGas(node) };
}
