import { useEffect, useRef, useState } from "react";
import { useLocation, useParams } from "wouter";
import { readBallotText } from "@/election/ballotText";
import { Bring } from "@/features/deliver/Bring";
import { type Brought, type BroughtBallot, useBrought } from "@/features/deliver/brought";
import { countBallots } from "@/features/deliver/Reports";
import { useBring } from "@/features/deliver/useBring";
import { Button } from "@/ui/Button";
import { Notice } from "@/ui/Notice";
import { useDrawn } from "@/ui/useDrawn";
import { useKeptFocus } from "@/ui/useKeptFocus";
import { useTitle } from "@/ui/useTitle";
import { deliverWords as words } from "@/words/deliver";
import { BallotsOfChain, BallotsOfUnknownChain } from "./BroughtBallots";
import { useChains } from "./chains";
import styles from "./DeliverPage.module.css";

/** Where anybody delivers ballots that voters have signed: `#/deliver`, and with a ballot `#/deliver/<code>`. */
export function DeliverPage() {
  const { code } = useParams();
  const brought = useBrought();
  const bring = useBring(brought.add);
  useTitle(words.pageTitle);
  useDrawn(true);
  const isLinked = useLinkedBallot(code, bring.take, brought.isKept);
  // Who comes with a ballot, or comes back to some, sees them first; what is brought meanwhile moves nothing.
  const [wereBrought] = useState(brought.items.length > 0);
  const parts = [
    <Bring key="bring" bring={bring} isMore={brought.items.length > 0} />,
    <BroughtList key="brought" brought={brought} />,
  ];

  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <h1>{words.heading}</h1>
        <p>{words.lead}</p>
        <p>{words.privacy}</p>
      </header>
      {isLinked || wereBrought ? parts.reverse() : parts}
    </div>
  );
}

/**
 * Takes the ballot of a link that was opened. Its code then leaves the address bar, which others may see; unless this
 * browser keeps nothing, since it has to outlive a reload.
 * @returns Whether the link held a ballot.
 */
function useLinkedBallot(code: string | undefined, take: ReturnType<typeof useBring>["take"], isKept: boolean) {
  const [, navigate] = useLocation();
  const [taken, setTaken] = useState<string>();
  useEffect(() => {
    if (code === undefined) return;
    const reading = readBallotText(`#/deliver/${code}`);
    take(words.brought.link, reading);
    if (reading.ballots.length > 0) setTaken(code);
  }, [code, take]);
  useEffect(() => {
    if (code !== undefined && code === taken && isKept) navigate("/deliver", { replace: true });
  }, [code, taken, isKept, navigate]);
  return taken !== undefined;
}

/** The ballots that were brought, by their chains and elections. */
function BroughtList({ brought }: { brought: Brought }) {
  const chains = useChains();
  const { items, isKept, removed, remove, undo } = brought;
  const heading = useRef<HTMLHeadingElement>(null);
  const keepFocus = useKeptFocus(heading);
  const ids = [...new Set(items.map(({ ballot }) => ballot.chainId))];

  return (
    <section className={styles.list} aria-label={words.list.heading} onFocus={keepFocus}>
      <div className={styles.title}>
        <h2 ref={heading} tabIndex={-1}>
          {words.list.heading}
        </h2>
        {items.length > 1 && (
          <Button look="link" onClick={() => remove(new Set(items.map(({ code }) => code)))}>
            {words.list.removeAll}
          </Button>
        )}
        <div role="status">
          {items.length === 0 && removed === 0 && <p className={styles.soft}>{words.list.none}</p>}
          {removed > 0 && (
            <p>
              {words.list.removed(countBallots(removed))}{" "}
              <Button look="link" onClick={undo}>
                {words.list.undo}
              </Button>
            </p>
          )}
        </div>
      </div>
      {!isKept && <Notice tone="caution" lead={words.brought.unkept} />}
      {ids.map((id) => {
        const ofChain: BroughtBallot[] = items.filter(({ ballot }) => ballot.chainId === id);
        const opened = chains.find(({ chain }) => chain.id === id);
        return opened ? (
          <BallotsOfChain key={id} opened={opened} items={ofChain} brought={brought} />
        ) : (
          <BallotsOfUnknownChain key={id} chainId={id} items={ofChain} brought={brought} />
        );
      })}
    </section>
  );
}
