import type { RelayConfiguration } from "./configuration";
import type { Metrics } from "./metrics";
import type { ServedChain } from "./servedChain";
import type { Reports } from "./server";

/** How old the newest block may be before somebody should look after the nodes, in seconds. */
const oldHead = 120;

/** What a relay tells about itself. */
export function createReports(
  { account, budgets, lastSeconds, rules, organisers }: RelayConfiguration,
  chains: readonly ServedChain[],
  metrics: Metrics,
  isStopping: () => boolean,
): Reports {
  /** How one chain is at that time (milliseconds). */
  function look({ configuration, head, purse }: ServedChain, now: number) {
    const seen = head.look(now);
    const headSeconds = seen.head && Math.max(0, Math.floor(now / 1000) - Number(seen.head.timestamp));
    return { chainId: configuration.id, seen, headSeconds, balance: purse.balance(), held: 0, oldestSeconds: 0 };
  }

  return {
    isStopping,
    describe: () => ({
      name: "Recount relay",
      schema: "/schema",
      chains: chains.map(({ configuration }) => ({
        chainId: configuration.id,
        carrier: account.address,
        ...(organisers && { organisers }),
        limits: { ...budgets, lastSeconds, longestWait: rules.longestWait },
      })),
    }),
    health() {
      const now = Date.now();
      const reported = chains.map((chain) => {
        const { chainId, seen, headSeconds, balance, held, oldestSeconds } = look(chain, now);
        const problems: string[] = [];
        if (!seen.isReachable) problems.push("The chain's nodes do not answer.");
        else if (headSeconds !== undefined && headSeconds > oldHead) problems.push("The newest block is old.");
        return {
          chainId,
          reachable: seen.isReachable,
          ...(seen.head && { block: `${seen.head.number}` }),
          ...(headSeconds !== undefined && { headSeconds }),
          held,
          oldestSeconds,
          ...(balance !== undefined && { balance: `${balance}` }),
          problems,
        };
      });
      const isWell = reported.every(({ problems }) => problems.length === 0);
      const status = isStopping() ? "stopping" : isWell ? "ok" : "degraded";
      return { isWell: status === "ok", body: { status, chains: reported } };
    },
    metrics: () => metrics.write(chains.map((chain) => look(chain, Date.now()))),
    onAccepted: metrics.accepted,
    onRefused: metrics.refused,
  };
}
