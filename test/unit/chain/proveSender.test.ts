import { formatTransaction, keccak256, parseTransaction, type Transaction } from "viem";
import { privateKeyToAccount } from "viem/accounts";
import { describe, expect, test } from "vitest";
import { proveSender } from "@/chain/proveSender";

const voter = privateKeyToAccount(`0x${"4f".repeat(32)}`);
const other = privateKeyToAccount(`0x${"2a".repeat(32)}`);
const call = { to: "0x00000000000000000000000000000000000e1Ec7", data: "0x00c0ffee", gas: 90_000n } as const;
const fees = { maxFeePerGas: 3n, maxPriorityFeePerGas: 2n, chainId: 31337 } as const;
const accessList = [
  { address: other.address, storageKeys: [`0x${"00".repeat(31)}07`, `0x${"ee".repeat(32)}`] },
] as const;
const blob = `0x01${"ab".repeat(31)}` as const;
const authorization = { address: other.address, chainId: 31337, nonce: 0 };

const kinds = [
  ["before EIP-155", { type: "legacy", gasPrice: 7n, nonce: 0, ...call }],
  ["legacy", { type: "legacy", gasPrice: 7n, chainId: 31337, nonce: 300, ...call }],
  ["EIP-2930", { type: "eip2930", gasPrice: 7n, chainId: 1, nonce: 1, accessList, ...call }],
  ["EIP-1559", { type: "eip1559", nonce: 1, value: 5n, ...fees, ...call }],
  ["EIP-1559 with an access list", { type: "eip1559", nonce: 1, accessList, ...fees, ...call }],
  ["EIP-4844", { type: "eip4844", maxFeePerBlobGas: 9n, blobVersionedHashes: [blob], nonce: 2, ...fees, ...call }],
  ["EIP-7702", { type: "eip7702", nonce: 3, ...fees, ...call }],
  ["that creates a contract", { type: "eip1559", data: "0x60", gas: 60_000n, nonce: 1, ...fees }],
] as const;

/** A signed transaction as a node gives it, which viem's own code has written and read. */
async function signed(kind: (typeof kinds)[number][1]): Promise<Transaction> {
  const whole =
    kind.type === "eip7702" ? { ...kind, authorizationList: [await other.signAuthorization(authorization)] } : kind;
  const written = await voter.signTransaction(whole as Parameters<typeof voter.signTransaction>[0]);
  const {
    data = "0x",
    to = null,
    value = 0n,
    nonce = 0,
    ...rest
  } = parseTransaction(written) as Transaction & {
    data?: Transaction["input"];
  };
  return { ...rest, to, value, nonce, input: data, from: voter.address, hash: keccak256(written) } as Transaction;
}

describe("who sent a transaction", () => {
  test.each(kinds)("is proven: %s", async (_, kind) => {
    expect(await proveSender(await signed(kind))).toEqual({ sender: voter.address, isProven: true });
  });

  test.each(kinds)(
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
    const transaction = await signed(kinds[3][1]);
    const deposit = formatTransaction({ ...(transaction as object), type: "0x7e" } as never) as Transaction;
    for (const unsigned of [deposit, { ...transaction, r: "0x0", s: "0x0" }, { ...transaction, r: "none" }]) {
      expect((await proveSender(unsigned as Transaction)).isProven).toBe(false);
    }
  });
});
