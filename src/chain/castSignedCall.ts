import type { Hex } from "viem";
import type { Election } from "@/election/election";
import type { SignedBallot } from "@/election/signedBallot";
import { deliveryCalls } from "./generated/deliveryCalls";

/**
 * The most gas that the delivery of a contract wallet's ballot may take. The election's own part is below 70,000; what the
 * wallet does with the rest is the wallet's affair, but whoever delivers pays for it.
 */
export const mostGasOfSigned = 1_000_000n;

/** What delivers a contract wallet's ballot, singly. @param candidate The id of the ballot's candidate. */
export function castSignedCall(
  { address }: Pick<Election, "address">,
  { index, signature }: Pick<SignedBallot, "index" | "signature">,
  candidate: Hex,
) {
  const args = [candidate, BigInt(index), signature] as const;
  return { address, abi: deliveryCalls, functionName: "castSigned", args } as const;
}
