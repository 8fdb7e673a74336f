import { lazy, Suspense, useId } from "react";
import { type ChainConfiguration, readingEndpoints } from "@/chain/configuration";
import { OpenedOrganisers } from "@/features/browse/OpenedOrganisers";
import { useOpenedOrganisers } from "@/features/browse/useOpenedOrganisers";
import { NodeList } from "@/features/nodes/NodeList";
import { Button } from "@/ui/Button";
import { useTitle } from "@/ui/useTitle";
import { nodesWords } from "@/words/nodes";
import { ChainMark } from "./ChainMark";
import { useChains, useReaderEndpoints } from "./chains";
import styles from "./NodesPage.module.css";

const KeptLists = lazy(async () => ({ default: (await import("@/features/roll/KeptLists")).KeptLists }));

/** The nodes through which the reader's page reads each chain, and what else this browser remembers. */
export function NodesPage() {
  const chains = useChains();
  const isOneBelieved = chains.some(({ chain }) => readingEndpoints(chain).length === 1);
  useTitle(nodesWords.pageTitle);
  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <h1>{nodesWords.heading}</h1>
        <p>{nodesWords.lead}</p>
        <p>{isOneBelieved ? nodesWords.whyOneIsBelieved : nodesWords.whyNoneIsBelieved}</p>
      </header>
      {chains.map(({ chain }) => (
        <NodesOfChain key={chain.id} chain={chain} />
      ))}
      <Remembered />
    </div>
  );
}

function NodesOfChain({ chain }: { chain: ChainConfiguration }) {
  const [set, setEndpoints] = useReaderEndpoints();
  const id = useId();
  return (
    <section className={styles.chain} aria-labelledby={id}>
      <h2 id={id}>
        {chain.name} <ChainMark chain={chain} />
      </h2>
      <NodeList
        chainId={chain.id}
        endpoints={chain.endpoints}
        onChange={(endpoints) => setEndpoints(chain.id, endpoints)}
        onRestore={set[chain.id] && (() => setEndpoints(chain.id, undefined))}
      />
    </section>
  );
}

/** What this browser remembers of the reader, with a way to forget each. */
function Remembered() {
  const id = useId();
  const chains = useChains();
  return (
    <section className={styles.chain} aria-labelledby={id}>
      <h2 id={id}>{nodesWords.remembered}</h2>
      <p>{nodesWords.rememberedLead}</p>
      {chains.map(({ chain }) => (
        <RememberedOfChain key={chain.id} chain={chain} />
      ))}
      <dl className={styles.remembered}>
        <dt>{nodesWords.lists}</dt>
        <dd>
          <Suspense>
            <KeptLists />
          </Suspense>
        </dd>
      </dl>
    </section>
  );
}

function RememberedOfChain({ chain }: { chain: ChainConfiguration }) {
  const [set, setEndpoints] = useReaderEndpoints();
  const [opened] = useOpenedOrganisers(chain.id);
  return (
    <dl className={styles.remembered}>
      <dt>{nodesWords.nodesOf(chain.name)}</dt>
      <dd>
        {set[chain.id] ? (
          <>
            {nodesWords.forgettable}
            <Button
              look="link"
              aria-label={nodesWords.forgetNodes(chain.name)}
              onClick={() => setEndpoints(chain.id, undefined)}
            >
              {nodesWords.forget}
            </Button>
          </>
        ) : (
          nodesWords.ownNodes
        )}
      </dd>
      <dt>{nodesWords.organisersOf(chain.name)}</dt>
      <dd>{opened.length > 0 ? <OpenedOrganisers chainId={chain.id} /> : nodesWords.none}</dd>
    </dl>
  );
}
