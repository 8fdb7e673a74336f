import { type Hex, isHex, size } from "viem";
import { getBlock } from "viem/actions";
import type { SignedBallot } from "@/election/signedBallot";
import { longestSignature, walletBallotTypedData } from "@/election/walletBallot";
import { askWallet } from "./askWallet";
import { WrongSignatureError } from "./errors";
import type { Node } from "./node";
import type { Sign } from "./signBallot";

/**
 * The voter's contract does not take what its wallet returned for a signature of the `ballot`, or could not be asked, as
 * the cause tells. It may take it later: owners sign or approve one after the other.
 */
export class NotAcceptedError extends Error {
  override name = "NotAcceptedError";
  constructor(
    readonly ballot: SignedBallot,
    options: ErrorOptions,
  ) {
    super(`The contract ${ballot.voter} does not accept the signature.`, options);
  }
}

/**
 * Has a contract wallet sign a ballot.
 * @returns What the voter's contract takes for a signature: also nothing at all, `0x`, where its owners have approved.
 * @throws {WrongSignatureError} where the wallet returned what is no bytes, or too many; what `checkWalletBallot` throws.
 */
export const signByContract: Sign = async (node, ask, ballot, onNotAccepted) => {
  const { chainId, election, voter, index, candidate, choice, signedBy } = ballot;
  const signature = await ask(walletBallotTypedData(ballot, voter));
  if (!isBytes(signature)) throw new WrongSignatureError("The wallet returned no signature.");
  const signed = { chainId, election, voter, index: Number(index), choice, signedBy, signature };
  await checkWalletBallot(node, signed, candidate).catch((error: NotAcceptedError) => {
    onNotAccepted(error);
    throw error;
  });
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
 * @throws {NotAcceptedError} where it does not, or where that could not be found out, which the cause tells:
 * a {@link WrongSignatureError} where it does not.
 */
export async function checkWalletBallot(node: Node, ballot: SignedBallot, candidate: Hex) {
  const verdict = await askAtHead(node, ballot, candidate).catch((cause: unknown) => {
    throw new NotAcceptedError(ballot, { cause });
  });
  if (verdict === "counts") return;
  const cause = new WrongSignatureError(`The contract ${ballot.voter} does not accept it.`);
  throw new NotAcceptedError(ballot, { cause });
}

async function askAtHead(node: Node, ballot: SignedBallot, candidate: Hex) {
  const { hash } = await getBlock(node);
  return askWallet(node, { address: ballot.election }, ballot, candidate, hash);
}
