import { useEffect, useRef } from "react";
import { isBinding, isPractice } from "@/chain/configuration";
import { Outcome } from "@/features/results/Outcome";
import { Reconciled } from "@/features/results/Reconciled";
import { SpokenCount } from "@/features/results/SpokenCount";
import { LargeCount } from "@/features/wall/LargeCount";
import { LargeNames } from "@/features/wall/LargeNames";
import { Wall } from "@/features/wall/Wall";
import { Badge } from "@/ui/Badge";
import { useTitle } from "@/ui/useTitle";
import { wallWords } from "@/words/wall";
import { words } from "@/words/words";
import { OpenedElection, type WatchedElection } from "./OpenedElection";
import { PhaseLine } from "./PhaseLine";
import styles from "./WallPage.module.css";

/** The count of one election for a projector: `#/<chainId>/<address>/wall`. No frame stands around it. */
export function WallPage() {
  const main = useRef<HTMLElement>(null);
  useEffect(() => main.current?.focus({ preventScroll: true }), []);
  return (
    <main ref={main} className={styles.main} tabIndex={-1}>
      <OpenedElection page={OnWall} />
    </main>
  );
}

const headings = { upcoming: words.count.upcoming, open: words.count.soFar, closed: words.count.final };

function OnWall({ opened, election, time, phase, countPhase, count, countError, headError }: WatchedElection) {
  useTitle(wallWords.pageTitle(election.title));
  return (
    <Wall
      election={election}
      phase={phase}
      phaseLine={
        <div className={styles.phase}>
          {!isBinding(opened.chain) && (
            <Badge>
              {isPractice(opened.chain) ? `${words.practiceShort} ${words.practiceRest}` : words.notBinding}
            </Badge>
          )}
          <PhaseLine election={election} phase={phase} time={time} />
        </div>
      }
      heading={headings[countPhase]}
    >
      <Reconciled count={count} error={countError ?? headError}>
        {({ tally, head }) =>
          countPhase === "upcoming" ? (
            <>
              <p>{words.count.none}</p>
              <LargeNames election={election} />
            </>
          ) : (
            <>
              {countPhase === "closed" && (
                <div className={styles.outcome}>
                  <Outcome election={election} tally={tally} />
                </div>
              )}
              <LargeCount election={election} tally={tally} />
              {countPhase === "closed" && head.finalizedTimestamp < election.closes && (
                <p>{words.count.closedInBlocks}</p>
              )}
              <SpokenCount election={election} tally={tally} />
            </>
          )
        }
      </Reconciled>
    </Wall>
  );
}
