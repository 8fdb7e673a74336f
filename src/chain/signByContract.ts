import { type Hex, isHex, size } from "viem";
import { getBlock, signTypedData } from "viem/actions";
import { longestSignature, type SignedBallot, walletBallotTypedData } from "@/election/signedBallot";
import { askWallet } from "./askWallet";
import { NotAcceptedError, WrongSignatureError } from "./errors";
import type { Node } from "./node";
import type { Sign } from "./signBallot";

/**
 * Has a contract wallet sign a ballot.
 * @returns What the voter's contract takes for a signature: also nothing at all, `0x`, where its owners have approved.
 * @throws {WrongSignatureError} where the wallet returned what is no bytes, or too many; what `checkWalletBallot` throws.
 */
export const signByContract: Sign = async (node, signer, ballot) => {
  const { chainId, election, voter, index, candidate, choice, signedBy } = ballot;
  const typedData = walletBallotTypedData(ballot, voter);
  const signature = await signTypedData(signer, { account: signer.account, ...typedData });
  if (!isBytes(signature)) throw new WrongSignatureError("The wallet returned no signature.");
  const signed = { chainId, election, voter, index: Number(index), choice, signedBy, signature };
  await checkWalletBallot(node, signed, candidate);
  return signature;
};

/** Whether it is what a contract can be asked with, and a ballot file can hold. A stranger's word, whatever its type. */
function isBytes(answer: Hex): boolean {
  return isHex(answer) && answer.length % 2 === 0 && size(answer) <= longestSignature;
}

/**
 * Asks whether the voter's contract takes this for its signature, at the newest block: only the contract knows. It may do
 * so later, as where other owners have to approve first.
 * @param candidate The id of the ballot's candidate.
 * @throws {NotAcceptedError} where it does not, or where that could not be found out, which the cause tells.
 */
export async function checkWalletBallot(node: Node, ballot: SignedBallot, candidate: Hex) {
  const verdict = await askAtHead(node, ballot, candidate).catch((cause: unknown) => {
    throw new NotAcceptedError(ballot, { cause });
  });
  if (verdict !== "counts") throw new NotAcceptedError(ballot);
}

async function askAtHead(node: Node, ballot: SignedBallot, candidate: Hex) {
  const { hash } = await getBlock(node);
  return askWallet(node, { address: ballot.election }, ballot, candidate, hash);
}
