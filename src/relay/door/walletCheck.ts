import type { Address } from "viem";
import { mostGasOfSigned } from "@/chain/castSignedCall";
import type { Node } from "@/chain/node";
import type { Head } from "@/chain/watchHead";
import type { Election } from "@/election/election";
import type { SignedBallot } from "@/election/signedBallot";
import { gasForSingle, type SingleTrial, trySingle } from "@/relay/carry/trySingle";
import { createTurns } from "./createTurns";
import { RefusedError } from "./refusal";

/** Asks whether contract wallets accept what is handed in as their ballots. */
export type WalletCheck = {
  /**
   * Returns where the contract would count the ballot at that head, within the gas that the relay pays for.
   * @throws {RefusedError} where it would not, too many others wait already, or the chain's nodes do not say.
   */
  check: (election: Election, ballot: SignedBallot, head: Head) => Promise<void>;
};

/** How many wallets are asked at a time, and how many ballots wait for it. */
const width = 3;
const mostWaiting = 60;

/**
 * Has nodes run what stands at voters' addresses. A hostile wallet takes all the gas it is given, so few are asked at a time,
 * and elections take turns, and the voters of each: nobody who has many of them asked keeps the others waiting.
 */
export function createWalletCheck(node: Node, carrier: Address): WalletCheck {
  const inTurn = createTurns(
    width,
    mostWaiting,
    () => new RefusedError("tooMany", "More contract wallets are to be asked just now than this relay can.", 5),
  );

  /** How it would end; `dear`: it would count, but for more gas than the relay pays for. */
  async function judge(election: Election, ballot: SignedBallot, { hash }: Head): Promise<SingleTrial | "dear"> {
    const { index, choice, signature } = ballot;
    const candidate = election.candidates.find(({ genuine, written }) => genuine && written === choice);
    if (!candidate) return "notCounted";
    const asked = { election: election.address, carrier, blockHash: hash };
    const single = { candidate: candidate.id, index, signature };
    const trial = await trySingle(node, { ...asked, gas: gasForSingle }, single);
    if (trial === "counted" || trial === "notCounted") return trial;
    // A wallet that has no gas left cannot say yes: with more of it, it may.
    const other = await trySingle(node, { ...asked, gas: mostGasOfSigned }, single);
    return other === "counted" || other === "short" ? "dear" : other;
  }

  return {
    async check(election, ballot, head) {
      const asker = { party: election.address, member: `${ballot.index}` };
      const trial = await inTurn(asker, () => judge(election, ballot, head)).catch((cause: unknown) => {
        if (cause instanceof RefusedError) throw cause;
        throw new RefusedError("chainUnreachable", "The chain cannot say just now whether the ballot would count.", 5, {
          cause,
        });
      });
      if (trial === "counted") return;
      if (trial === "dear") {
        throw new RefusedError(
          "tooCostly",
          `The delivery of this ballot takes more than the ${gasForSingle} gas that this relay pays for. The voter, or anybody else, may deliver it.`,
        );
      }
      if (trial === "notCounted") {
        throw new RefusedError("notOpen", "By the chain's newest block the election would not count this ballot.", 5);
      }
      throw new RefusedError("badSignature", "The voter's contract does not accept this signature.");
    },
  };
}
