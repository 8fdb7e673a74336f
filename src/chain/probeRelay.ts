import * as v from "valibot";
import { askRelay, RelayError, readAnswer } from "./askRelay";

/** How long a relay may take to say how it is, in milliseconds. */
const patience = 5000;

/** What may be wrong with a relay, by the codes of its health (`docs/relay.md`). */
const problemCodes = ["chainUnreachable", "chainBehind", "noFunds", "feesAboveCeiling", "failed", "storage"] as const;

/**
 * What is wrong with a relay that serves the chain: a code of its own, that it is about to end (`stopping`), what it has
 * no code for that is known here (`unnamed`), or that it does not say how it is (`untold`).
 */
type RelayProblem = (typeof problemCodes)[number] | "stopping" | "unnamed" | "untold";

/**
 * What a relay is found to be. `longestWait`: for how many seconds at most it lets a ballot wait for others, where it says
 * so; `held`: how many ballots it has that are not final. Its word alone.
 */
export type RelayProbe =
  | {
      state: "serves";
      longestWait: bigint | undefined;
      held: bigint | undefined;
      /** Whether it serves the elections of some organisers alone. */
      isChoosy: boolean;
      problems: readonly RelayProblem[];
    }
  | { state: "otherChain" | "broken" | "silent" };

const WholeNumber = v.pipe(
  v.number(),
  v.safeInteger(),
  v.minValue(0),
  v.transform((number) => BigInt(number)),
);

/** What a relay says of itself at `GET /`. */
const Described = v.object({
  chains: v.array(
    v.object({
      chainId: v.number(),
      organisers: v.optional(v.array(v.unknown())),
      limits: v.optional(v.object({ longestWait: v.optional(WholeNumber) })),
    }),
  ),
});

/** What a relay says at `GET /health`. */
const Health = v.object({
  status: v.picklist(["ok", "degraded", "stopping"]),
  chains: v.array(
    v.object({
      chainId: v.number(),
      held: v.optional(WholeNumber),
      problemCodes: v.optional(v.array(v.string())),
    }),
  ),
});
type Health = v.InferOutput<typeof Health>;

/** Asks one relay whether it serves a chain, and how it is; never throws. */
export async function probeRelay(relay: string, chainId: number): Promise<RelayProbe> {
  const signal = AbortSignal.timeout(patience);
  const [described, health] = await Promise.all([
    ask(relay, "/", Described, signal),
    // 503 where something is wrong: what counts is what it says.
    ask(relay, "/health", Health, signal),
  ]);
  const chain = described.answer?.chains.find((served) => served.chainId === chainId);
  const state = health.answer?.chains.find((served) => served.chainId === chainId);
  if (described.answer && !chain) return { state: "otherChain" };
  // A relay that is asked too often no longer describes itself, but goes on telling how it is.
  if (!chain && !state)
    return { state: described.fault === "broken" || health.fault === "broken" ? "broken" : "silent" };
  return {
    state: "serves",
    longestWait: chain?.limits?.longestWait,
    held: state?.held,
    isChoosy: chain?.organisers !== undefined,
    problems: health.answer && state ? problemsOf(health.answer.status, state) : ["untold"],
  };
}

type Answered<Answer> = { answer: Answer; fault?: undefined } | { answer?: undefined; fault: "silent" | "broken" };

async function ask<Answer>(
  relay: string,
  path: string,
  schema: v.GenericSchema<unknown, Answer>,
  signal: AbortSignal,
): Promise<Answered<Answer>> {
  try {
    const { body } = await askRelay(relay, path, signal);
    return { answer: readAnswer(schema, body) };
  } catch (error) {
    return { fault: error instanceof RelayError && error.trouble === "nonsense" ? "broken" : "silent" };
  }
}

function problemsOf(status: Health["status"], { problemCodes: codes }: Health["chains"][number]): RelayProblem[] {
  if (!codes) return status === "ok" ? [] : [status === "stopping" ? "stopping" : "unnamed"];
  const problems: RelayProblem[] = problemCodes.filter((code) => codes.includes(code));
  if (status === "stopping") problems.unshift("stopping");
  if (codes.some((code) => !problemCodes.some((known) => known === code))) problems.push("unnamed");
  return problems;
}
