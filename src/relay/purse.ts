import type { Address } from "viem";
import { estimateFeesPerGas } from "viem/actions";
import type { Node } from "@/chain/node";
import { readBalance } from "@/chain/readBalance";
import type { Head } from "@/chain/watchHead";

/** What the carrier owns, read once for each block. */
export type Purse = {
  /**
   * Whether it can pay for so many ballots more. True where that is not known: what is accepted waits for coin at worst.
   * @param ballots How many are still to be paid for, the new one included.
   */
  canPay: (ballots: number, head: Head) => Promise<boolean>;
  /** What was read last, in wei. */
  balance: () => bigint | undefined;
};

/** What a batch costs whatever it holds, and each ballot that is the first of its 32 voters; most cost a fifth. In gas. */
const gas = { batch: 60_000n, ballot: 27_000n };

/** @param ceiling The most that is paid for a unit of gas, in wei. */
export function createPurse(node: Node, carrier: Address, ceiling: bigint): Purse {
  let last: { hash: string; read: Promise<{ balance: bigint; fee: bigint } | undefined> } | undefined;
  let balance: bigint | undefined;

  async function read(block: bigint) {
    try {
      const [owned, { maxFeePerGas }] = await Promise.all([
        readBalance(node, carrier, block),
        estimateFeesPerGas(node),
      ]);
      balance = owned;
      return { balance: owned, fee: maxFeePerGas < ceiling ? maxFeePerGas : ceiling };
    } catch {
      // Whoever delivers meets the same node, and says what is wrong with it.
      return undefined;
    }
  }

  return {
    balance: () => balance,
    async canPay(ballots, head) {
      if (last?.hash !== head.hash) last = { hash: head.hash, read: read(head.number) };
      const known = await last.read;
      return !known || known.balance >= (gas.batch + gas.ballot * BigInt(ballots)) * known.fee;
    },
  };
}
