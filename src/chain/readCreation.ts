import { type Hash, hexToBigInt, keccak256, numberToHex, pad, toBytes } from "viem";
import type { Election } from "@/election/election";
import { electionFactories } from "./electionFactories";
import { findBlock } from "./findBlock";
import type { Node } from "./node";
import type { Head } from "./watchHead";

/** `event ElectionCreated(address indexed election, address indexed organiser, address indexed roll)` */
const createdTopic = keccak256(toBytes("ElectionCreated(address,address,address)"));

/** In how many blocks the creation is looked for: on fast chains many share one second. */
const width = 100n;

/**
 * The block in which its factory created an election, looked for at the time of its creation.
 * @returns Undefined where the node has dropped logs that old.
 */
export async function readCreation(
  node: Node,
  { address, createdAt, roll }: Pick<Election, "address" | "createdAt" | "roll">,
  head: Head,
): Promise<{ number: bigint; hash: Hash } | undefined> {
  const from = await findBlock(node, createdAt, head);
  const last = from + width < head.number ? from + width : head.number;
  const logs = await node.request({
    method: "eth_getLogs",
    params: [
      {
        address: roll ? electionFactories.roll : electionFactories.open,
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
