import * as v from "valibot";
import { writeBallotFile } from "@/election/ballotFile";
import type { SignedBallot } from "@/election/signedBallot";
import { askRelay, RelayError, RelayRefusal, readAnswer } from "./askRelay";

/**
 * How far a relay says that a ballot has come. Its word alone: whether a ballot counts, only the chain says.
 * `void`: it will not be delivered any more. `choice` is that of the ballot which the relay holds for this voter.
 */
const RelayWord = v.object({
  state: v.picklist(["accepted", "sent", "inBlock", "final", "void"]),
  choice: v.optional(v.string()),
});
export type RelayWord = v.InferOutput<typeof RelayWord>;

/**
 * Hands a signed ballot to a relay. The same ballot may be handed in as often as one likes.
 * @param relay The relay's http(s) address.
 * @returns What the relay says: it holds the ballot, or knows what became of it.
 * @throws {RelayError} where it does not.
 */
export async function submitBallot(relay: string, ballot: SignedBallot, signal?: AbortSignal): Promise<RelayWord> {
  const { isOk, body } = await askRelay(relay, "/ballots", signal, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: writeBallotFile(ballot),
  });
  if (isOk) return readAnswer(RelayWord, body);
  throw new RelayError(readAnswer(RelayRefusal, body).error.code);
}

/**
 * Asks a relay what became of a voter's ballot.
 * @returns What the relay says; undefined where it knows of no ballot by this voter.
 * @throws {RelayError} where it does not say.
 */
export async function lookUpBallot(
  relay: string,
  { chainId, election, index }: Pick<SignedBallot, "chainId" | "election" | "index">,
  signal?: AbortSignal,
): Promise<RelayWord | undefined> {
  const { isOk, status, body } = await askRelay(relay, `/ballots/${chainId}/${election}/${index}`, signal);
  if (isOk) return readAnswer(RelayWord, body);
  if (status === 404) return undefined;
  throw new RelayError(readAnswer(RelayRefusal, body).error.code);
}
