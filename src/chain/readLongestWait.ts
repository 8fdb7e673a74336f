import * as v from "valibot";
import { askRelay, RelayError, readAnswer } from "./askRelay";

/** What is looked for in what a relay says of itself (`docs/relay.md`). */
const Relay = v.object({
  chains: v.array(
    v.object({
      chainId: v.number(),
      limits: v.object({
        longestWait: v.pipe(
          v.number(),
          v.safeInteger(),
          v.minValue(0),
          v.transform((seconds) => BigInt(seconds)),
        ),
      }),
    }),
  ),
});

/**
 * How long ballots wait for others at a relay, by its own word, in seconds.
 * @throws {RelayError} where it does not say.
 */
export async function readLongestWait(relay: string, chainId: number, signal?: AbortSignal): Promise<bigint> {
  const { isOk, body } = await askRelay(relay, "/", signal);
  const { chains } = readAnswer(Relay, body);
  const served = chains.find((chain) => chain.chainId === chainId);
  if (!isOk || !served) throw new RelayError("nonsense");
  return served.limits.longestWait;
}
