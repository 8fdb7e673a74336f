import type { Address, Hash } from "viem";
import { getCode } from "viem/actions";
import type { SignedBy } from "@/election/signedBallot";
import type { Node } from "./node";

/** What the code of an account begins with that has a key and lends itself a contract's abilities (EIP-7702). */
const delegation = "0xef0100";

/**
 * Who signs for an account, by its code at that block: its key; or, where it is a contract and has none, what the
 * contract takes for a signature.
 */
export async function readSignedBy(node: Node, account: Address, blockHash: Hash): Promise<SignedBy> {
  const code = await getCode(node, { address: account, blockHash });
  return code === undefined || code.startsWith(delegation) ? "key" : "wallet";
}
