import { lazy, useState } from "react";
import { writeBallotFile } from "@/election/ballotFile";
import type { Candidate } from "@/election/election";
import { relayName } from "@/election/relayName";
import type { RelayStatement } from "@/election/relayStatement";
import type { SignedBallot } from "@/election/signedBallot";
import { Button } from "@/ui/Button";
import { saveFile } from "@/ui/saveFile";
import { relayTroubles } from "@/words/relayTroubles";
import { rescueWords as words } from "@/words/rescue";
import shared from "./CastActions.module.css";
import type { Answer } from "./handIn";
import { Part } from "./Part";
import styles from "./Rescue.module.css";
import type { NamedRelay } from "./Troubles";
import { isPassing } from "./useDelivery";

const DeliverCode = lazy(() => import("./DeliverCode"));

export type RescueProps = {
  relays: readonly string[];
  ballot: SignedBallot;
  candidates: readonly Candidate[];
  /** What relays have said of the ballot. */
  told: readonly RelayStatement[];
  /** Those of them that are named for something. */
  faults: readonly NamedRelay[];
  /** What relays answered last. */
  answers: readonly Answer[];
  isTrying: boolean;
  /** Hands the ballot to every relay. */
  onTryAll: () => void;
  deliverLink: (ballot: SignedBallot) => Promise<string>;
};

/** The same signature by other ways: another relay, a file, a code. */
export default function Rescue(props: RescueProps) {
  const { relays, ballot, candidates, told, faults, answers, isTrying, onTryAll, deliverLink } = props;
  const [isCodeShown, showCode] = useState(false);
  const has = (relay: string) => told.some((statement) => statement.relay === relay);
  const isAnyWithout = relays.some((relay) => !has(relay) || faults.some(({ statement }) => statement.relay === relay));

  function stateOf(relay: string): string {
    const fault = faults.find(({ statement }) => statement.relay === relay)?.fault;
    if (fault) return words.fault[fault];
    const answer = answers.find((given) => given.relay === relay);
    if (answer && "reason" in answer) {
      const other = candidates.find(({ written }) => written === answer.held);
      return other ? words.holdsOther(other.short) : relayTroubles[answer.reason];
    }
    return has(relay) ? words.hasIt : words.notAsked;
  }

  return (
    <div className={styles.ways}>
      <section className={styles.way} aria-labelledby="rescue-relays">
        <h3 id="rescue-relays">{words.byRelay}</h3>
        {relays.length === 0 && <p>{words.noRelay}</p>}
        <ul>
          {relays.map((relay) => (
            <li key={relay}>
              {words.relay(relayName(relay))} {stateOf(relay)}
            </li>
          ))}
        </ul>
        {answers.some((answer) => "reason" in answer && isPassing(answer, ballot)) && (
          <p className={shared.small}>{words.triesAgain}</p>
        )}
        <div className={shared.row}>
          {isAnyWithout && (
            <Button aria-disabled={isTrying} onClick={isTrying ? undefined : onTryAll}>
              {words.tryNow}
            </Button>
          )}
          <a className={styles.link} href="#/nodes">
            {words.addRelay}
          </a>
        </div>
      </section>
      <section className={styles.way} aria-labelledby="rescue-file">
        <h3 id="rescue-file">{words.byOthers}</h3>
        <p className={styles.text}>{words.byOthersText}</p>
        <div className={shared.row}>
          <Button onClick={() => saveFile(fileName(ballot), "application/json", writeBallotFile(ballot))}>
            {words.saveFile}
          </Button>
          <Button aria-expanded={isCodeShown} onClick={() => showCode(!isCodeShown)}>
            {isCodeShown ? words.hideCode : words.showCode}
          </Button>
        </div>
        {isCodeShown && (
          <Part>
            <DeliverCode ballot={ballot} deliverLink={deliverLink} />
          </Part>
        )}
        <p className={shared.small}>{words.showsChoice}</p>
      </section>
    </div>
  );
}

/** Whose place it is tells apart the ballots that somebody collects for others. */
function fileName({ chainId, election, index }: SignedBallot): string {
  return `ballot-${chainId}-${election.slice(0, 10)}-${index + 1}.json`;
}
