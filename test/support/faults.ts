import type { Hex } from "viem";
import type { Answer, Fault } from "./startProxy";

// How a node fails: it does not answer, or what it answers is no answer. How one lies stands in lies.ts.

/** Only requests by these methods meet the fault. */
export function on(methods: readonly string[], fault: Fault): Fault {
  return (request, forward) => (methods.includes(request.method) ? fault(request, forward) : forward());
}

/** Several faults at once; the last of them is nearest to the node. */
export function together(...faults: readonly Fault[]): Fault {
  return faults.reduceRight<Fault>(
    (inner, fault) => (request, forward) =>
      fault(request, (instead) => inner({ ...request, ...instead }, (other) => forward({ ...instead, ...other }))),
    (_, forward) => forward(),
  );
}

/** Meets every request the first time that it is made, and not again. */
export function atFirst(fault: Fault): Fault {
  const made = new Set<string>();
  return (request, forward) => {
    const content = JSON.stringify([request.method, request.params]);
    if (made.has(content)) return forward();
    made.add(content);
    return fault(request, forward);
  };
}

/** Answers with an HTTP status and nothing else. */
export function answerStatus(status: number, headers: Record<string, string> = {}): Fault {
  return async () => ({ status, headers });
}

/** Refuses in JSON-RPC, with HTTP 200 as most nodes do. */
export function refuse(code: number, message: string): Fault {
  return async () => ({ error: { code, message } });
}

/** Holds every answer back until `release`. */
export function holdAnswers(): { fault: Fault; release: () => void } {
  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  const fault: Fault = async (_, forward) => {
    await released;
    return forward();
  };
  return { fault, release };
}

/** A gateway's page in place of an answer. */
export function answerHtml(): Fault {
  const text = "<!doctype html><title>502 Bad Gateway</title><h1>Bad Gateway</h1>";
  return async () => ({ status: 200, headers: { "Content-Type": "text/html" }, text });
}

/** The answer breaks off in its middle. */
export function answerTruncated(): Fault {
  return async (request, forward) => {
    const text = JSON.stringify({ jsonrpc: "2.0", id: request.id, ...(await forward()) });
    return { status: 200, text: text.slice(0, text.length / 2) };
  };
}

/** The answer has no content. */
export function answerNothing(): Fault {
  return async () => ({ status: 200, text: "" });
}

/** The result is null, whatever was asked. */
export function answerNull(): Fault {
  return async () => ({ result: null });
}

/** The result is text that means nothing. */
export function answerGibberish(): Fault {
  return async () => ({ result: "0xgibberish" });
}

/** The answer is another request's, by its id. */
export function answerWrongId(): Fault {
  return async (_, forward) => ({ ...(await forward()), id: 4_000_000 });
}

/** How providers refuse to search too many blocks. `most` is how many the fault permits. */
const rangeRefusals: Record<string, (most: bigint) => Answer> = {
  // https://github.com/INFURA/infura/issues/237
  Infura: (most) => ({ error: { code: -32602, message: `range 1000000 exceeds limit of ${most}` } }),
  // https://www.alchemy.com/docs/node/ethereum/ethereum-api-endpoints/eth-get-logs
  Alchemy: (most) => ({
    error: {
      code: -32600,
      message: `You can make eth_getLogs requests with up to a ${most} block range. Based on your parameters, this block range should work: [0x2710, 0x2903]`,
    },
  }),
  // https://github.com/eternalsafe/wallet/issues/57
  QuickNode: (most) => ({
    status: 413,
    error: { code: -32614, message: `eth_getLogs is limited to a ${most} range` },
  }),
  // https://github.com/ponder-sh/ponder, packages/utils/src/getLogsRetryHelper.ts, as are the next one's words
  Ankr: () => ({ error: { code: -32600, message: "block range is too wide" } }),
  Cloudflare: (most) => ({
    error: {
      code: -32047,
      message: `Invalid eth_getLogs request. 'fromBlock'-'toBlock' range too large. Max range: ${most}`,
    },
  }),
  // https://github.com/ethereum/go-ethereum/issues/28765
  geth: () => ({ error: { code: -32002, message: "request timed out" } }),
  // https://github.com/erigontech/erigon/pull/20784
  erigon: (most) => ({
    error: { code: -32000, message: `query block range exceeds server limit, narrow your filter: ${most}` },
  }),
  // A Nethermind-style refusal, whose complaint stands beside the message.
  Nethermind: (most) => ({
    error: {
      code: -32602,
      message: "Invalid params",
      data: `requested block range 16777217 exceeds the limit of ${most}; narrow your fromBlock/toBlock`,
    },
  }),
};

/** The names of those whose refusals are known. */
export const providers = Object.keys(rangeRefusals);

/** Searches the logs of no more than so many blocks at once, and refuses more as this provider does. */
export function limitRange(provider: string, most: bigint): Fault {
  return async (request, forward) => {
    if (request.method !== "eth_getLogs") return forward();
    const [{ fromBlock, toBlock }] = request.params as [{ fromBlock: Hex; toBlock: Hex }];
    const refusal = rangeRefusals[provider];
    if (!refusal) throw new RangeError(`It is not known how ${provider} refuses.`);
    return BigInt(toBlock) - BigInt(fromBlock) < most ? forward() : refusal(most);
  };
}

/** Gives no more than so many logs at once, and refuses more as Infura does: with the code of a rate limit. */
export function limitResults(most: number): Fault {
  return async (request, forward) => {
    const answer = await forward();
    if (request.method !== "eth_getLogs" || !("result" in answer)) return answer;
    if ((answer.result as unknown[]).length <= most) return answer;
    return { error: { code: -32005, message: `query returned more than ${most} results` } };
  };
}
