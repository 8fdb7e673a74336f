import type { Hex } from "viem";
import { privateKeyToAccount } from "viem/accounts";

/** Who signs these transactions, and who the others. */
export const sender = privateKeyToAccount(`0x${"4f".repeat(32)}`);
export const other = privateKeyToAccount(`0x${"2a".repeat(32)}`);

const call = { to: "0x00000000000000000000000000000000000e1Ec7", data: "0x00c0ffee", gas: 90_000n } as const;
const fees = { maxFeePerGas: 3n, maxPriorityFeePerGas: 2n, chainId: 31337 } as const;
const accessList = [
  { address: other.address, storageKeys: [`0x${"00".repeat(31)}07`, `0x${"ee".repeat(32)}`] },
] as const;
const blob = `0x01${"ab".repeat(31)}` as const;

/** Every kind of transaction that accounts sign, by what it is called. */
export const transactionKinds = [
  ["before EIP-155", { type: "legacy", gasPrice: 7n, nonce: 0, ...call }],
  ["legacy", { type: "legacy", gasPrice: 7n, chainId: 31337, nonce: 300, ...call }],
  ["EIP-2930", { type: "eip2930", gasPrice: 7n, chainId: 1, nonce: 1, accessList, ...call }],
  ["EIP-1559", { type: "eip1559", nonce: 1, value: 5n, ...fees, ...call }],
  ["EIP-1559 with an access list", { type: "eip1559", nonce: 1, accessList, ...fees, ...call }],
  ["EIP-4844", { type: "eip4844", maxFeePerBlobGas: 9n, blobVersionedHashes: [blob], nonce: 2, ...fees, ...call }],
  ["EIP-7702", { type: "eip7702", nonce: 3, ...fees, ...call }],
  ["that creates a contract", { type: "eip1559", data: "0x60", gas: 60_000n, nonce: 1, ...fees }],
] as const;

/** The transaction as it is sent, written by viem's own code. */
export async function signTransaction(kind: (typeof transactionKinds)[number][1]): Promise<Hex> {
  const authorization = { address: other.address, chainId: 31337, nonce: 0 };
  const whole =
    kind.type === "eip7702" ? { ...kind, authorizationList: [await other.signAuthorization(authorization)] } : kind;
  return sender.signTransaction(whole as Parameters<typeof sender.signTransaction>[0]);
}
