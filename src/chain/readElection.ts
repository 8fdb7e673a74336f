import { type Address, BaseError, ContractFunctionZeroDataError, isAddressEqual, keccak256, zeroAddress } from "viem";
import { getCode, readContract } from "viem/actions";
import { electionAddress, type Question } from "@/election/address";
import { candidateId, type Election, type ElectionRoll, pairCandidates } from "@/election/election";
import { shownText, stripHidden, textFlags } from "@/election/shownText";
import { type ElectionKind, electionFactories } from "./electionFactories";
import { electionReads, factoryReads } from "./generated/electionReads";
import type { Node } from "./node";
import { decodeText, readDetails } from "./readDetails";
import type { readElectionRoll } from "./readElectionRoll";

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
 * @param kinds Which kinds it may be, where that is known.
 * @throws {NotAnElectionError} where there is no code, or code that this build does not recognise.
 */
export async function readElection(
  node: Node,
  chainId: number,
  address: Address,
  block: bigint,
  kinds: readonly ElectionKind[] = ["open", "roll"],
): Promise<Election> {
  const origins = await Promise.all(
    kinds.map(async (kind) => ({ kind, organiser: await readOrganiser(node, kind, address, block) })),
  );
  const origin = origins.find(({ organiser }) => organiser !== zeroAddress);
  if (!origin) {
    const code = await getCode(node, { address, blockNumber: block });
    throw new NotAnElectionError(code ? "unrecognised" : "noCode");
  }

  const contract = { address, abi: electionReads, blockNumber: block } as const;
  const [details, opens, closes, createdAt] = await Promise.all([
    readDetails(node, address, block),
    readContract(node, { ...contract, functionName: "opens" }),
    readContract(node, { ...contract, functionName: "closes" }),
    readContract(node, { ...contract, functionName: "createdAt" }),
  ]);

  const question = { ...details, opens, closes };
  const { kind, organiser } = origin;
  const roll =
    kind === "roll"
      ? await proveOnRoll(node, address, organiser, question, block)
      : await proveOpen(address, organiser, question);

  const title = decodeText(details.title);
  // As the contract works them out. The address proves the names; ids that a node tells would be its word alone, and who
  // marks one name could sign for another.
  const ids = details.candidates.map((name) => keccak256(name));
  return {
    chainId,
    address,
    organiser,
    roll,
    title: shownText(title) || address,
    titleFlags: textFlags(title),
    written: candidateId(title) === keccak256(details.title) ? title : undefined,
    description: stripHidden(decodeText(details.description)),
    candidates: pairCandidates(ids, details.candidates.map(decodeText)),
    opens,
    closes,
    createdAt,
  };
}

// Bytecode is loaded apart: it is needed once an election was read, not to draw the first screen.

/** @throws {NotAnElectionError} where the factory would put this question elsewhere. */
async function proveOpen(election: Address, organiser: Address, question: Question): Promise<undefined> {
  const { openElectionInitcode } = await import("./generated/openElectionInitcode");
  const expected = electionAddress(electionFactories.open, openElectionInitcode, organiser, question);
  if (!isAddressEqual(expected, election)) throw new NotAnElectionError("unrecognised");
}

/** @throws {NotAnElectionError} where the election or its roll is not genuine. */
async function proveOnRoll(...asked: Parameters<typeof readElectionRoll>): Promise<ElectionRoll> {
  const { readElectionRoll } = await import("./readElectionRoll");
  const roll = await readElectionRoll(...asked);
  if (!roll) throw new NotAnElectionError("unrecognised");
  return roll;
}

/** Who created the election through that kind's factory; the zero address where nobody did, or there is no factory. */
async function readOrganiser(node: Node, kind: ElectionKind, election: Address, block: bigint): Promise<Address> {
  try {
    return await readContract(node, {
      address: electionFactories[kind],
      abi: factoryReads,
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
