import type { Address } from "viem";
import type { Surroundings, Wishes } from "@/chain/collect/collectEvidence";
import type { ChainConfiguration } from "@/chain/configuration";
import type { CheckName } from "@/recount/check";
import type { Recount } from "@/recount/recount";
import { recountElection } from "./recountElection";
import { startChain, type TestChain } from "./startChain";
import { type Fault, type NodeProxy, startProxy } from "./startProxy";

/** A chain that is no development node's, and two endpoints that pass for independent ones and can be made to lie. */
export type Liars = {
  chain: TestChain;
  /** The first is the one that is asked for what both have. */
  endpoints: readonly [NodeProxy, NodeProxy];
  configuration: ChainConfiguration;
  /** Recounts while both endpoints meet the same fault, or, of two faults, one each. */
  recount: (
    election: Address,
    faults: Faults,
    wishes?: Partial<Wishes>,
    surroundings?: Partial<Surroundings>,
  ) => Promise<Recount>;
  stop: () => Promise<void>;
};

export type Faults = Fault | readonly [Fault | undefined, Fault | undefined];

export async function startLiars(): Promise<Liars> {
  const chain = await startChain({ chainId: 7001 });
  const endpoints = [await startProxy(chain.url), await startProxy(chain.url)] as const;
  const [first, second] = endpoints;
  const urls = [first.url, second.url.replace("127.0.0.1", "localhost")];
  const configuration = { ...chain.configuration, endpoints: urls };
  return {
    chain,
    endpoints,
    configuration,
    recount: async (election, faults, wishes, surroundings) => {
      const [one, other] = typeof faults === "function" ? [faults, faults] : faults;
      first.fail(one);
      second.fail(other);
      try {
        return (await recountElection(configuration, election, wishes, surroundings)).recount;
      } finally {
        first.fail();
        second.fail();
      }
    },
    stop: async () => {
      await Promise.all(endpoints.map((endpoint) => endpoint.stop()));
      await chain.stop();
    },
  };
}

/** The names of the checks that failed. */
export function failedIn({ findings }: Recount): CheckName[] {
  return findings.flatMap(({ state, check }) => (state === "failed" ? [check] : []));
}
