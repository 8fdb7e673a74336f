import type { Election } from "@/election/election";
import type { Phase } from "@/election/phase";
import { CopyButton } from "@/ui/CopyButton";
import { formatMomentIn, readersZone } from "@/ui/zonedFormat";
import { afterWords } from "@/words/after";
import styles from "./Share.module.css";
import { whoMayVote } from "./whoMayVote";

type LetterProps = { election: Election; phase: Phase; link: string };

/** A letter in plain words: what there is to vote on, or, once it is over, where the result is. */
export function Letter({ election, phase, link }: LetterProps) {
  const { title } = election;
  const isOver = phase === "closed";
  const text = isOver ? afterWords.resultText(title, link) : inviteText(election, link);
  const subject = isOver ? afterWords.resultSubject(title) : afterWords.mailSubject(title);
  // Lines in a mail end as RFC 6068 wants them.
  const body = encodeURIComponent(text.replaceAll("\n", "\r\n"));
  return (
    <section className={styles.part}>
      <h3>{afterWords.mail}</h3>
      <p className={styles.soft}>{afterWords.mailLead}</p>
      <p className={styles.text}>{text}</p>
      <div className={styles.row}>
        <CopyButton text={text} label={afterWords.copyText} copied={afterWords.copied} />
        <a href={`mailto:?subject=${encodeURIComponent(subject)}&body=${body}`}>{afterWords.openMail}</a>
      </div>
    </section>
  );
}

/** The invitation, with the window in the reader's zone and in UTC. */
function inviteText(election: Election, link: string): string {
  const inBoth = (seconds: bigint) => `${formatMomentIn(seconds, readersZone())} (${formatMomentIn(seconds, "UTC")})`;
  const { title, opens, closes } = election;
  return afterWords.mailText(title, inBoth(opens), inBoth(closes), whoMayVote(election), link);
}
