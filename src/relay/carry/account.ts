import { type Address, type Client, type Hash, type Hex, hexToNumber, numberToHex } from "viem";
import { getBalance, getBlock } from "viem/actions";
import { askAlike } from "@/chain/askAlike";
import type { Node } from "@/chain/node";
import type { Head } from "@/chain/watchHead";
import type { Market } from "./fees";

/** What is known of the account that pays, and of what the chain takes, at a head. */
export type Account = {
  at: Hash;
  /** How many transactions of the account stand in blocks: the number of the next one. */
  count: number;
  /** In wei. */
  balance: bigint;
  /** What the newest block took for a unit of gas, in wei; undefined on a chain that knows no such thing. */
  base: bigint | undefined;
  /** How much gas a block takes. */
  blockGas: bigint;
  /** Asked for once something is due. */
  market?: Market;
};

/**
 * The account at that head. All endpoints are asked for its number, as what is under way follows from it.
 * @throws {NoAnswerError} where they contradict each other, and what they threw where none answered.
 */
export async function readAccount(node: Node, address: Address, { hash, number }: Head): Promise<Account> {
  const [count, balance, block] = await Promise.all([
    askAlike(node, "the carrier's transactions", (endpoint) => readCount(endpoint, address, hash, number)),
    getBalance(node, { address, blockNumber: number }),
    getBlock(node, { blockHash: hash }),
  ]);
  const base = block.baseFeePerGas ?? undefined;
  return { at: hash, count: hexToNumber(count), balance, base, blockGas: block.gasLimit };
}

/** By the block's hash, as one of another branch may have its number too; by that where a node knows no better. */
async function readCount(endpoint: Client, address: Address, blockHash: Hash, number: bigint): Promise<Hex> {
  const method = "eth_getTransactionCount";
  try {
    // viem knows the question by number only.
    return await endpoint.request({ method, params: [address, { blockHash }] as never });
  } catch (error) {
    const isUnknown = error instanceof Error && "code" in error && error.code === -32602;
    if (!isUnknown) throw error;
    return endpoint.request({ method, params: [address, numberToHex(number)] });
  }
}
