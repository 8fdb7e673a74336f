import { relayName } from "@/election/relayName";
import { shownText } from "@/election/shownText";
import { Button } from "@/ui/Button";
import { formatCount, shorten } from "@/ui/format";
import { deliverWords } from "@/words/deliver";
import { relayTroubles } from "@/words/relayTroubles";
import styles from "./Actions.module.css";
import type { BroughtBallot } from "./brought";
import { countBallots } from "./Reports";
import type { HandingIn } from "./useHandIn";

const words = deliverWords.relay;

/** Of how many refused ballots the reasons are shown. */
const mostShown = 10;

type RelayProgressProps = {
  handing: HandingIn;
  /** The ballots that nobody has delivered yet. */
  ready: readonly BroughtBallot[];
  onStop: () => void;
};

/** How many ballots the relays have taken so far, and why they have not taken others. */
export function RelayProgress({ handing, ready, onStop }: RelayProgressProps) {
  const { stage, through, all, taken } = handing;
  // What was delivered another way since is in no trouble any more.
  const refused = handing.refused.filter(({ item }) => ready.some(({ code }) => code === item.code));
  if (stage === "idle") return null;
  const isRunning = stage === "running" || stage === "pausing";
  return (
    <div className={styles.handing}>
      {isRunning && (
        <div className={styles.progress}>
          <progress aria-label={words.working} value={through} max={all} />
          <span>{words.progress(formatCount(BigInt(through)), formatCount(BigInt(all)))}</span>
          <Button onClick={onStop}>{words.stop}</Button>
        </div>
      )}
      <div role="status">
        {stage === "running" && <p>{words.working}</p>}
        {stage === "pausing" && <p>{words.pausing}</p>}
        {stage === "stopped" && <p>{words.stopped}</p>}
        {stage === "done" && taken > 0 && <p>{words.done(countBallots(taken))}</p>}
        {stage === "done" && refused.length > 0 && (
          <p className={styles.fault}>{words.refused(countBallots(refused.length))}</p>
        )}
      </div>
      {refused.length > 0 && (
        <ul className={styles.refused}>
          {refused.slice(0, mostShown).map(({ item, troubles }) => (
            <li key={item.code}>
              <strong>
                <bdi>{shownText(item.ballot.choice)}</bdi>, {shorten(item.ballot.voter)}
              </strong>
              {troubles.map(({ relay, reason }) => (
                <span key={relay}>{words.troubleOf(relayName(relay), relayTroubles[reason])}</span>
              ))}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
