import { lazy, Suspense, useId, useRef } from "react";
import { OpenedOrganisers } from "@/features/browse/OpenedOrganisers";
import { useOpenedOrganisers } from "@/features/browse/useOpenedOrganisers";
import { Button } from "@/ui/Button";
import { useKeptFocus } from "@/ui/useKeptFocus";
import { nodesWords as words } from "@/words/nodes";
import { useChains, useReaderEndpoints, useReaderRelays } from "./chains";
import styles from "./Remembered.module.css";

const KeptLists = lazy(async () => ({ default: (await import("@/features/roll/KeptLists")).KeptLists }));

/** What this browser remembers of the reader, with a way to forget each. */
export function Remembered() {
  const id = useId();
  const chains = useChains();
  return (
    <section className={styles.section} aria-labelledby={id}>
      <h2 id={id}>{words.remembered}</h2>
      <p>{words.rememberedLead}</p>
      {chains.map(({ chain }) => (
        <RememberedOfChain key={chain.id} chainId={chain.id} name={chain.name} />
      ))}
      <dl className={styles.list}>
        <dt>{words.lists}</dt>
        <dd>
          <Suspense>
            <KeptLists />
          </Suspense>
        </dd>
      </dl>
    </section>
  );
}

function RememberedOfChain({ chainId, name }: { chainId: number; name: string }) {
  const [nodes, setNodes] = useReaderEndpoints();
  const [relays, setRelays] = useReaderRelays();
  const [opened] = useOpenedOrganisers(chainId);
  return (
    <dl className={styles.list}>
      <dt>{words.nodesOf(name)}</dt>
      <RememberedList
        forget={words.forgetNodes(name)}
        onForget={nodes[chainId] && (() => setNodes(chainId, undefined))}
      />
      <dt>{words.relaysOf(name)}</dt>
      <RememberedList
        forget={words.forgetRelays(name)}
        onForget={relays[chainId] && (() => setRelays(chainId, undefined))}
      />
      <dt>{words.organisersOf(name)}</dt>
      <dd>{opened.length > 0 ? <OpenedOrganisers chainId={chainId} /> : words.none}</dd>
    </dl>
  );
}

/** Whether the reader has set a list, and what forgets it. */
function RememberedList({ forget, onForget }: { forget: string; onForget: (() => void) | undefined }) {
  const line = useRef<HTMLElement>(null);
  const keepFocus = useKeptFocus(line);
  return (
    <dd ref={line} tabIndex={-1} onFocus={keepFocus}>
      {onForget ? (
        <>
          {words.forgettable}
          <Button look="link" aria-label={forget} onClick={onForget}>
            {words.forget}
          </Button>
        </>
      ) : (
        words.ownUsed
      )}
    </dd>
  );
}
