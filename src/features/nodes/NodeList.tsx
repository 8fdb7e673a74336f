import { type ReactNode, useRef, useState } from "react";
import { isHttp } from "@/chain/configuration";
import { Button } from "@/ui/Button";
import { formatCount } from "@/ui/format";
import { useKeptFocus } from "@/ui/useKeptFocus";
import { nodesWords as words } from "@/words/nodes";
import { AddNode } from "./AddNode";
import { EndpointState } from "./EndpointState";
import styles from "./NodeList.module.css";

type NodeListProps = {
  chainId: number;
  endpoints: readonly string[];
  onChange: (endpoints: readonly string[]) => void;
  /** Goes back to the configured endpoints, where the list is another. */
  onRestore: (() => void) | undefined;
};

/** What was done last, said to everybody, and what takes it back. */
type Done = { said: string; undo?: readonly string[] };

/** The endpoints of one chain in their order: add, remove, move, and see what each answers just now. */
export function NodeList({ chainId, endpoints, onChange, onRestore }: NodeListProps) {
  const [done, setDone] = useState<Done>();
  const said = useRef<HTMLDivElement>(null);
  const keepFocus = useKeptFocus(said);

  function change(next: readonly string[], what: Done) {
    onChange(next);
    setDone(what);
  }

  function move(endpoint: string, from: number, to: number) {
    if (to < 0 || to >= endpoints.length) return;
    const next = endpoints.toSpliced(from, 1).toSpliced(to, 0, endpoint);
    const [place, of] = [formatCount(BigInt(to + 1)), formatCount(BigInt(endpoints.length))];
    change(next, { said: words.moved(endpoint, place, of) });
  }

  return (
    <div className={styles.nodes}>
      <ol className={styles.list} tabIndex={-1} onFocus={keepFocus}>
        {endpoints.map((endpoint, index) => {
          const others = endpoints.toSpliced(index, 1);
          const isLastReading = !others.some(isHttp);
          return (
            <li key={endpoint}>
              <p className={styles.endpoint}>{endpoint}</p>
              <EndpointState endpoint={endpoint} chainId={chainId} />
              {!isHttp(endpoint) && <p className={styles.note}>{words.announces}</p>}
              {isLastReading && <p className={styles.note}>{words.lastReading}</p>}
              <p className={styles.actions}>
                <Action endpoint={endpoint} isOff={index === 0} onClick={() => move(endpoint, index, index - 1)}>
                  {words.moveUp}
                </Action>
                <Action
                  endpoint={endpoint}
                  isOff={index === endpoints.length - 1}
                  onClick={() => move(endpoint, index, index + 1)}
                >
                  {words.moveDown}
                </Action>
                <Action
                  endpoint={endpoint}
                  isOff={isLastReading}
                  onClick={() => change(others, { said: words.removed(endpoint), undo: endpoints })}
                >
                  {words.remove}
                </Action>
              </p>
            </li>
          );
        })}
      </ol>
      <div ref={said} className={styles.said} tabIndex={-1} role="status" onFocus={keepFocus}>
        {done && <p>{done.said}</p>}
        {done?.undo && (
          <Button look="link" onClick={() => change(done.undo ?? endpoints, { said: words.undone })}>
            {words.undo}
          </Button>
        )}
      </div>
      <AddNode listed={endpoints} onAdd={(added) => change([...endpoints, added], { said: words.added(added) })} />
      {onRestore && (
        <p>
          <Button look="link" onClick={onRestore}>
            {words.restore}
          </Button>
        </p>
      )}
    </div>
  );
}

type ActionProps = { endpoint: string; isOff: boolean; onClick: () => void; children: string };

/** Something to do with one endpoint. Where it cannot be done it keeps the focus, which would be lost otherwise. */
function Action({ endpoint, isOff, onClick, children }: ActionProps): ReactNode {
  return (
    <Button
      look="link"
      aria-label={words.named(children, endpoint)}
      aria-disabled={isOff}
      onClick={isOff ? undefined : onClick}
    >
      {children}
    </Button>
  );
}
