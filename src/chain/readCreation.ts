import { type Address, type Hash, hexToBigInt, keccak256, numberToHex, pad, toBytes } from "viem";
import { findBlock } from "./findBlock";
import { openElectionFactory } from "./generated/openElectionFactory";
import type { Node } from "./node";
import type { Head } from "./watchHead";

/** `event ElectionCreated(address indexed election, address indexed organiser, address indexed roll)` */
const createdTopic = keccak256(toBytes("ElectionCreated(address,address,address)"));

/** In how many blocks the creation is looked for: on fast chains many share one second. */
const width = 100n;

/**
 * The block in which the factory created an election.
 * @param createdAt That block's time, in unix seconds.
 * @returns Undefined where the node has dropped logs that old.
 */
export async function readCreation(
  node: Node,
  { address, createdAt }: { address: Address; createdAt: bigint },
  head: Head,
): Promise<{ number: bigint; hash: Hash } | undefined> {
  const from = await findBlock(node, createdAt, head);
  const last = from + width < head.number ? from + width : head.number;
  const logs = await node.request({
    method: "eth_getLogs",
    params: [
      {
        address: openElectionFactory.address,
        topics: [createdTopic, pad(address)],
        fromBlock: numberToHex(from),
        toBlock: numberToHex(last),
      },
    ],
  });
  const [log] = logs ?? [];
  if (!log?.blockNumber || !log.blockHash) return undefined;
  return { number: hexToBigInt(log.blockNumber), hash: log.blockHash };
}
