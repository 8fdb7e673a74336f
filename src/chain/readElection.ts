import { type Address, BaseError, ContractFunctionZeroDataError, isAddressEqual, keccak256, zeroAddress } from "viem";
import { getCode, readContract } from "viem/actions";
import { electionAddress } from "@/election/address";
import { type Election, pairCandidates } from "@/election/election";
import { shownText, stripHidden, textFlags } from "@/election/shownText";
import { openElectionAbi } from "./generated/openElectionAbi";
import { openElectionFactory, openElectionFactoryAbi } from "./generated/openElectionFactory";
import type { Node } from "./node";
import { decodeText, readDetails } from "./readDetails";

/** Why an address is not shown as an election. `unrecognised` code may be an election of a later build: never "fake". */
export type NotAnElectionReason = "noCode" | "unrecognised";

/** The address holds no election that this page recognises. */
export class NotAnElectionError extends Error {
  override name = "NotAnElectionError";
  constructor(readonly reason: NotAnElectionReason) {
    super(`Not an election: ${reason}.`);
  }
}

/**
 * Reads what never changes about an election and checks that it is genuine: that its address is the one at which the
 * published factory puts this very question for this organiser.
 * @param block The number of the block at which to read.
 * @throws {NotAnElectionError} where there is no code, or code that this build does not recognise.
 */
export async function readElection(node: Node, chainId: number, address: Address, block: bigint): Promise<Election> {
  const organiser = await readOrganiser(node, address, block);
  if (organiser === zeroAddress) {
    const code = await getCode(node, { address, blockNumber: block });
    throw new NotAnElectionError(code ? "unrecognised" : "noCode");
  }

  const contract = { address, abi: openElectionAbi, blockNumber: block } as const;
  const [details, opens, closes, createdAt] = await Promise.all([
    readDetails(node, address, block),
    readContract(node, { ...contract, functionName: "opens" }),
    readContract(node, { ...contract, functionName: "closes" }),
    readContract(node, { ...contract, functionName: "createdAt" }),
  ]);

  // Loaded apart: the bytecode is needed once an election was read, not to draw the first screen.
  const { openElectionInitcode } = await import("./generated/openElectionInitcode");
  const question = { ...details, opens, closes };
  const expected = electionAddress(openElectionFactory.address, openElectionInitcode, organiser, question);
  if (!isAddressEqual(expected, address)) throw new NotAnElectionError("unrecognised");

  const title = decodeText(details.title);
  // As the contract works them out. The address proves the names; ids that a node tells would be its word alone, and who
  // marks one name could sign for another.
  const ids = details.candidates.map((name) => keccak256(name));
  return {
    chainId,
    address,
    organiser,
    title: shownText(title) || address,
    titleFlags: textFlags(title),
    description: stripHidden(decodeText(details.description)),
    candidates: pairCandidates(ids, details.candidates.map(decodeText)),
    opens,
    closes,
    createdAt,
  };
}

/** Who created the election through the published factory; the zero address where nobody did, or there is no factory. */
async function readOrganiser(node: Node, election: Address, block: bigint): Promise<Address> {
  try {
    return await readContract(node, {
      address: openElectionFactory.address,
      abi: openElectionFactoryAbi,
      functionName: "organiserOf",
      args: [election],
      blockNumber: block,
    });
  } catch (error) {
    if (isMissingContract(error)) return zeroAddress;
    throw error;
  }
}

/** Whether a read failed because no contract stands at the address. */
export function isMissingContract(error: unknown): boolean {
  return error instanceof BaseError && error.walk((cause) => cause instanceof ContractFunctionZeroDataError) !== null;
}
