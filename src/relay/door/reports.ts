import type { RelayConfiguration } from "@/relay/configuration";
import type { ChainFigures, Metrics } from "./metrics";
import type { problemCodes } from "./schemas";
import type { ServedChain } from "./servedChain";
import type { Reports } from "./server";

/** How old the newest block may be before somebody should look after the nodes, in seconds. */
const oldHead = 120;

/** What needs somebody's attention: as a code for programs, and as a sentence for whoever runs the relay. */
type Problem = { code: (typeof problemCodes)[number]; sentence: string };

/** What a relay tells about itself. */
export function createReports(
  { account, budgets, lastSeconds, rules, organisers }: RelayConfiguration,
  chains: ReadonlyMap<number, Pick<ServedChain, "head" | "status">>,
  metrics: Metrics,
  isStopping: () => boolean,
): Reports {
  let isStoring = true;

  /** How one chain is at that time (milliseconds). */
  function look(chainId: number, { head, status }: Pick<ServedChain, "head" | "status">, now: number) {
    const { head: newest, isReachable } = head.look(now);
    const carried = status();
    const figures: ChainFigures = {
      chainId,
      held: carried.held,
      oldestSeconds: carried.oldest === undefined ? 0 : Math.max(0, Math.floor((now - carried.oldest) / 1000)),
      balance: carried.balance,
      headSeconds: newest && Math.max(0, Math.floor(now / 1000) - Number(newest.timestamp)),
    };
    const problems: Problem[] = [];
    const add = (code: Problem["code"], sentence: string) => problems.push({ code, sentence });
    if (!isReachable) add("chainUnreachable", "The chain's nodes do not answer.");
    else if ((figures.headSeconds ?? 0) > oldHead) {
      add("chainBehind", "The newest block is old: do the nodes lie behind?");
    }
    if (carried.waitingFor === "funds") add("noFunds", `Ballots wait for coin: send some to ${account.address}.`);
    else if (carried.balance === 0n) add("noFunds", `The relay has no coin: send some to ${account.address}.`);
    if (carried.waitingFor === "fees") {
      add("feesAboveCeiling", "Ballots wait for lower fees: RELAY_FEE_CEILING is below them.");
    }
    if (carried.failure !== undefined) add("failed", "Delivering failed just now and is tried again; see the log.");
    if (!isStoring) add("storage", "The disk could not be written to.");
    return { figures, newest, isReachable, carried, problems };
  }

  return {
    isStopping,
    describe: () => ({
      name: "Recount relay",
      schema: "/schema",
      chains: [...chains.keys()].map((chainId) => ({
        chainId,
        carrier: account.address,
        ...(organisers && { organisers }),
        limits: { ...budgets, lastSeconds, longestWait: rules.longestWait },
      })),
    }),
    health() {
      const now = Date.now();
      const reported = [...chains].map(([chainId, chain]) => {
        const { figures, newest, isReachable, carried, problems } = look(chainId, chain, now);
        const { balance, ...rest } = figures;
        return {
          ...rest,
          reachable: isReachable,
          ...(newest && { block: `${newest.number}` }),
          undelivered: carried.undelivered,
          ...(balance !== undefined && { balance: `${balance}` }),
          feesAboveCeiling: carried.waitingFor === "fees",
          problems: problems.map(({ sentence }) => sentence),
          problemCodes: problems.map(({ code }) => code),
        };
      });
      const isWell = reported.every(({ problems }) => problems.length === 0);
      const status = isStopping() ? "stopping" : isWell ? "ok" : "degraded";
      return { isWell: status === "ok", body: { status, chains: reported } };
    },
    metrics: () => metrics.write([...chains].map(([chainId, chain]) => look(chainId, chain, Date.now()).figures)),
    onAccepted(chainId) {
      isStoring = true;
      metrics.accepted(chainId);
    },
    onRefused(code) {
      if (code === "storage") isStoring = false;
      metrics.refused(code);
    },
  };
}
