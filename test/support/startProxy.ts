import { once } from "node:events";
import { createServer, type IncomingMessage } from "node:http";
import { json } from "node:stream/consumers";
import { type Hex, hexToBigInt } from "viem";

/** A JSON-RPC request as it comes over the wire. */
type Request = { id: unknown; method: string; params: readonly unknown[] };
/** What answers it: a result, the refusal that stands in its place, or an HTTP status alone. */
type Answer = { result: unknown } | { error: { code: number; message: string } } | { status: number };

/** A fault: answers a request itself, changes what the node answers, or throws and so cuts the line. */
export type Fault = (request: Request, forward: () => Promise<Answer>) => Promise<Answer>;

/** A node that can be made to fail and to lie. */
export type NodeProxy = {
  url: string;
  /** The requests that came so far, the oldest first. */
  requests: Request[];
  /** From now on every request meets this fault; without one the node's answers pass unchanged. */
  fail: (fault?: Fault) => void;
  stop: () => Promise<void>;
};

/** Stands in front of a node's http endpoint on a free port. */
export async function startProxy(node: string): Promise<NodeProxy> {
  let fault: Fault = (_, forward) => forward();
  const requests: Request[] = [];

  async function answer(incoming: IncomingMessage) {
    const request = { params: [], ...((await json(incoming)) as Omit<Request, "params">) };
    requests.push(request);
    return { jsonrpc: "2.0", id: request.id, status: 200, ...(await fault(request, () => ask(node, request))) };
  }

  const server = createServer((incoming, response) => {
    // As a public endpoint does, so that a page of any origin may ask.
    response.setHeader("Access-Control-Allow-Origin", "*").setHeader("Access-Control-Allow-Headers", "*");
    if (incoming.method === "OPTIONS") {
      response.end();
      return;
    }
    answer(incoming).then(
      ({ status, ...body }) =>
        response.writeHead(status, { "Content-Type": "application/json" }).end(JSON.stringify(body)),
      () => incoming.socket.destroy(),
    );
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The proxy has no port.");

  return {
    url: `http://127.0.0.1:${address.port}`,
    requests,
    fail: (next = (_, forward) => forward()) => {
      fault = next;
    },
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

/** No request reaches the node any more. */
export function goDown(): Fault {
  return async () => {
    throw new Error("The line is cut.");
  };
}

/** Refuses to search the logs of more than so many blocks at once. */
export function refuseLogsOver(blocks: bigint): Fault {
  return async (request, forward) => {
    if (request.method !== "eth_getLogs") return forward();
    const [{ fromBlock, toBlock }] = request.params as [{ fromBlock: Hex; toBlock: Hex }];
    const width = hexToBigInt(toBlock) - hexToBigInt(fromBlock) + 1n;
    if (width <= blocks) return forward();
    return { error: { code: -32602, message: `query exceeds max block range ${blocks}` } };
  };
}

/** Changes what the node answers to one method. The answer is the method's result as JSON. */
export function change<Result>(method: string, how: (result: Result) => Result): Fault {
  return async (request, forward) => {
    const answer = await forward();
    if (request.method !== method || !("result" in answer)) return answer;
    return { result: how(answer.result as Result) };
  };
}

async function ask(node: string, request: Request): Promise<Answer> {
  const response = await fetch(node, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(request),
  });
  return (await response.json()) as Answer;
}
