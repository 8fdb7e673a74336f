import * as v from "valibot";
import { writeBallotFile } from "@/election/ballotFile";
import type { SignedBallot } from "@/election/signedBallot";

/** How long a relay may take for its whole answer, in milliseconds: it writes to a disk before it accepts. */
const patience = 10_000;
/** The most that is read of an answer, in bytes: a relay is a stranger. */
const longestAnswer = 16_384;

/**
 * How far a relay says that a ballot has come. Its word alone: whether a ballot counts, only the chain says.
 * `void`: it will not be delivered any more. `choice` is that of the ballot which the relay holds for this voter.
 */
const RelayWord = v.object({
  state: v.picklist(["accepted", "sent", "inBlock", "final", "void"]),
  choice: v.optional(v.string()),
});
export type RelayWord = v.InferOutput<typeof RelayWord>;

const RelayRefusal = v.object({
  error: v.object({
    code: v.picklist([
      "malformed",
      "tooLarge",
      "tooMany",
      "unknownChain",
      "notGenuine",
      "notOnRoll",
      "notOpen",
      "unknownCandidate",
      "badSignature",
      "alreadyVoted",
      "otherBallotHeld",
      "budgetSpent",
      "noFunds",
      "chainUnreachable",
      "storage",
      "stopping",
      "failed",
    ]),
  }),
});

/**
 * Why a relay has not taken a ballot: the code of its refusal (`docs/relay.md`), or that there was no answer
 * (`unreachable`, `slow`), or none that makes sense (`nonsense`).
 */
export type RelayTrouble = v.InferOutput<typeof RelayRefusal>["error"]["code"] | "unreachable" | "slow" | "nonsense";

/** A relay has not taken a ballot, or does not say what became of it. */
export class RelayError extends Error {
  override name = "RelayError";
  constructor(
    readonly trouble: RelayTrouble,
    options?: ErrorOptions,
  ) {
    super(`The relay did not take the ballot: ${trouble}.`, options);
  }
}

/**
 * Hands a signed ballot to a relay. The same ballot may be handed in as often as one likes.
 * @param relay The relay's http(s) address.
 * @returns What the relay says: it holds the ballot, or knows what became of it.
 * @throws {RelayError} where it does not.
 */
export async function submitBallot(relay: string, ballot: SignedBallot, signal?: AbortSignal): Promise<RelayWord> {
  const { isOk, body } = await ask(`${trim(relay)}/ballots`, signal, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: writeBallotFile(ballot),
  });
  if (isOk) return read(RelayWord, body);
  throw new RelayError(read(RelayRefusal, body).error.code);
}

/**
 * Asks a relay what became of a voter's ballot.
 * @returns What the relay says; undefined where it knows of no ballot by this voter.
 * @throws {RelayError} where it does not say.
 */
export async function lookUpBallot(
  relay: string,
  { chainId, election, index }: SignedBallot,
  signal?: AbortSignal,
): Promise<RelayWord | undefined> {
  const { isOk, status, body } = await ask(`${trim(relay)}/ballots/${chainId}/${election}/${index}`, signal);
  if (isOk) return read(RelayWord, body);
  if (status === 404) return undefined;
  throw new RelayError(read(RelayRefusal, body).error.code);
}

/** @throws {RelayError} where no whole answer comes in time; the signal's reason where nobody waits any longer. */
async function ask(url: string, signal: AbortSignal | undefined, request: RequestInit = {}) {
  const wait = new AbortController();
  const stop = () => wait.abort(signal?.reason);
  signal?.addEventListener("abort", stop);
  const timer = setTimeout(() => wait.abort(new RelayError("slow")), patience);
  // Not left to fetch: in Node an answer that has begun goes on being waited for.
  const stopped = new Promise<never>((_, reject) => {
    wait.signal.addEventListener("abort", () => reject(wait.signal.reason));
  });
  try {
    if (signal?.aborted) stop();
    return await Promise.race([stopped, fetchWhole(url, { ...request, signal: wait.signal })]);
  } catch (cause) {
    wait.signal.throwIfAborted();
    if (cause instanceof RelayError) throw cause;
    throw new RelayError("unreachable", { cause });
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener("abort", stop);
  }
}

async function fetchWhole(url: string, request: RequestInit) {
  const response = await fetch(url, {
    ...request,
    // What is handed to one address is for nobody else.
    redirect: "error",
    credentials: "omit",
    cache: "no-store",
    referrerPolicy: "no-referrer",
  });
  return { isOk: response.ok, status: response.status, body: await readText(response) };
}

/** @throws {RelayError} where it is longer than any answer is. */
async function readText({ body }: Response): Promise<string> {
  if (!body) return "";
  let text = "";
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    text += part.value;
    if (text.length > longestAnswer) {
      await reader.cancel();
      throw new RelayError("nonsense");
    }
  }
  return text;
}

/** @throws {RelayError} where the text is not JSON of this form. */
function read<Answer>(schema: v.GenericSchema<unknown, Answer>, text: string): Answer {
  try {
    return v.parse(schema, JSON.parse(text));
  } catch (cause) {
    throw new RelayError("nonsense", { cause });
  }
}

function trim(relay: string): string {
  return relay.replace(/\/$/, "");
}
