import { useQueryClient } from "@tanstack/react-query";
import { createContext, useContext, useEffect, useMemo, useRef } from "react";
import * as v from "valibot";
import {
  type ChainConfiguration,
  type Configuration,
  ConfigurationError,
  Endpoints,
  parseConfiguration,
  Relays,
} from "@/chain/configuration";
import { createNode, type Node } from "@/chain/node";
import { type Head, watchHead } from "@/chain/watchHead";
import { useStored } from "@/ui/stored";

/**
 * A chain, with the endpoints and relays that the reader has set where there are any; the node through which it is read,
 * and what tells of its newest blocks. Node and `watch` stay the same until other endpoints are set.
 */
export type OpenedChain = {
  chain: ChainConfiguration;
  node: Node;
  /** @returns What ends it. */
  watch: (onHead: (head: Head) => void, onError: (error: unknown) => void) => () => void;
};

/** What whoever hosts the page has set up. */
export const ConfigurationContext = createContext<Configuration>({ chains: [], walletConnectProjectId: undefined });

/** What whoever hosts the page has set up. */
export function useConfiguration(): Configuration {
  return useContext(ConfigurationContext);
}

/** The chains of this page, the preferred first, with the relays of whoever hosts it; never empty. */
export const ChainsContext = createContext<readonly OpenedChain[]>([]);

/** The chains as they are read: the same list, whichever relays the reader sets. */
export function useReadChains(): readonly OpenedChain[] {
  return useContext(ChainsContext);
}

/** The chains of this page, the preferred first; never empty. */
export function useChains(): readonly OpenedChain[] {
  const chains = useReadChains();
  const [set] = useReaderRelays();
  return useMemo(() => chains.map((opened) => withRelays(opened, set[opened.chain.id])), [chains, set]);
}

/** The endpoints that the reader has set, by chain id; a chain that is not named has the configured ones. */
const ReaderEndpoints = v.record(v.string(), Endpoints);

/** The relays that the reader has set, by chain id; where the list is empty, none is to be asked. */
const ReaderRelays = v.record(v.string(), Relays);

/** One object for all: another at every drawing would open the chains, and the wallet, anew with every page. */
const noneSet: v.InferOutput<typeof ReaderEndpoints> = {};

/** The endpoints that the reader has set, by chain id, and what sets those of a chain, or forgets them. */
export function useReaderEndpoints() {
  return useReaderLists("recount.nodes", ReaderEndpoints);
}

/** The relays that the reader has set, by chain id, and what sets those of a chain, or forgets them. */
export function useReaderRelays() {
  return useReaderLists("recount.relays", ReaderRelays);
}

function useReaderLists(key: string, schema: typeof ReaderEndpoints | typeof ReaderRelays) {
  const [set = noneSet, change] = useStored("lasting", key, schema);
  const setList = (chainId: number, list: readonly string[] | undefined) => {
    const { [chainId]: _, ...others } = set;
    change(list ? { ...others, [chainId]: [...list] } : others);
  };
  return [set, setList] as const;
}

/** The configured chains, opened with the endpoints that the reader has set; they follow what is set in any tab. */
export function useOpenedChains({ chains: configured }: Configuration): readonly OpenedChain[] {
  const queries = useQueryClient();
  const [set] = useReaderEndpoints();
  const chains = useMemo(
    () => configured.map((chain) => open({ ...chain, endpoints: set[chain.id] ?? chain.endpoints })),
    [configured, set],
  );

  // What one node said is not carried over to another. What was checked against an address stays until it is read anew.
  const before = useRef(chains);
  useEffect(() => {
    const changed = chains.filter((opened) => !before.current.includes(opened));
    before.current = chains;
    for (const { chain } of changed) {
      void queries.resetQueries({
        predicate: ({ queryKey: [kind, chainId] }) => chainId === chain.id && kind !== "election",
      });
      void queries.invalidateQueries({ queryKey: ["election", chain.id] });
    }
  }, [chains, queries]);

  return chains;
}

/** Each chain opened once for each list of endpoints, so that a change to one leaves the others as they are. */
const openedChains = new Map<string, OpenedChain>();

function open(chain: ChainConfiguration): OpenedChain {
  const key = [chain.id, ...chain.endpoints].join(" ");
  const opened = openedChains.get(key) ?? openAnew(chain);
  openedChains.set(key, opened);
  return opened;
}

function openAnew(chain: ChainConfiguration): OpenedChain {
  const node = createNode(chain);
  return { chain, node, watch: (onHead, onError) => watchHead(chain, node, onHead, onError) };
}

/** The same chain, read as before, with the relays that the reader has set. */
function withRelays(opened: OpenedChain, relays: string[] | undefined): OpenedChain {
  return relays ? { ...opened, chain: { ...opened.chain, relays } } : opened;
}

/**
 * Reads `chains.json`, which lies beside the page so that whoever hosts it can name other chains without a build.
 * @throws {ConfigurationError} where it is missing or wrong.
 */
export async function loadConfiguration(): Promise<Configuration> {
  const response = await fetch("chains.json");
  if (!response.ok) throw new ConfigurationError(`chains.json: the page's host answered ${response.status}.`);
  const input: unknown = await response.json().catch((cause: unknown) => {
    throw new ConfigurationError("chains.json: it is not JSON.", { cause });
  });
  return parseConfiguration(input);
}
