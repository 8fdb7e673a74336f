import type { AddressInfo } from "node:net";
import type { FastifyInstance } from "fastify";
import { ConfigurationError } from "@/chain/configuration";
import { checkInTurn } from "@/relay/door/checkInTurn";
import { createMetrics } from "@/relay/door/metrics";
import { createReports } from "@/relay/door/reports";
import { type ServedChain, serveChain } from "@/relay/door/servedChain";
import { createServer } from "@/relay/door/server";
import { openJournal } from "@/relay/journal/journal";
import { keepTogether } from "@/relay/journal/keepTogether";
import type { RelayConfiguration } from "./configuration";

/** A relay that runs. */
export type Relay = {
  /** Where it answers. */
  url: string;
  /** Takes no more ballots, finishes what is under way and closes the journal. */
  stop: () => Promise<void>;
};

/**
 * Starts a relay.
 * @param log Takes the lines of its log; without it there is none.
 * @throws {ConfigurationError} where its port is taken.
 * @throws {StorageError} where its file cannot be used.
 */
export async function startRelay(
  configuration: RelayConfiguration,
  log?: { write: (line: string) => void },
): Promise<Relay> {
  const journal = openJournal(configuration.file);
  const metrics = createMetrics();
  const chains = new Map<number, ServedChain>();
  let isStopping = false;

  const door = {
    chains,
    journal,
    keep: keepTogether(journal, configuration.budgets),
    findSigner: checkInTurn(),
    rules: configuration,
  };
  const reports = createReports(configuration, chains, metrics, () => isStopping);
  const { app, settle } = await createServer(door, reports, configuration, log);
  for (const chain of configuration.chains) {
    chains.set(chain.id, serveChain(chain, configuration, journal, metrics, app.log));
  }

  async function end() {
    isStopping = true;
    await settle();
    await Promise.all([...chains.values()].map((chain) => chain.stop()));
    await app.close();
    journal.close();
  }

  let ended: Promise<void> | undefined;
  function stop(): Promise<void> {
    ended ??= end();
    return ended;
  }

  try {
    // So that the first who ask are not told that nothing is known yet.
    await Promise.all([...chains.values()].map(({ head }) => head.first));
    const port = await listen(app, configuration);
    return {
      url: `http://${configuration.host.includes(":") ? `[${configuration.host}]` : configuration.host}:${port}`,
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Listens on the port that is set or, where any will do, on the next free one. Gives its number. */
async function listen(
  app: FastifyInstance,
  { host, port }: Pick<RelayConfiguration, "host" | "port">,
): Promise<number> {
  try {
    await app.listen({ host, port: port.number });
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (code === "EADDRINUSE" && !port.isChosen) {
      return listen(app, { host, port: { number: port.number + 1, isChosen: false } });
    }
    if (code === "EADDRINUSE") {
      throw new ConfigurationError(`RELAY_PORT: Something listens on port ${port.number} already. Set another one.`);
    }
    if (code === "EADDRNOTAVAIL" || code === "ENOTFOUND") {
      throw new ConfigurationError(`RELAY_HOST: ${host} is no address of this machine.`, { cause });
    }
    if (code === "EACCES") {
      throw new ConfigurationError(`RELAY_PORT: This user may not listen on port ${port.number}.`, { cause });
    }
    throw cause;
  }
  // The cast is exact: it listens on a port, not on a pipe.
  return (app.server.address() as AddressInfo).port;
}
