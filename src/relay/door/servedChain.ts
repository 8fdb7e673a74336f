import type { ChainConfiguration } from "@/chain/configuration";
import { createNode } from "@/chain/node";
import { startCarrying } from "@/relay/carry/carry";
import type { CarryStatus, Log } from "@/relay/carry/carrying";
import type { RelayConfiguration } from "@/relay/configuration";
import type { Journal } from "@/relay/journal/journal";
import { type BallotBox, createBallotBox } from "./ballotBox";
import type { Metrics } from "./metrics";
import { keepNewestHead, type NewestHead } from "./newestHead";
import { createOpenedElections, type OpenedElections } from "./openedElections";
import { createPurse, type Purse } from "./purse";
import { createWalletCheck, type WalletCheck } from "./walletCheck";

/** A chain that the relay serves: what is read of it, and what carries ballots to it. */
export type ServedChain = {
  configuration: ChainConfiguration;
  head: Omit<NewestHead, "stop" | "watch">;
  elections: OpenedElections;
  box: BallotBox;
  wallets: WalletCheck;
  purse: Purse;
  status: () => CarryStatus;
  /** Sends nothing any more, and resolves when what was being done is done. */
  stop: () => Promise<void>;
};

/** Reads a chain and carries to it what the journal holds, from now on. */
export function serveChain(
  configuration: ChainConfiguration,
  { account, rules }: Pick<RelayConfiguration, "account" | "rules">,
  journal: Journal,
  metrics: Metrics,
  log: Log,
): ServedChain {
  const node = createNode(configuration);
  const { stop: stopWatching, watch, ...head } = keepNewestHead(configuration, node);
  const carrying = startCarrying({
    journal,
    chain: configuration,
    node,
    watch,
    signer: account,
    rules,
    log,
    onEvent: (event) => {
      if (event.kind === "paid") metrics.batch(configuration.id, event.gas, event.wei);
    },
  });
  return {
    configuration,
    head,
    elections: createOpenedElections(node, configuration.id),
    box: createBallotBox(node),
    wallets: createWalletCheck(node, account.address),
    purse: createPurse(node, account.address, rules.feeCeiling, carrying.status),
    status: carrying.status,
    async stop() {
      await carrying.stop();
      stopWatching();
    },
  };
}
