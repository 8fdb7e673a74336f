import { Link } from "wouter";
import type { Election } from "@/election/election";
import type { Phase } from "@/election/phase";
import { Button } from "@/ui/Button";
import { CopyButton } from "@/ui/CopyButton";
import { afterWords } from "@/words/after";
import { CalendarFile } from "./CalendarFile";
import { Code } from "./Code";
import { Letter } from "./Letter";
import styles from "./Share.module.css";

type ShareProps = {
  election: Election;
  /** By the clock: what is over is not to be voted in. */
  phase: Phase;
  /** The election's page. */
  link: string;
};

/** Everything with which an election is made known: its link, a code, a letter, a date, and what can be printed. */
export function Share({ election, phase, link }: ShareProps) {
  const path = `/${election.chainId}/${election.address}`;
  return (
    <div className={styles.share}>
      <section className={styles.part}>
        <h3>{afterWords.link}</h3>
        <p className={styles.link}>{link}</p>
        <div className={styles.row}>
          <CopyButton text={link} label={afterWords.copyLink} copied={afterWords.copied} />
          {"share" in navigator && (
            // Whoever closes the system's dialog has changed their mind: nothing is to be said.
            <Button onClick={() => void navigator.share({ title: election.title, url: link }).catch(() => {})}>
              {afterWords.shareLink}
            </Button>
          )}
        </div>
      </section>
      <Code election={election} link={link} />
      <Letter election={election} phase={phase} link={link} />
      {phase !== "closed" && <CalendarFile election={election} link={link} />}
      <section className={styles.part}>
        <h3>{afterWords.papers}</h3>
        <p className={styles.soft}>{afterWords.paperLead}</p>
        <p className={styles.row}>
          <Link href={`${path}/notice`}>{afterWords.notice}</Link>
          <Link href={`${path}/minutes`}>{afterWords.minutes}</Link>
        </p>
      </section>
    </div>
  );
}
