import { type Address, type Hex, isAddressEqual } from "viem";
import { signTypedData, simulateContract } from "viem/actions";
import {
  type BallotPaper,
  ballotTypedData,
  compactSignature,
  type SignedBallot,
  signerOf,
} from "@/election/signedBallot";
import type { BallotToCast, CastStep } from "./castBallot";
import type { GetSigner } from "./connection";
import { PartMissingError, WrongSignatureError } from "./errors";
import { rollElectionCalls } from "./generated/rollElectionCalls";
import type { Node } from "./node";
import { waitForWallet } from "./waitForWallet";

/** A ballot about to be signed for a relay to deliver. `choice` and `title` are the exact texts, as the contract holds them. */
export type BallotToSign = BallotToCast & { index: bigint } & Pick<BallotPaper, "title" | "choice">;

/** Told of each step as it begins, and of the ballot once the wallet has signed it and the signature was checked. */
export type SignListener = { onStep: (step: CastStep) => void; onSigned: (ballot: SignedBallot) => void };

/**
 * Has a ballot signed, and sends nothing. Our own node is asked first whether it would count; what the wallet returns is
 * checked here, for some wallets, on phones above all, return another account's signature, or none.
 * @param listener Told of what was signed also where nobody waits any longer.
 * @param signal Aborts the wait for the wallet.
 * @throws {WrongSignatureError} where the signature is not the voter's; what the contract, the wallet or the node said;
 * `WalletSilentError`.
 */
export async function signBallot(
  node: Node,
  getSigner: GetSigner,
  { chainId, election, voter, candidate, index, title, choice }: BallotToSign,
  { onStep, onSigned }: SignListener,
  signal: AbortSignal,
): Promise<void> {
  const paper = { chainId, election, title, choice };
  onStep("checking");
  // The voter's own vote would be refused for the same reasons as a signed one. No fee is tried: the voter may own no coin.
  const vote = { abi: rollElectionCalls, functionName: "vote", args: [candidate, index] } as const;
  await Promise.all([simulateContract(node, { ...vote, address: election, account: voter }), loadCheck(paper)]);

  signal.throwIfAborted();
  onStep("signing");
  // One wait after the other: a wallet that names its account after we stopped waiting is asked for nothing more.
  const signer = await waitForWallet(getSigner(chainId, voter), signal);
  const signed = signTypedData(signer, { account: signer.account, ...ballotTypedData(paper) }).then(async (answer) => {
    const signature = await checkSignature(paper, voter, answer);
    onSigned({ chainId, election, voter, index: Number(index), choice, signedBy: "key", signature });
  });
  await waitForWallet(signed, signal);
}

/** A signature that some key can have made of anything: its first point is the curve's own, its second number is 1. */
const anySignature = "0x79be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798".padEnd(129, "0").concat("1");

/**
 * Loads what finds out who signed, large as it is, before anybody signs: a signature that cannot be checked is of no use.
 * @throws {PartMissingError} where it could not be loaded.
 */
async function loadCheck(paper: BallotPaper): Promise<void> {
  try {
    await signerOf(paper, anySignature as Hex);
  } catch (cause) {
    throw new PartMissingError("The part that checks signatures could not be loaded.", { cause });
  }
}

/** @throws {WrongSignatureError} where what a wallet returned is not this voter's signature of this ballot. */
async function checkSignature(paper: BallotPaper, voter: Address, answer: Hex): Promise<Hex> {
  let signer: Address;
  let signature: Hex;
  try {
    signature = compactSignature(answer);
    signer = await signerOf(paper, signature);
  } catch (cause) {
    throw new WrongSignatureError("The wallet returned no signature.", { cause });
  }
  if (!isAddressEqual(signer, voter)) throw new WrongSignatureError(`The wallet signed as ${signer}.`);
  return signature;
}
