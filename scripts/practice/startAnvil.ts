import { type ChildProcess, spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { atEnd } from "../atEnd.mjs";
import { foundryBinary } from "../foundry.mjs";
import { nextFreePort } from "./nextFreePort";

/** A running local node. */
export type Anvil = {
  port: number;
  /** The http endpoint. */
  url: string;
  /** The WebSocket endpoint. */
  socketUrl: string;
  /** The node's process id. */
  pid: number;
  /** Resolves when the node has ended, with why; also after `stop`. */
  ended: Promise<string>;
  /** Ends the node and resolves when it is gone. */
  stop: () => Promise<void>;
};

export type AnvilSettings = {
  /** Without one, or with 0, any free port. */
  port?: number;
  /** How many unlocked accounts the node has; each costs about a millisecond of start-up. */
  accounts?: number;
  /** Seconds between blocks. Without it every transaction gets a block at once. */
  blockTime?: number;
  /** The first block's time in unix seconds; now, where not given. */
  genesisTime?: number;
  /** Blocks are final twice as many blocks later; 1 where not given. */
  slotsInEpoch?: number;
  /** The chain's id; 31337 where not given. */
  chainId?: number;
  /** Refuses transactions of more than 16,777,216 gas (EIP-7825), as public chains do. */
  limitsTransactions?: boolean;
};

/** The node could not start because something else listens on its port. */
class PortTakenError extends Error {
  override name = "PortTakenError";
}

/**
 * Starts a local node on the given port, or on the first free one above it.
 * @throws {Error} where anvil is not installed, or ended before it answered.
 */
export async function startAnvilFrom(port: number, settings: Omit<AnvilSettings, "port">): Promise<Anvil> {
  // Looked at first, since anvil derives all its accounts before it notices that the port is taken.
  const free = await nextFreePort(port);
  try {
    return await startAnvil({ ...settings, port: free });
  } catch (error) {
    if (!(error instanceof PortTakenError)) throw error;
    return startAnvilFrom(free + 1, settings);
  }
}

/**
 * Starts a local node, which ends with this process at the latest.
 * @throws {PortTakenError} where the port is taken.
 * @throws {Error} where anvil is not installed, or ended before it answered.
 */
export async function startAnvil(settings: AnvilSettings): Promise<Anvil> {
  const { port = 0, accounts = 10, blockTime, genesisTime, slotsInEpoch = 1, chainId } = settings;
  const args = ["--port", `${port}`, "--accounts", `${accounts}`, "--slots-in-an-epoch", `${slotsInEpoch}`];
  if (blockTime !== undefined) args.push("--block-time", `${blockTime}`);
  if (genesisTime !== undefined) args.push("--timestamp", `${genesisTime}`);
  if (chainId !== undefined) args.push("--chain-id", `${chainId}`);
  if (settings.limitsTransactions) args.push("--enable-tx-gas-limit");
  const child = spawn(foundryBinary("anvil"), args, { stdio: ["ignore", "pipe", "pipe"] });
  const keepAlive = atEnd(() => child.kill("SIGKILL"));

  let complaint = "";
  child.stderr.on("data", (text) => {
    complaint = `${complaint}${text}`.slice(-2000);
  });
  const ended = new Promise<string>((resolve) => {
    child.once("error", (error) => resolve(error.message));
    child.once("close", (code, signal) => resolve(complaint.trim() || (signal ? signal : `exit code ${code}`)));
  });
  void ended.then(keepAlive);

  const listening = await Promise.race([listeningPort(child), ended.then((reason) => ({ reason }))]);
  if (typeof listening !== "number") {
    const message = `anvil ended before it answered: ${listening.reason}`;
    throw /address already in use/i.test(listening.reason) ? new PortTakenError(message) : new Error(message);
  }

  return {
    port: listening,
    url: `http://127.0.0.1:${listening}`,
    socketUrl: `ws://127.0.0.1:${listening}`,
    pid: child.pid ?? 0,
    ended,
    stop: async () => {
      child.kill("SIGKILL");
      await ended;
    },
  };
}

/** Resolves when the node says that it accepts requests. Reads on afterwards: a full pipe would stop the node. */
function listeningPort({ stdout }: ChildProcess): Promise<number> {
  return new Promise((resolve) => {
    if (!stdout) return;
    createInterface(stdout).on("line", (line) => {
      const [, port] = /^Listening on .*:(\d+)$/.exec(line) ?? [];
      if (port) resolve(Number(port));
    });
  });
}
