import { type ReactNode, useId } from "react";
import { type ChainConfiguration, readingEndpoints } from "@/chain/configuration";
import { NodeList } from "@/features/nodes/NodeList";
import { RelayList } from "@/features/nodes/RelayList";
import { useTitle } from "@/ui/useTitle";
import { nodesWords as words } from "@/words/nodes";
import { ChainMark } from "./ChainMark";
import { useChains, useReaderEndpoints, useReaderRelays } from "./chains";
import styles from "./NodesPage.module.css";
import { Remembered } from "./Remembered";

/** The nodes and relays of each chain, which readers may set, and what else this browser remembers: `#/nodes`. */
export function NodesPage() {
  const chains = useChains();
  const isOneBelieved = chains.some(({ chain }) => readingEndpoints(chain).length === 1);
  useTitle(words.pageTitle);
  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <h1>{words.heading}</h1>
        <p>{words.lead}</p>
        <p>{isOneBelieved ? words.whyOneIsBelieved : words.whyNoneIsBelieved}</p>
      </header>
      {chains.map(({ chain }) => (
        <EndpointsOfChain key={chain.id} chain={chain} />
      ))}
      <Remembered />
    </div>
  );
}

function EndpointsOfChain({ chain }: { chain: ChainConfiguration }) {
  const [nodes, setNodes] = useReaderEndpoints();
  const [relays, setRelays] = useReaderRelays();
  const id = useId();
  return (
    <section className={styles.chain} aria-labelledby={id}>
      <h2 id={id}>
        {chain.name} <ChainMark chain={chain} />
      </h2>
      <Kind heading={words.nodes} label={words.nodesOf(chain.name)}>
        <NodeList
          chainId={chain.id}
          endpoints={chain.endpoints}
          onChange={(endpoints) => setNodes(chain.id, endpoints)}
          onRestore={nodes[chain.id] && (() => setNodes(chain.id, undefined))}
        />
      </Kind>
      <Kind heading={words.relays} label={words.relaysOf(chain.name)}>
        <p className={styles.lead}>{words.relaysLead}</p>
        <RelayList
          chainId={chain.id}
          endpoints={chain.relays}
          onChange={(endpoints) => setRelays(chain.id, endpoints)}
          onRestore={relays[chain.id] && (() => setRelays(chain.id, undefined))}
        />
      </Kind>
    </section>
  );
}

function Kind({ heading, label, children }: { heading: string; label: string; children: ReactNode }) {
  return (
    <section className={styles.kind} aria-label={label}>
      <h3>{heading}</h3>
      {children}
    </section>
  );
}
