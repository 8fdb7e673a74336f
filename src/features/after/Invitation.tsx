import { useMutation } from "@tanstack/react-query";
import type { Election } from "@/election/election";
import { Button } from "@/ui/Button";
import { CopyButton } from "@/ui/CopyButton";
import { Notice } from "@/ui/Notice";
import { saveFile } from "@/ui/saveFile";
import { formatMomentIn, readersZone } from "@/ui/zonedFormat";
import { afterWords } from "@/words/after";
import { words } from "@/words/words";
import styles from "./Share.module.css";
import { whoMayVote } from "./whoMayVote";

type InvitationProps = { election: Election; link: string };

/** A letter in plain words, and a date for the calendar. */
export function Invitation({ election, link }: InvitationProps) {
  const text = inviteText(election, link);
  const calendar = useMutation({
    mutationFn: async () => {
      const { writeCalendar } = await import("./writeCalendar");
      const name = afterWords.calendarName(`${election.chainId}-${election.address}`);
      saveFile(name, "text/calendar", writeCalendar(election, link));
    },
  });
  const mail = `mailto:?subject=${encodeURIComponent(afterWords.mailSubject(election.title))}&body=${encodeURIComponent(text.replaceAll("\n", "\r\n"))}`;

  return (
    <>
      <section className={styles.part}>
        <h3>{afterWords.mail}</h3>
        <p className={styles.soft}>{afterWords.mailLead}</p>
        <p className={styles.text}>{text}</p>
        <div className={styles.row}>
          <CopyButton text={text} label={afterWords.copyText} copied={afterWords.copied} />
          <a href={mail}>{afterWords.openMail}</a>
        </div>
      </section>
      {fitsCalendar(election) && (
        <section className={styles.part}>
          <h3>{afterWords.calendar}</h3>
          <p className={styles.soft}>{afterWords.calendarLead}</p>
          <div className={styles.row}>
            <Button onClick={() => calendar.mutate()}>{afterWords.saveCalendar}</Button>
          </div>
          {calendar.isError && <Notice tone="fault" lead={words.fault.partMissing} />}
        </section>
      )}
    </>
  );
}

/** The letter, with the window in the reader's zone and in UTC. */
function inviteText(election: Election, link: string): string {
  const { title, opens, closes } = election;
  const [from, until] = [opens, closes].map((seconds) => {
    return `${formatMomentIn(seconds, readersZone())} (${formatMomentIn(seconds, "UTC")})`;
  });
  return afterWords.mailText(title, from ?? "", until ?? "", whoMayVote(election), link);
}

/** Whether a calendar can hold the election: its years have four digits. */
function fitsCalendar({ closes }: Election): boolean {
  return closes < 253_402_300_800n;
}
