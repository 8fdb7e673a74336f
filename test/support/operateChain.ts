import type { Address, Hex } from "viem";
import { layout } from "@/chain/generated/layout";
import { votersInWord } from "@/election/box";
import { candidateId } from "@/election/election";
import { slotKey, tallyKey } from "@/recount/slots";
import type { TestChain } from "./startChain";

// What whoever runs a chain alone can do to an election on it, against its rules. Each ends with a block, without which a
// local node's proofs are not of what was edited.

/** Marks a voter's place in the ballot box, from 0, with a candidate's number; 0 takes the ballot out. */
export async function editMark(chain: TestChain, election: Address, index: number, number: number): Promise<void> {
  const slot = slotKey(BigInt(layout.onRoll.box) + BigInt(Math.floor(index / votersInWord)));
  const word = (await chain.node.getStorageAt({ address: election, slot })) ?? "0x";
  const digits = word.slice(2).padStart(64, "0");
  const from = 2 * (index % votersInWord);
  const mark = number.toString(16).padStart(2, "0");
  await editSlot(chain, election, slot, `0x${digits.slice(0, from)}${mark}${digits.slice(from + 2)}`);
}

/** Adds so many votes to a candidate's counter, and leaves what stands above it. */
export async function editCounter(
  chain: TestChain,
  election: Address,
  candidate: string,
  votes: bigint,
): Promise<void> {
  const slot = tallyKey(BigInt(layout.onRoll.tally), candidateId(candidate));
  const word = BigInt((await chain.node.getStorageAt({ address: election, slot })) ?? 0);
  await editSlot(chain, election, slot, slotKey(word + votes));
}

/** Writes 32 bytes into a contract's slot. */
export async function editSlot({ node }: TestChain, address: Address, index: Hex, value: Hex): Promise<void> {
  await node.setStorageAt({ address, index, value });
  await node.mine({ blocks: 1 });
}

/** Sends a ballot for somebody whose key nobody asked. */
export async function voteFor({ node }: TestChain, election: Address, voter: Address, call: Hex): Promise<void> {
  await node.setBalance({ address: voter, value: 10n ** 18n });
  await node.impersonateAccount({ address: voter });
  const hash = await node.sendTransaction({ account: voter, to: election, data: call });
  await node.waitForTransactionReceipt({ hash });
  await node.stopImpersonatingAccount({ address: voter });
}

/** While something is done, exchanges part of a contract's code, as often as it occurs. */
export async function withCode(
  { node }: TestChain,
  address: Address,
  [part, instead]: readonly [string, string],
  act: () => Promise<unknown>,
): Promise<void> {
  const bytecode = (await node.getCode({ address })) ?? "0x";
  if (!bytecode.includes(part)) throw new RangeError("The code has no such part.");
  await node.setCode({ address, bytecode: bytecode.replaceAll(part, instead) as Hex });
  await act();
  await node.setCode({ address, bytecode });
  await node.mine({ blocks: 1 });
}
