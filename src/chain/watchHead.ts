import { type Client, type Hash, HttpRequestError } from "viem";
import { getBlock } from "viem/actions";
import { type ChainConfiguration, socketEndpoints } from "./configuration";
import { isNoAnswer } from "./errors";
import { listenForBlocks } from "./listenForBlocks";
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
/** How many of the last heads are remembered, to know an older one by. */
const memory = 1000;

/**
 * Tells of every new head: at once where a socket announces blocks, else within the polling interval.
 * A head is told again when its hash or the newest final block changed, so a replaced block is not missed, and after a
 * failure, which it ends. One that a node merely has not got beyond is not told after a newer one.
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
  let announced: string | undefined;
  let told: Head | undefined;
  let hasFailed = false;
  const known = new Map<bigint, Hash>();

  async function read() {
    if (reading) {
      readAgain = true;
      return;
    }
    reading = true;
    lastRead = Date.now();
    try {
      const read = await readHead(node, chain.finalityDepth);
      const head = told && isBehind(read, told, known) ? told : read;
      const isNew = head.hash !== told?.hash || head.finalized !== told.finalized;
      if (!stopped && (isNew || hasFailed)) {
        told = head;
        hasFailed = false;
        remember(known, head);
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

  const stopListening = listenForBlocks(socketEndpoints(chain), (hash) => {
    const isRepeated = hash === announced;
    announced = hash;
    if (!isRepeated && hash !== undefined) void read();
  });
  const timer = setInterval(() => {
    // A socket whose last word is another block has dropped or is ahead of the node: it is not relied on then.
    const isAnnounced = announced !== undefined && announced === told?.hash;
    if (!isAnnounced || hasFailed || Date.now() - lastRead >= checkingInterval) void read();
  }, pollingInterval);
  void read();

  return () => {
    stopped = true;
    clearInterval(timer);
    stopListening();
  };
}

/**
 * Whether a head is an older block of the chain that was told already, as of a node that lies behind the others. Time
 * only goes forward along a chain, so a lower block that is later than the one told belongs to another.
 */
function isBehind(head: Head, told: Head, known: ReadonlyMap<bigint, Hash>): boolean {
  if (head.number >= told.number || head.timestamp > told.timestamp) return false;
  return (known.get(head.number) ?? head.hash) === head.hash;
}

/** Remembers a head in place of whatever stood at its height and above. */
function remember(known: Map<bigint, Hash>, { number, hash }: Head): void {
  for (const height of known.keys()) {
    if (height >= number || known.size >= memory) known.delete(height);
  }
  known.set(number, hash);
}

type Block = { number: bigint; hash: Hash; timestamp: bigint };

/** The newest block that each node has given for final. */
const newestFinal = new WeakMap<Client, Block>();

/**
 * The newest block and the newest final one.
 * Not every chain names the final one; where it does not, depth stands in. What a node once named stays final, although
 * it names none or an older one later.
 */
export async function readHead(node: Client, finalityDepth: number): Promise<Head> {
  const [block, tagged] = await Promise.all([
    getBlock(node, { blockTag: "latest" }),
    getBlock(node, { blockTag: "finalized" }).catch((error: unknown) => {
      if (isRefusedTag(error)) return undefined;
      throw error;
    }),
  ]);
  const known = newestFinal.get(node);
  const isPossible = tagged && tagged.number <= block.number;
  if (isPossible && !(known && tagged.number < known.number && (await isInChain(node, known)))) {
    newestFinal.set(node, tagged);
  }
  const byDepth = block.number - BigInt(finalityDepth);
  const finalized = newestFinal.get(node) ?? (await getBlock(node, { blockNumber: byDepth > 0n ? byDepth : 0n }));
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

/** Whether the chain holds this very block. */
async function isInChain(node: Client, { number, hash }: Block): Promise<boolean> {
  try {
    return (await getBlock(node, { blockNumber: number })).hash === hash;
  } catch (error) {
    if (isNoAnswer(error)) return false;
    throw error;
  }
}

/** What nodes refuse with that know no block by the tag: JSON-RPC's own codes, and the one for an unknown block. */
const tagRefusals = [-32000, -32001, -32004, -32600, -32601, -32602, -39001];

/** Whether a node does not know the tag. One that is out of reach or asked too often says nothing of that. */
function isRefusedTag(error: unknown): boolean {
  if (error instanceof HttpRequestError) return error.status === 400;
  if (isNoAnswer(error)) return true;
  const { code, details } = error as { code?: number; details?: string };
  return code !== undefined && tagRefusals.includes(code) && !/limit|rate|quota|too many/i.test(details ?? "");
}
