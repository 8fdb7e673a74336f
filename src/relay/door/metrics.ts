import { Counter, Gauge, Registry } from "prom-client";
import type { RefusalCode } from "./refusal";

/** What can be said of a chain at a moment; undefined where it is not known. Amounts in wei, times in seconds. */
export type ChainFigures = {
  chainId: number;
  held: number;
  oldestSeconds: number;
  balance: bigint | undefined;
  headSeconds: number | undefined;
};

/** The relay's figures in the form that Prometheus reads. */
export type Metrics = {
  accepted: (chainId: number) => void;
  refused: (code: RefusalCode) => void;
  /** A batch stands in a block. Its fee in wei. */
  batch: (chainId: number, gas: bigint, fee: bigint) => void;
  /** @param figures Of each chain, at this moment. */
  write: (figures: readonly ChainFigures[]) => Promise<{ contentType: string; text: string }>;
};

/** In the chain's coin: Prometheus keeps floating-point numbers, for which an amount in wei is too long. */
const inCoins = (wei: bigint) => Number(wei) / 1e18;

/** Figures of one relay, counted from now on. */
export function createMetrics(): Metrics {
  const registry = new Registry();
  const registers = [registry];
  const ofChain = { labelNames: ["chain"] as const, registers };
  const counter = (name: string, help: string) => new Counter({ name: `recount_relay_${name}`, help, ...ofChain });
  const gauge = (name: string, help: string) => new Gauge({ name: `recount_relay_${name}`, help, ...ofChain });

  const accepted = counter("accepted_total", "Ballots accepted since the relay was started.");
  const batches = counter("batches_total", "Transactions of this relay that came into a block.");
  const gasSpent = counter("gas_spent_total", "Gas that they used.");
  const coinSpent = counter("coin_spent_total", "What they cost, in the chain's coin.");
  const refused = new Counter({
    name: "recount_relay_refused_total",
    help: "Requests refused, by the code that was answered.",
    labelNames: ["code"],
    registers,
  });
  const held = gauge("held", "Ballots accepted that are in no final block yet.");
  const oldest = gauge("oldest_seconds", "How long the oldest ballot waits that is in no block.");
  const balance = gauge("balance", "What the carrier owns, in the chain's coin.");
  const headAge = gauge("head_age_seconds", "How old the newest block is.");

  return {
    accepted: (chainId) => accepted.inc({ chain: chainId }),
    refused: (code) => refused.inc({ code }),
    batch(chainId, gas, fee) {
      batches.inc({ chain: chainId });
      gasSpent.inc({ chain: chainId }, Number(gas));
      coinSpent.inc({ chain: chainId }, inCoins(fee));
    },
    async write(figures) {
      for (const { chainId: chain, ...of } of figures) {
        held.set({ chain }, of.held);
        oldest.set({ chain }, of.oldestSeconds);
        // What is not known is left out, not shown as nothing.
        if (of.balance === undefined) balance.remove({ chain });
        else balance.set({ chain }, inCoins(of.balance));
        if (of.headSeconds === undefined) headAge.remove({ chain });
        else headAge.set({ chain }, of.headSeconds);
      }
      return { contentType: registry.contentType, text: await registry.metrics() };
    },
  };
}
