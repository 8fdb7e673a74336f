import { type Address, type Hex, isAddressEqual } from "viem";
import { signTypedData, simulateContract } from "viem/actions";
import {
  type BallotPaper,
  ballotTypedData,
  compactSignature,
  type SignedBallot,
  type SignedBy,
  signerOf,
} from "@/election/signedBallot";
import type { walletBallotTypedData } from "@/election/walletBallot";
import type { BallotToCast, CastStep } from "./castBallot";
import type { GetSigner } from "./connection";
import { PartMissingError, WrongSignatureError } from "./errors";
import { rollElectionCalls } from "./generated/rollElectionCalls";
import type { Node } from "./node";
import type { NotAcceptedError } from "./signByContract";
import { waitForWallet } from "./waitForWallet";

/** A ballot about to be signed for a relay to deliver. `choice` and `title` are the exact texts, as the contract holds them. */
export type BallotToSign = BallotToCast & { index: bigint; signedBy: SignedBy } & Pick<BallotPaper, "title" | "choice">;

/**
 * Told of each step as it begins, and of the ballot once the wallet has signed it and the signature was checked; or that
 * the voter's contract does not accept it yet.
 */
export type SignListener = {
  onStep: (step: CastStep) => void;
  onSigned: (ballot: SignedBallot) => void;
  onNotAccepted: (error: NotAcceptedError) => void;
};

/**
 * Has a ballot signed, and sends nothing. Our own node is asked first whether it would count; what the wallet returns is
 * checked here, for some wallets, on phones above all, return another account's signature, or none. Whether a contract
 * wallet's signature is good, its contract is asked.
 * @param listener Told of what was signed also where nobody waits any longer: a wallet's owners may take hours.
 * @param signal Aborts the wait for the wallet.
 * @throws {WrongSignatureError} where the signature is not the voter's; `NotAcceptedError`; what the contract, the wallet
 * or the node said; `WalletSilentError`.
 */
export async function signBallot(
  node: Node,
  getSigner: GetSigner,
  ballot: BallotToSign,
  { onStep, onSigned, onNotAccepted }: SignListener,
  signal: AbortSignal,
): Promise<void> {
  const { chainId, election, voter, candidate, index, signedBy, choice } = ballot;
  onStep("checking");
  // The voter's own vote would be refused for the same reasons as a signed one. No fee is tried: the voter may own no coin.
  const vote = { abi: rollElectionCalls, functionName: "vote", args: [candidate, index] } as const;
  const [sign] = await Promise.all([
    signedBy === "key" ? loadSignByKey(ballot) : loadSignByContract(),
    simulateContract(node, { ...vote, address: election, account: voter }),
  ]);

  signal.throwIfAborted();
  onStep("signing");
  // One wait after the other: a wallet that names its account after we stopped waiting is asked for nothing more.
  const signer = await waitForWallet(getSigner(chainId, voter), signal);
  const ask: Ask = (typedData) => signTypedData(signer, { account: signer.account, ...(typedData as BallotTypedData) });
  const signed = sign(node, ask, ballot, onNotAccepted).then((signature) =>
    onSigned({ chainId, election, voter, index: Number(index), choice, signedBy, signature }),
  );
  await waitForWallet(signed, signal);
}

/** Has a wallet sign a ballot, and gives the signature once it was found to be good. */
export type Sign = (
  node: Node,
  ask: Ask,
  ballot: BallotToSign,
  onNotAccepted: SignListener["onNotAccepted"],
) => Promise<Hex>;

/** What a wallet returns for a signature: a stranger's word. */
type Ask = (typedData: BallotTypedData | ReturnType<typeof walletBallotTypedData>) => Promise<Hex>;
type BallotTypedData = ReturnType<typeof ballotTypedData>;

/** @throws {PartMissingError} where it could not be loaded. */
async function loadSignByContract(): Promise<Sign> {
  const { signByContract } = await import("./signByContract").catch(missing);
  return signByContract;
}

/** A signature that some key can have made of anything: its first point is the curve's own, its second number is 1. */
const anySignature = "0x79be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798".padEnd(129, "0").concat("1");

/**
 * Loads what finds out who signed, large as it is, before anybody signs: a signature that cannot be checked is of no use.
 * @throws {PartMissingError} where it could not be loaded.
 */
async function loadSignByKey(paper: BallotPaper): Promise<Sign> {
  await signerOf(paper, anySignature as Hex).catch(missing);
  return signByKey;
}

function missing(cause: unknown): never {
  throw new PartMissingError("The part that checks signatures could not be loaded.", { cause });
}

/** @throws {WrongSignatureError} where what the wallet returned is not this voter's signature of this ballot. */
async function signByKey(_: Node, ask: Ask, ballot: BallotToSign): Promise<Hex> {
  return checkSignature(ballot, ballot.voter, await ask(ballotTypedData(ballot)));
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
