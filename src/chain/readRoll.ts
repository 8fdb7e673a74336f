import { type Address, type Client, type Hex, isAddressEqual, zeroAddress } from "viem";
import { getCode, readContract } from "viem/actions";
import { rollAddress } from "@/election/roll";
import { askEach } from "./askEach";
import { NoAnswerError } from "./errors";
import { rollFactory } from "./generated/factories";
import { rollFactoryReads, rollReads } from "./generated/rollReads";
import type { Node } from "./node";
import { isMissingContract } from "./readElection";

/** An electoral roll as it stands at a block. A closed one never changes. */
export type Roll = {
  address: Address;
  /** Whoever publishes it, checksummed. */
  publisher: Address;
  /** How many voters it has so far. */
  size: bigint;
  closed: boolean;
  /** What tells its voters from any other's: see `rollDigest`. */
  digest: Hex;
};

/** The address holds no roll that this page recognises. `unrecognised` code may be a roll of a later build: never "fake". */
export class NotARollError extends Error {
  override name = "NotARollError";
  constructor(readonly reason: "noCode" | "unrecognised") {
    super(`Not a roll: ${reason}.`);
  }
}

/** The endpoints contradict each other, or the voters that were read are not those of the roll: nothing may be shown. */
export class RollConflictError extends NoAnswerError {
  override name = "RollConflictError";
}

/**
 * Reads a roll and checks that it is genuine: that its address is the one at which the published factory puts it.
 * Every endpoint is asked for its size and digest.
 * @param block The number of the block at which to read.
 * @throws {NotARollError} where there is none that this page recognises.
 * @throws {RollConflictError} where two endpoints contradict each other.
 */
export async function readRoll(node: Node, address: Address, block: bigint): Promise<Roll> {
  const publisher = await readPublisher(node, address, block);
  const [first, ...others] = await askEach(node, (endpoint) => readState(endpoint, address, block));
  if (!first) throw new RangeError("A node has at least one endpoint.");
  const isSame = ({ size, closed, digest }: typeof first) =>
    size === first.size && closed === first.closed && digest === first.digest;
  if (!others.every(isSame)) throw new RollConflictError("The endpoints tell different things of the roll.");
  return { address, publisher, ...first };
}

async function readState(endpoint: Client, address: Address, block: bigint) {
  const contract = { address, abi: rollReads, blockNumber: block } as const;
  const [size, closed, digest] = await Promise.all([
    readContract(endpoint, { ...contract, functionName: "size" }),
    readContract(endpoint, { ...contract, functionName: "closed" }),
    readContract(endpoint, { ...contract, functionName: "digest" }),
  ]);
  return { size, closed, digest };
}

/** Who publishes the roll at an address, which proves it: publisher and salt lead to no other. */
async function readPublisher(node: Node, address: Address, block: bigint): Promise<Address> {
  const factory = { address: rollFactory.address, abi: rollFactoryReads, args: [address], blockNumber: block } as const;
  const [publisher, salt] = await Promise.all([
    readContract(node, { ...factory, functionName: "publisherOf" }),
    readContract(node, { ...factory, functionName: "saltOf" }),
  ]).catch((error: unknown) => {
    if (isMissingContract(error)) return [zeroAddress, "0x"] as const;
    throw error;
  });
  if (publisher === zeroAddress) {
    const code = await getCode(node, { address, blockNumber: block });
    throw new NotARollError(code ? "unrecognised" : "noCode");
  }
  const { rollInitcode } = await import("./generated/rollInitcode");
  if (!isAddressEqual(rollAddress(rollFactory.address, rollInitcode, publisher, salt), address)) {
    throw new NotARollError("unrecognised");
  }
  return publisher;
}
