import type { Address } from "viem";
import { getCode } from "viem/actions";
import type { Node } from "./node";

/** What the code of an account begins with that has a key and lends itself a contract's abilities (EIP-7702). */
const delegation = "0xef0100";

/**
 * Whether an account has a key that signs for it, by its code at the block `blockNumber`. A contract wallet has none: no
 * signature that a batch takes can be its own.
 */
export async function readSignsByKey(node: Node, account: Address, blockNumber: bigint): Promise<boolean> {
  const code = await getCode(node, { address: account, blockNumber });
  return code === undefined || code.startsWith(delegation);
}
