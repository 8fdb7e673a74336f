import { existsSync, readdirSync, readFileSync } from "node:fs";
import * as v from "valibot";
import { type Address, type Hex, isAddressEqual, isHash } from "viem";
import type { Endpoint } from "./findNetwork";

/** What `forge script` writes of a run, as far as it is read here. */
const Run = v.object({
  transactions: v.array(
    v.object({
      hash: v.nullish(v.string()),
      contractAddress: v.nullish(v.string()),
    }),
  ),
});

/**
 * The transaction that put a factory on a chain, found among those that this checkout has sent, earlier runs included;
 * undefined where somebody else put it there.
 */
export async function findTransaction(node: Endpoint, chainId: number, factory: Address) {
  for (const hash of sentTransactions(chainId, factory)) {
    const receipt = await node.getTransactionReceipt({ hash }).catch(() => undefined);
    if (receipt?.status === "success") return { transaction: hash, block: receipt.blockNumber };
  }
  return undefined;
}

function sentTransactions(chainId: number, factory: Address): Hex[] {
  const folder = `broadcast/Deploy.s.sol/${chainId}`;
  if (!existsSync(folder)) return [];
  const hashes = readdirSync(folder).flatMap((name) => {
    if (!/^run-\d+\.json$/.test(name)) return [];
    const run = v.safeParse(Run, JSON.parse(readFileSync(`${folder}/${name}`, "utf8")));
    const sent = run.success ? run.output.transactions : [];
    return sent.flatMap(({ hash, contractAddress }) => {
      return hash && isHash(hash) && contractAddress && isAddressEqual(contractAddress as Address, factory) ? hash : [];
    });
  });
  // The newest first, since its file's name ends in the time.
  return [...new Set(hashes.toReversed())];
}
