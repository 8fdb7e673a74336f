import type { Address } from "viem";
import { estimateFeesPerGas } from "viem/actions";
import type { Node } from "@/chain/node";
import { readBalance } from "@/chain/readBalance";
import type { Head } from "@/chain/watchHead";

/** Whether the carrier's coin is enough for the ballots that it has promised to deliver. */
export type Purse = {
  /** Whether it is enough for one more. True where that is not known: what is accepted waits for coin at worst. */
  canPay: (head: Head) => Promise<boolean>;
};

/** What a batch costs whatever it holds, and a ballot: 6,000 among its neighbours on the roll, 26,000 alone. In gas. */
const gas = { batch: 60_000n, ballot: 10_000n };

/**
 * Reads the carrier's coin and the fees once for each block.
 * @param ceiling The most that is paid for a unit of gas, in wei.
 * @param undelivered How many ballots are in no block yet.
 */
export function createPurse(node: Node, carrier: Address, ceiling: bigint, undelivered: () => number): Purse {
  type Known = { balance: bigint; fee: bigint; ballots: number };
  let last: { hash: string; read: Promise<Known | undefined> } | undefined;

  async function read(block: bigint): Promise<Known | undefined> {
    try {
      const [balance, { maxFeePerGas }] = await Promise.all([
        readBalance(node, carrier, block),
        estimateFeesPerGas(node),
      ]);
      return { balance, fee: maxFeePerGas < ceiling ? maxFeePerGas : ceiling, ballots: undelivered() };
    } catch {
      // Whoever delivers meets the same node, and says what is wrong with it.
      return undefined;
    }
  }

  return {
    async canPay({ hash, number }) {
      if (last?.hash !== hash) last = { hash, read: read(number) };
      const known = await last.read;
      if (!known) return true;
      if (known.balance < (gas.batch + gas.ballot * BigInt(known.ballots + 1)) * known.fee) return false;
      known.ballots += 1;
      return true;
    },
  };
}
