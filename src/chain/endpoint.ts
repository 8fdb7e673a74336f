import { type Hex, HttpRequestError, hexToNumber, http, TimeoutError, type Transport } from "viem";
import { NoAnswerError, OtherChainError } from "./errors";

/** How long a node may take to begin its answer, in milliseconds. */
const patience = 4000;
/** How often a request that failed in passing is made in all, and the pause before it is made again, in milliseconds. */
const attempts = 3;
const pause = 150;
/** The longest that a node is left alone because it asked for it, in milliseconds. */
const longestRest = 30_000;
/** JSON-RPC codes of nodes that are asked too often: by EIP-1474 and the other providers, Alchemy, QuickNode. */
const busyCodes = [-32005, 429, -32007];

type RpcRequest = { method: string; params?: unknown };

/**
 * An endpoint that is asked for its chain before anything else: factories and elections have the same addresses on every
 * chain, so nothing in the answers themselves would show that they are another chain's.
 * What fails in passing is asked again at once; a node that asks to be left alone for a while is.
 */
export function endpointOf(chainId: number, url: string): Transport {
  return (settings) => {
    const endpoint = http(url)({ ...settings, retryCount: 0, timeout: patience });
    let checked: Promise<void> | undefined;
    let rest: { until: number; reason: unknown } | undefined;

    async function check() {
      const answer = (await get({ method: "eth_chainId" })) as Hex;
      if (hexToNumber(answer) !== chainId) throw new OtherChainError(`${url} belongs to chain ${hexToNumber(answer)}.`);
    }

    async function ask(args: RpcRequest): Promise<unknown> {
      checked ??= check();
      await checked.catch((error: unknown) => {
        checked = undefined;
        throw error;
      });
      return get(args);
    }

    async function get(args: RpcRequest): Promise<unknown> {
      const answer = await endpoint.request(args as never);
      if (!isAnswer(args.method, answer))
        throw new NoAnswerError(`${url} answers ${args.method} with what is no answer.`);
      return answer;
    }

    async function askAgain(args: RpcRequest, attempt: number): Promise<unknown> {
      if (rest && Date.now() < rest.until) throw rest.reason;
      try {
        return await ask(args);
      } catch (error) {
        // After an outage another node may answer there; a refusal is this one's answer.
        if (error instanceof HttpRequestError || error instanceof TimeoutError) checked = undefined;
        const wished = wishedRest(error);
        if (wished > pause) rest = { until: Date.now() + Math.min(wished, longestRest), reason: error };
        if (wished > pause || attempt === attempts || !isPassing(error, args.method)) throw error;
      }
      await new Promise((resolve) => setTimeout(resolve, pause * attempt));
      return askAgain(args, attempt + 1);
    }
    // viem gives its own options as well, which mean nothing here.
    const request = (args: RpcRequest) => askAgain(args, 1);
    return { ...endpoint, request: request as typeof endpoint.request };
  };
}

/** Whether a result can be one. Only of a transaction is null an answer: it is not known yet. */
function isAnswer(method: string, result: unknown): boolean {
  if (typeof result === "string") return /^0x[0-9a-f]*$/i.test(result);
  return (result ?? undefined) !== undefined || method.startsWith("eth_getTransaction");
}

/** Whether a node failed in a way that the next moment may mend. One that took too long has had its time. */
function isPassing(error: unknown, method: string): boolean {
  if (error instanceof HttpRequestError) return !error.status || error.status === 429 || error.status >= 500;
  // Of a search it means as well that too much was asked at once, which asking again does not mend.
  return (
    method !== "eth_getLogs" && error instanceof Error && "code" in error && busyCodes.includes(Number(error.code))
  );
}

/** For how many milliseconds a node asks to be left alone (`Retry-After`, in seconds or as a date); 0 where it does not. */
function wishedRest(error: unknown): number {
  const wish = error instanceof HttpRequestError ? error.headers?.get("Retry-After") : undefined;
  if (!wish) return 0;
  const seconds = Number(wish);
  return (Number.isNaN(seconds) ? Date.parse(wish) - Date.now() : seconds * 1000) || 0;
}
