import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { json } from "node:stream/consumers";
import { type Hex, hexToBigInt } from "viem";
import { carrySockets, type Sockets } from "./carrySockets";

/** A JSON-RPC request as it comes over the wire. */
export type Request = { id: unknown; method: string; params: readonly unknown[] };
/** What answers it: a result, the refusal that stands in its place, or an HTTP answer that is no JSON-RPC at all. */
export type Answer =
  | { result: unknown; id?: unknown }
  | { error: { code: number; message: string; data?: unknown }; status?: number }
  | { status: number; headers?: Record<string, string>; text?: string };

/** Asks the node: the same as the proxy was asked, or something else in its place. */
type Forward = (instead?: Partial<Request>) => Promise<Answer>;
/** A fault: answers a request itself, changes what the node answers, or throws and so cuts the line. */
export type Fault = (request: Request, forward: Forward) => Promise<Answer>;

/** A node that can be made to fail and to lie. */
export type NodeProxy = {
  url: string;
  socketUrl: string;
  /** The requests that came over http so far, the oldest first. */
  requests: Request[];
  /** From now on every request over http meets this fault; without one the node's answers pass unchanged. */
  fail: (fault?: Fault) => void;
  sockets: Sockets;
  stop: () => Promise<void>;
};

/** Stands in front of a node's http and WebSocket endpoint on a free port. */
export async function startProxy(node: string): Promise<NodeProxy> {
  let fault: Fault = (_, forward) => forward();
  const requests: Request[] = [];

  async function answer(incoming: IncomingMessage): Promise<{ request: Request; answer: Answer }> {
    const request = { params: [], ...((await json(incoming)) as Omit<Request, "params">) };
    requests.push(request);
    return { request, answer: await fault(request, (instead) => ask(node, { ...request, ...instead })) };
  }

  const server = createServer((incoming, response) => {
    // As a public endpoint does, so that a page of any origin may ask.
    response.setHeader("Access-Control-Allow-Origin", "*").setHeader("Access-Control-Allow-Headers", "*");
    response.setHeader("Access-Control-Expose-Headers", "Retry-After");
    if (incoming.method === "OPTIONS") {
      response.end();
      return;
    }
    answer(incoming).then(
      (answered) => write(response, answered),
      () => incoming.socket.destroy(),
    );
  });
  const sockets = carrySockets(server, node);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The proxy has no port.");

  return {
    url: `http://127.0.0.1:${address.port}`,
    socketUrl: `ws://127.0.0.1:${address.port}`,
    requests,
    fail: (next = (_, forward) => forward()) => {
      fault = next;
    },
    sockets,
    stop: async () => {
      sockets.drop();
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
export function change<Result>(method: string, how: (result: Result, request: Request) => Result): Fault {
  return async (request, forward) => {
    const answer = await forward();
    if (request.method !== method || !("result" in answer)) return answer;
    return { result: how(answer.result as Result, request) };
  };
}

function write(response: ServerResponse, { request, answer }: { request: Request; answer: Answer }): void {
  if ("text" in answer || !("result" in answer || "error" in answer)) {
    response
      .writeHead(answer.status, { "Content-Type": "application/json", ...answer.headers })
      .end(answer.text ?? "{}");
    return;
  }
  const { status = 200, ...body } = { status: undefined, ...answer };
  response.writeHead(status, { "Content-Type": "application/json" });
  response.end(JSON.stringify({ jsonrpc: "2.0", id: request.id, ...body }));
}

async function ask(node: string, request: Request): Promise<Answer> {
  const response = await fetch(node, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(request),
  });
  return (await response.json()) as Answer;
}
