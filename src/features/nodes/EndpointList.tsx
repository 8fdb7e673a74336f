import { type ReactNode, useRef, useState } from "react";
import { Button } from "@/ui/Button";
import { formatCount } from "@/ui/format";
import { useKeptFocus } from "@/ui/useKeptFocus";
import { type EndpointWords, nodesWords as words } from "@/words/nodes";
import { AddEndpoint } from "./AddEndpoint";
import type { CheckedEndpoint } from "./checkEndpoint";
import styles from "./EndpointList.module.css";

/** What a list of nodes and one of relays have in common with their page. */
export type ListOfChainProps = {
  chainId: number;
  endpoints: readonly string[];
  onChange: (endpoints: readonly string[]) => void;
  /** Goes back to the configured list, where the reader has set another. */
  onRestore: (() => void) | undefined;
};

type EndpointListProps = Omit<ListOfChainProps, "chainId"> & {
  own: EndpointWords;
  check: (text: string, listed: readonly string[]) => CheckedEndpoint;
  /** What is known of an endpoint. */
  tell: (endpoint: string) => ReactNode;
  /** Why an endpoint cannot be removed; undefined where it can. */
  whyKept?: (endpoint: string) => string | undefined;
  /** What it means that there is none; undefined where there always is one. */
  empty?: string;
};

/** What was done last, said to everybody, and what takes it back. */
type Done = { said: string; undo?: readonly string[] };

/** Endpoints of one chain in their order: add, remove, move, go back, and see what each answers just now. */
export function EndpointList(props: EndpointListProps) {
  const { own, endpoints, check, tell, whyKept, empty, onChange, onRestore } = props;
  const [done, setDone] = useState<Done>();
  const said = useRef<HTMLDivElement>(null);
  const keepFocus = useKeptFocus(said);

  function change(next: readonly string[], what: Done) {
    onChange(next);
    setDone(what);
  }

  function move(endpoint: string, from: number, to: number) {
    const next = endpoints.toSpliced(from, 1).toSpliced(to, 0, endpoint);
    const [place, of] = [formatCount(BigInt(to + 1)), formatCount(BigInt(endpoints.length))];
    change(next, { said: words.moved(endpoint, place, of) });
  }

  return (
    <div className={styles.endpoints}>
      {endpoints.length > 0 ? (
        <ol className={styles.list} tabIndex={-1} onFocus={keepFocus}>
          {endpoints.map((endpoint, index) => {
            const kept = whyKept?.(endpoint);
            const [first, last] = [index === 0, index === endpoints.length - 1];
            return (
              <li key={endpoint}>
                <p className={styles.endpoint}>{endpoint}</p>
                {tell(endpoint)}
                {kept !== undefined && <p className={styles.note}>{kept}</p>}
                <p className={styles.actions}>
                  <Action endpoint={endpoint} onClick={first ? undefined : () => move(endpoint, index, index - 1)}>
                    {words.moveUp}
                  </Action>
                  <Action endpoint={endpoint} onClick={last ? undefined : () => move(endpoint, index, index + 1)}>
                    {words.moveDown}
                  </Action>
                  <Action
                    endpoint={endpoint}
                    onClick={
                      kept === undefined
                        ? () =>
                            change(endpoints.toSpliced(index, 1), { said: words.removed(endpoint), undo: endpoints })
                        : undefined
                    }
                  >
                    {words.remove}
                  </Action>
                </p>
              </li>
            );
          })}
        </ol>
      ) : (
        empty !== undefined && <p className={styles.empty}>{empty}</p>
      )}
      <div ref={said} className={styles.said} tabIndex={-1} role="status" onFocus={keepFocus}>
        {done && <p>{done.said}</p>}
        {done?.undo && (
          <Button look="link" onClick={() => change(done.undo ?? endpoints, { said: words.undone })}>
            {words.undo}
          </Button>
        )}
      </div>
      <AddEndpoint
        own={own}
        check={(text) => check(text, endpoints)}
        onAdd={(added) => change([...endpoints, added], { said: words.added(added) })}
      />
      {onRestore && (
        <p className={styles.restore}>
          <Button
            look="link"
            onFocus={keepFocus}
            onClick={() => {
              onRestore();
              setDone({ said: own.restored, undo: endpoints });
            }}
          >
            {own.restore}
          </Button>
        </p>
      )}
    </div>
  );
}

type ActionProps = { endpoint: string; onClick: (() => void) | undefined; children: string };

/** Something to do with one endpoint. Where it cannot be done it keeps the focus, which would be lost otherwise. */
function Action({ endpoint, onClick, children }: ActionProps) {
  return (
    <Button
      look="link"
      aria-label={words.named(children, endpoint)}
      aria-disabled={onClick === undefined}
      onClick={onClick}
    >
      {children}
    </Button>
  );
}
