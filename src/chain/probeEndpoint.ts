import { type Hex, hexToBigInt, hexToNumber, http, webSocket } from "viem";
import { isHttp } from "./configuration";

/** What an endpoint is found to be: one that answers with its newest block, in so many milliseconds, or why it is no use. */
export type Probe =
  | { state: "answers"; block: bigint; milliseconds: number }
  | { state: "otherChain"; chainId: number }
  | { state: "silent" };

/** How long an endpoint may take to answer, in milliseconds. */
const patience = 5000;

/** Asks one endpoint for its chain and its newest block; never throws. */
export async function probeEndpoint(url: string, chainId: number): Promise<Probe> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const deadline = new Promise<Probe>((resolve) => {
    timer = setTimeout(() => resolve({ state: "silent" }), patience);
  });
  const answer = (isHttp(url) ? probeHttp : probeSocket)(url, chainId).catch((): Probe => ({ state: "silent" }));
  const probe = await Promise.race([answer, deadline]);
  clearTimeout(timer);
  return probe;
}

function probeHttp(url: string, chainId: number): Promise<Probe> {
  const { request } = http(url, { retryCount: 0, timeout: patience })({ retryCount: 0 });
  return probe(request, chainId);
}

async function probeSocket(url: string, chainId: number): Promise<Probe> {
  // A socket of its own: the one that announces blocks stays as it is.
  const { request, value } = webSocket(url, { keepAlive: false, reconnect: false, retryCount: 0 })({ retryCount: 0 });
  try {
    return await probe(request, chainId);
  } finally {
    const socket = await value?.getRpcClient();
    socket?.close();
  }
}

type Request = (args: { method: string }) => Promise<unknown>;

async function probe(request: Request, chainId: number): Promise<Probe> {
  const chain = hexToNumber((await request({ method: "eth_chainId" })) as Hex);
  if (chain !== chainId) return { state: "otherChain", chainId: chain };
  const asked = performance.now();
  const block = hexToBigInt((await request({ method: "eth_blockNumber" })) as Hex);
  return { state: "answers", block, milliseconds: Math.round(performance.now() - asked) };
}
