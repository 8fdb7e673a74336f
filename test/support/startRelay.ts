import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ChainConfiguration } from "@/chain/configuration";
import { writeBallotFile } from "@/election/ballotFile";
import type { SignedBallot } from "@/election/signedBallot";
import { atEnd } from "../../scripts/atEnd.mjs";
import { type Program, startNodeWith } from "./startNode";

/** A relay in a process of its own, which may not answer yet. */
export type LaunchedRelay = Program & {
  /** Its journal: the next relay that is given it goes on where this one ended. */
  file: string;
  /** Ends it at once, as a power cut does (SIGKILL), and resolves when it is gone. */
  kill: () => Promise<void>;
  /** Ends it as an administrator does (SIGTERM), and resolves with its exit code. */
  stop: () => Promise<number | null>;
};

/** A relay that answers. */
export type RunningRelay = LaunchedRelay & { url: string };

type RelayWishes = {
  /** A journal, or a path for one; without it a new one in a folder that is removed in the end. */
  file?: string;
  /** Without one, any free port. */
  port?: number;
  /** The relay as one file (`bundleRelay`), which starts sooner; without it its source is run. */
  bundle?: string;
  /** What else it is told: `RELAY_…` variables. */
  environment?: Record<string, string>;
};

/** Starts a relay of that chain (of whose endpoints a test may make proxies) and waits until it answers. */
export async function startRelay(
  chain: { configuration: ChainConfiguration },
  wishes: RelayWishes = {},
): Promise<RunningRelay> {
  const relay = launchRelay(chain, wishes);
  const [, url = ""] = await relay.says(/answers at (http:\S+)/);
  return { ...relay, url };
}

/** Starts a relay and waits for nothing. */
export function launchRelay(
  { configuration }: { configuration: ChainConfiguration },
  { file, port = 0, bundle, environment = {} }: RelayWishes = {},
): LaunchedRelay {
  const folder = mkdtempSync(join(tmpdir(), "recount-relay-"));
  atEnd(() => rmSync(folder, { recursive: true, force: true }));
  const chains = join(folder, "chains.json");
  writeFileSync(chains, JSON.stringify({ chains: [configuration] }));

  const journal = file ?? join(folder, "relay.sqlite");
  const settings = { RELAY_CHAINS: chains, RELAY_FILE: journal, RELAY_PORT: `${port}`, RELAY_REQUESTS: "1000000" };
  const source = bundle ? [bundle] : ["--import", "tsx", "src/relay/main.ts"];
  const program = startNodeWith({ ...settings, ...environment }, ...source);
  return {
    ...program,
    file: journal,
    kill: async () => {
      process.kill(program.pid, "SIGKILL");
      await program.ended;
    },
    stop: async () => {
      process.kill(program.pid, "SIGTERM");
      return (await program.ended).code;
    },
  };
}

/** What a relay answered: the HTTP status, and the body as JSON. */
export type RelayAnswer = {
  status: number;
  headers: Headers;
  body: {
    state?: string;
    choice?: string;
    transaction?: string;
    block?: string;
    error?: { code: string; message: string };
  };
};

/** Hands a ballot to a relay. */
export function handIn(relay: { url: string }, ballot: SignedBallot): Promise<RelayAnswer> {
  return post(relay, writeBallotFile(ballot));
}

/** Sends a relay this text as if it were a ballot file. */
export async function post({ url }: { url: string }, text: string, type = "application/json"): Promise<RelayAnswer> {
  return read(await fetch(`${url}/ballots`, { method: "POST", headers: { "Content-Type": type }, body: text }));
}

/** Asks a relay what became of a ballot. */
export async function lookUp(
  { url }: { url: string },
  { chainId, election, index }: Pick<SignedBallot, "chainId" | "election" | "index">,
): Promise<RelayAnswer> {
  return read(await fetch(`${url}/ballots/${chainId}/${election}/${index}`));
}

async function read(response: Response): Promise<RelayAnswer> {
  const { status, headers } = response;
  return { status, headers, body: (await response.json()) as RelayAnswer["body"] };
}
