import * as v from "valibot";

/** How long a relay may take for its whole answer, in milliseconds: it writes to a disk before it accepts. */
const patience = 10_000;
/** The most that is read of an answer, in bytes: a relay is a stranger. */
const longestAnswer = 16_384;

/** How a relay says no: with the code alone, since its sentence is a stranger's. */
export const RelayRefusal = v.object({
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
      "tooCostly",
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
 * Why a relay has not done what it was asked: the code of its refusal (`docs/relay.md`), or that there was no answer
 * (`unreachable`, `slow`), or none that makes sense (`nonsense`).
 */
export type RelayTrouble = v.InferOutput<typeof RelayRefusal>["error"]["code"] | "unreachable" | "slow" | "nonsense";

/** A relay has not done what it was asked, a ballot not taken above all. */
export class RelayError extends Error {
  override name = "RelayError";
  constructor(
    readonly trouble: RelayTrouble,
    options?: ErrorOptions,
  ) {
    super(trouble, options);
  }
}

/**
 * Asks a relay, and reads its whole answer up to a bound.
 * @param relay The relay's http(s) address, with or without a slash at its end.
 * @param path What is asked for there, from the slash on.
 * @throws {RelayError} where no whole answer comes in time; the signal's reason where nobody waits any longer.
 */
export async function askRelay(
  relay: string,
  path: string,
  signal: AbortSignal | undefined,
  request: RequestInit = {},
): Promise<{ isOk: boolean; status: number; body: string }> {
  const url = relay.replace(/\/$/, "") + path;
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
export function readAnswer<Answer>(schema: v.GenericSchema<unknown, Answer>, text: string): Answer {
  try {
    return v.parse(schema, JSON.parse(text));
  } catch (cause) {
    throw new RelayError("nonsense", { cause });
  }
}
