import { formatTransaction, keccak256, parseTransaction, type Transaction } from "viem";
import { describe, expect, test } from "vitest";
import { proveSender } from "@/chain/proveSender";
import { other, sender, signTransaction, transactionKinds } from "../../support/signedTransactions";

/** A signed transaction as a node gives it, which viem's own code has written and read. */
async function signed(kind: (typeof transactionKinds)[number][1]): Promise<Transaction> {
  const written = await signTransaction(kind);
  const {
    data = "0x",
    to = null,
    value = 0n,
    nonce = 0,
    ...rest
  } = parseTransaction(written) as Transaction & {
    data?: Transaction["input"];
  };
  return { ...rest, to, value, nonce, input: data, from: sender.address, hash: keccak256(written) } as Transaction;
}

describe("who sent a transaction", () => {
  test.each(transactionKinds)("is proven: %s", async (_, kind) => {
    expect(await proveSender(await signed(kind))).toEqual({ sender: sender.address, isProven: true });
  });

  test.each(transactionKinds)(
    "is not where the node names another sender, or makes it hold something else: %s",
    async (_, kind) => {
      const transaction = await signed(kind);
      for (const lie of [
        { from: other.address },
        { input: "0x00c0ffef" },
        { nonce: 7 },
        { hash: `0x${"1".repeat(64)}` },
      ]) {
        expect((await proveSender({ ...transaction, ...lie } as Transaction)).isProven).toBe(false);
      }
    },
  );

  test("is not for a rollup's own, which nobody signs, and for what is no signature", async () => {
    const transaction = await signed(transactionKinds[3][1]);
    const deposit = formatTransaction({ ...(transaction as object), type: "0x7e" } as never) as Transaction;
    for (const unsigned of [deposit, { ...transaction, r: "0x0", s: "0x0" }, { ...transaction, r: "none" }]) {
      expect((await proveSender(unsigned as Transaction)).isProven).toBe(false);
    }
  });
});
