import { useId } from "react";
import type { Verdict } from "@/chain/judgeBallots";
import type { Head } from "@/chain/watchHead";
import { type Election, splitName } from "@/election/election";
import { isLate } from "@/election/lateness";
import { relayName } from "@/election/relayName";
import { shownText } from "@/election/shownText";
import { Button } from "@/ui/Button";
import { formatCount, formatDuration, shorten } from "@/ui/format";
import { Stamp } from "@/ui/Stamp";
import { useNow } from "@/ui/useNow";
import { deliverWords } from "@/words/deliver";
import { words as shared } from "@/words/words";
import type { BroughtBallot, Holder } from "./brought";
import styles from "./Slip.module.css";
import { tellVerdict } from "./tellVerdict";

const words = deliverWords.list;

export type SlipProps = {
  item: BroughtBallot;
  election: Election;
  head: Head;
  /** Undefined while it is not known; `error` then says whether it cannot be read. */
  verdict: Verdict | undefined;
  isUnread: boolean;
  /** Whether a transaction that was sent from here may yet deliver it. */
  isUnderWay: boolean;
  /** What other ballots of the same voter there are. */
  rivals: "none" | "same" | "differ";
  /** Where what is counted of this voter is shown. */
  receipt: string;
  onChoose: (isChosen: boolean) => void;
  onRemove: () => void;
};

/** One ballot: for whom, whose, whether it would count, and whether it is to be delivered. */
export function Slip(props: SlipProps) {
  const { item, election, head, verdict, isUnread, isUnderWay, rivals, receipt, onChoose, onRemove } = props;
  const { ballot } = item;
  const id = useId();
  const now = useNow(60_000);
  const name = nameOf(election, ballot.choice);
  const { title, note } = splitName(name);
  const voter = shorten(ballot.voter);
  const counts = verdict?.kind === "counts";
  const told = verdict && tellVerdict(verdict, election, now);

  return (
    <li className={styles.slip}>
      {counts && !isUnderWay && (
        <input
          type="checkbox"
          className={styles.box}
          checked={!item.isLeft}
          aria-label={words.takes(name, voter)}
          aria-describedby={id}
          onChange={({ target }) => onChoose(target.checked)}
        />
      )}
      <div className={styles.said}>
        <p className={styles.choice}>
          <bdi>{title}</bdi>
          {note && (
            <span className={styles.aside}>
              <bdi>{note}</bdi>
            </span>
          )}
        </p>
        <p className={styles.voter}>
          <span className={styles.address} title={ballot.voter}>
            {voter}
          </span>{" "}
          · {words.place(formatCount(BigInt(ballot.index) + 1n))}
          {ballot.signedBy === "wallet" && ` · ${words.byWallet}`}
        </p>
        <p id={id} className={`${styles.verdict} ${told ? styles[told.tone] : ""}`}>
          {isUnderWay && counts
            ? deliverWords.sent.underWay
            : (told?.said ?? (isUnread ? deliverWords.verdict.unknown : deliverWords.verdict.checking))}
        </p>
        {counts && item.relay && <WithRelay relay={item.relay} head={head} closes={election.closes} />}
        {counts && rivals !== "none" && (
          <p className={rivals === "differ" ? styles.caution : styles.note}>{deliverWords.rivals[rivals]}</p>
        )}
        <p className={styles.links}>
          {verdict?.kind === "counted" && <a href={receipt}>{words.receipt}</a>}
          <Button look="link" aria-label={words.removeOf(name, voter)} onClick={onRemove}>
            {words.remove}
          </Button>
        </p>
      </div>
      {verdict?.kind === "counted" && verdict.isThis && (
        <Stamp tone={verdict.isFinal ? "good" : "caution"}>
          {verdict.isFinal ? shared.stamps.final : shared.stamps.counted}
        </Stamp>
      )}
    </li>
  );
}

/** The relay that says it has the ballot, and whether it has had it for too long. */
function WithRelay({ relay, head, closes }: { relay: Holder; head: Head; closes: bigint }) {
  const [at, block] = [BigInt(relay.at), BigInt(relay.block)];
  const name = relayName(relay.url);
  if (!isLate({ at, block }, head, closes)) return <p className={styles.note}>{deliverWords.relay.with(name)}</p>;
  const since = formatDuration(head.timestamp - at);
  return <p className={styles.caution}>{deliverWords.relay.late(name, formatCount(head.number - block), since)}</p>;
}

/** The choice as the election shows it; as the ballot has it where nobody of that name stands. */
function nameOf({ candidates }: Election, choice: string): string {
  return candidates.find(({ written }) => written === choice)?.name ?? (shownText(choice) || "—");
}
