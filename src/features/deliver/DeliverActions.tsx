import { type ReactNode, useEffect, useRef, useState } from "react";
import type { ChainConfiguration } from "@/chain/configuration";
import type { WalletAtChain } from "@/chain/connection";
import type { Node } from "@/chain/node";
import type { Head } from "@/chain/watchHead";
import type { Election } from "@/election/election";
import { relayName } from "@/election/relayName";
import { Button } from "@/ui/Button";
import { formatCount } from "@/ui/format";
import { useKeptFocus } from "@/ui/useKeptFocus";
import { deliverWords } from "@/words/deliver";
import styles from "./Actions.module.css";
import { type Brought, type BroughtBallot, voterOf } from "./brought";
import { CarryActions } from "./CarryActions";
import { RelayProgress } from "./RelayProgress";
import { type HandingIn, useHandIn } from "./useHandIn";

const words = deliverWords.actions;

export type DeliverActionsProps = {
  chain: ChainConfiguration;
  node: Node;
  election: Election;
  head: Head;
  wallet: WalletAtChain;
  /** The ballots that would count and are on no way yet. */
  ready: readonly BroughtBallot[];
  isAllCounted: boolean;
  /** Whether a transaction that was sent from here is still on its way. */
  isUnderWay: boolean;
  brought: Pick<Brought, "handTo" | "chooseAll">;
  switchChain: ReactNode;
};

/** What delivers the ballots of an election that would count: a relay, or the reader's own account. */
export function DeliverActions(props: DeliverActionsProps) {
  const { chain, head, ready, isAllCounted, isUnderWay, brought } = props;
  // The newest block, not the one at which handing in began.
  const newest = useRef(head);
  useEffect(() => {
    newest.current = head;
  });
  const { handing, start, stop } = useHandIn(chain.relays, (code, relay) =>
    brought.handTo(code, relay, newest.current),
  );
  const [isPaying, setPaying] = useState(false);
  const [isUnmarked, setUnmarked] = useState(false);
  const section = useRef<HTMLElement>(null);
  const keepFocus = useKeptFocus(section);
  const chosen = ready.filter(({ isLeft }) => !isLeft);
  const isAnyLeft = new Set(ready.map(({ ballot }) => voterOf(ballot))).size > chosen.length;
  const isHanding = handing.stage === "running" || handing.stage === "pausing";

  const withChosen = (then: () => void) => () => {
    setUnmarked(chosen.length === 0);
    if (chosen.length > 0) then();
  };

  return (
    <section ref={section} className={styles.deliver} aria-label={words.label} tabIndex={-1} onFocus={keepFocus}>
      <p>
        {ready.length > 0
          ? words.chosen(formatCount(BigInt(chosen.length)), formatCount(BigInt(ready.length)))
          : isAllCounted
            ? words.allCounted
            : isUnderWay
              ? words.underWay
              : words.noneCounts}{" "}
        {isAnyLeft && (
          <Button look="link" onClick={() => brought.chooseAll(ready)}>
            {words.markAll}
          </Button>
        )}
      </p>
      <RelayProgress handing={handing} ready={ready} onStop={stop} />
      {isPaying ? (
        <CarryActions {...props} chosen={chosen} onClose={() => setPaying(false)} />
      ) : (
        ready.length > 0 &&
        !isHanding && (
          <>
            <div className={styles.row}>
              {chain.relays.length > 0 && (
                <Button look={chosen.length > 0 ? "main" : "plain"} onClick={withChosen(() => void start(chosen))}>
                  {relayLabel(handing)}
                </Button>
              )}
              <Button look={chain.relays.length > 0 ? "plain" : "main"} onClick={withChosen(() => setPaying(true))}>
                {words.byAccount}
              </Button>
            </div>
            {isUnmarked && chosen.length === 0 && (
              <p role="alert" className={styles.fault}>
                {words.noneChosen}
              </p>
            )}
            <p className={styles.small}>
              {chain.relays.length > 0 ? words.byRelayHint(chain.relays.map(relayName).join(", ")) : words.noRelays}{" "}
              {chain.relays.length === 0 && <a href="#/nodes">{words.addRelay}</a>}
            </p>
          </>
        )
      )}
    </section>
  );
}

function relayLabel({ stage, refused }: HandingIn): string {
  if (stage === "stopped") return deliverWords.relay.goOn;
  return stage === "done" && refused.length > 0 ? deliverWords.relay.retry : words.byRelay;
}
