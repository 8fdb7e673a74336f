import type { Address } from "viem";
import { estimateFeesPerGas } from "viem/actions";
import type { Node } from "@/chain/node";
import { readBalance } from "@/chain/readBalance";
import type { Head } from "@/chain/watchHead";
import type { SignedBy } from "@/election/signedBallot";
import type { CarryStatus } from "@/relay/carry/carrying";
import { gasForSingle } from "@/relay/carry/trySingle";

/** Whether the carrier's coin is enough for the ballots that it has promised to deliver. */
export type Purse = {
  /** Whether it is enough for one more. True where that is not known: what is accepted waits for coin at worst. */
  canPay: (head: Head, signedBy: SignedBy) => Promise<boolean>;
};

/**
 * What a batch costs whatever it holds, and a ballot: 6,000 among its neighbours on the roll, 26,000 alone; and one of a
 * contract wallet, alone in its transaction. In gas.
 */
const gas = { batch: 60_000n, key: 10_000n, wallet: gasForSingle };

/**
 * Reads the carrier's coin and the fees once for each block.
 * @param ceiling The most that is paid for a unit of gas, in wei.
 * @param undelivered How many ballots are in no block yet, and how many of them are contract wallets'. Nothing is put by for
 * those whose wallets refuse them: hundreds that never change their minds would end the relay for everybody.
 */
export function createPurse(
  node: Node,
  carrier: Address,
  ceiling: bigint,
  undelivered: () => Pick<CarryStatus, "undelivered" | "single" | "unwilling">,
): Purse {
  /** `owed`: in gas, with what was accepted since. */
  type Known = { balance: bigint; fee: bigint; owed: bigint };
  let last: { hash: string; read: Promise<Known | undefined> } | undefined;

  async function read(block: bigint): Promise<Known | undefined> {
    try {
      const [balance, { maxFeePerGas }] = await Promise.all([
        readBalance(node, carrier, block),
        estimateFeesPerGas(node),
      ]);
      const { undelivered: ballots, single, unwilling } = undelivered();
      const owed = gas.batch + gas.key * BigInt(ballots - single) + gas.wallet * BigInt(single - unwilling);
      return { balance, fee: maxFeePerGas < ceiling ? maxFeePerGas : ceiling, owed };
    } catch {
      // Whoever delivers meets the same node, and says what is wrong with it.
      return undefined;
    }
  }

  return {
    async canPay({ hash, number }, signedBy) {
      if (last?.hash !== hash) last = { hash, read: read(number) };
      const known = await last.read;
      if (!known) return true;
      const owed = known.owed + gas[signedBy];
      if (known.balance < owed * known.fee) return false;
      known.owed = owed;
      return true;
    },
  };
}
