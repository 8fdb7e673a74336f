import { relayName } from "@/election/relayName";
import { Button } from "@/ui/Button";
import { Notice } from "@/ui/Notice";
import { relayTroubles } from "@/words/relayTroubles";
import { rescueWords as words } from "@/words/rescue";
import shared from "./CastActions.module.css";
import styles from "./Troubles.module.css";
import { isPassing, type Trouble } from "./useDelivery";

type TroublesProps = {
  /** Why each relay has not taken the ballot; empty where one has. */
  troubles: readonly Trouble[];
  /** Whether a relay has had it for too long. */
  isLate: boolean;
  isTrying: boolean;
  onTry: () => void;
};

/** What stands in the way of a signed ballot. */
export default function Troubles({ troubles, isLate, isTrying, onTry }: TroublesProps) {
  return (
    <>
      {troubles.length > 0 && (
        <div className={styles.troubles}>
          <ul>
            {troubles.map(({ relay, reason }) => (
              <li key={relay}>
                {words.relay(relayName(relay))} {relayTroubles[reason]}
              </li>
            ))}
          </ul>
          {troubles.some(isPassing) && <p className={shared.small}>{words.triesAgain}</p>}
          <div>
            <Button disabled={isTrying} onClick={onTry}>
              {words.tryNow}
            </Button>
          </div>
        </div>
      )}
      {isLate && (
        <Notice tone="caution" lead={words.late}>
          {words.lateRest}
        </Notice>
      )}
    </>
  );
}
