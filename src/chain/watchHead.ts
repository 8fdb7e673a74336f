import { BaseError, type Hash, HttpRequestError, LimitExceededRpcError, TimeoutError, webSocket } from "viem";
import { getBlock } from "viem/actions";
import { type ChainConfiguration, socketEndpoints } from "./configuration";
import { OtherChainError } from "./errors";
import type { Node } from "./node";

/** The newest block as a node gives it. Times: `timestamp` in unix seconds, `seenAt` in the reader's milliseconds. */
export type Head = {
  number: bigint;
  hash: Hash;
  timestamp: bigint;
  seenAt: number;
  /** The newest block that cannot be taken back, its hash, and its time in unix seconds. */
  finalized: bigint;
  finalizedHash: Hash;
  finalizedTimestamp: bigint;
};

/** How often the node is asked when no socket announces blocks, in milliseconds. */
const pollingInterval = 1000;
/** How often it is asked all the same while a socket does, in milliseconds: the socket may have dropped unnoticed. */
const checkingInterval = 5000;
/** How long after its last word a socket is taken for alive, in milliseconds: some chains make a block every 12 s. */
const socketPatience = 30_000;

/**
 * Tells of every new head: at once where a socket announces blocks, else within the polling interval.
 * A head is told again when its hash or the newest final block changed, so a replaced block is not missed, and after a
 * failure, which it ends.
 * @param onError Called with why the head could not be read; reading goes on.
 * @returns Stops watching.
 */
export function watchHead(
  chain: ChainConfiguration,
  node: Node,
  onHead: (head: Head) => void,
  onError: (error: unknown) => void,
): () => void {
  let stopped = false;
  let reading = false;
  let readAgain = false;
  let lastRead = 0;
  let lastHeard = Number.NEGATIVE_INFINITY;
  let told: Head | undefined;
  let hasFailed = false;

  async function read() {
    if (reading) {
      readAgain = true;
      return;
    }
    reading = true;
    lastRead = Date.now();
    try {
      const head = await readHead(node, chain.finalityDepth);
      const isNew = head.hash !== told?.hash || head.finalized !== told.finalized;
      if (!stopped && (isNew || hasFailed)) {
        told = head;
        hasFailed = false;
        onHead(head);
      }
    } catch (error) {
      hasFailed = true;
      if (!stopped) onError(error);
    }
    reading = false;
    if (readAgain && !stopped) {
      readAgain = false;
      void read();
    }
  }

  const stopListening = listen(chain, () => {
    lastHeard = Date.now();
    void read();
  });
  const timer = setInterval(() => {
    const isSocketAlive = Date.now() - lastHeard < socketPatience;
    if (!isSocketAlive || Date.now() - lastRead >= checkingInterval) void read();
  }, pollingInterval);
  void read();

  return () => {
    stopped = true;
    clearInterval(timer);
    stopListening();
  };
}

/** The newest block and the newest final one. */
export async function readHead(node: Node, finalityDepth: number): Promise<Head> {
  const [block, tagged] = await Promise.all([
    getBlock(node, { blockTag: "latest" }),
    getBlock(node, { blockTag: "finalized" }).catch((error: unknown) => {
      // Not every chain serves the tag; where it does not, depth stands in. A node out of reach says nothing of that.
      if (isOutOfReach(error)) throw error;
      return undefined;
    }),
  ]);
  const byDepth = block.number - BigInt(finalityDepth);
  const finalized = tagged ?? (await getBlock(node, { blockNumber: byDepth > 0n ? byDepth : 0n }));
  return {
    number: block.number,
    hash: block.hash,
    timestamp: block.timestamp,
    seenAt: Date.now(),
    finalized: finalized.number,
    finalizedHash: finalized.hash,
    finalizedTimestamp: finalized.timestamp,
  };
}

/** Whether a node did not answer at all, or was too busy to: no refusal of what was asked. */
function isOutOfReach(error: unknown): boolean {
  if (error instanceof HttpRequestError) {
    const { status } = error;
    return status === undefined || status === 429 || status >= 500;
  }
  if (error instanceof TimeoutError || error instanceof LimitExceededRpcError) return true;
  // viem wraps what it does not know.
  return error instanceof BaseError && error.walk((cause) => cause instanceof OtherChainError) !== null;
}

/** Subscribes to new heads (`eth_subscribe`); a socket that fails leaves the polling in charge. */
function listen(chain: ChainConfiguration, onBlock: () => void): () => void {
  const [endpoint] = socketEndpoints(chain);
  if (!endpoint) return () => {};
  let stopped = false;
  let unsubscribe = () => {};

  const { value } = webSocket(endpoint, { retryCount: 0 })({ retryCount: 0 });
  value
    ?.subscribe({ params: ["newHeads"], onData: onBlock, onError: () => {} })
    .then((subscription) => {
      unsubscribe = () => void subscription.unsubscribe().catch(() => {});
      if (stopped) unsubscribe();
    })
    .catch(() => {});

  return () => {
    stopped = true;
    unsubscribe();
  };
}
