import { useMutation } from "@tanstack/react-query";
import type { Election } from "@/election/election";
import { Button } from "@/ui/Button";
import { Notice } from "@/ui/Notice";
import { saveFile } from "@/ui/saveFile";
import { afterWords } from "@/words/after";
import { words } from "@/words/words";
import styles from "./Share.module.css";

/** The years of calendars have four digits: where they end, in unix seconds. */
const lastYearEnds = 253_402_300_800n;

/** The voting as a date for the calendar; nothing where no calendar reaches so far. */
export function CalendarFile({ election, link }: { election: Election; link: string }) {
  const saving = useMutation({
    mutationFn: async () => {
      const { writeCalendar } = await import("./writeCalendar");
      const name = afterWords.calendarName(`${election.chainId}-${election.address}`);
      saveFile(name, "text/calendar", writeCalendar(election, link));
    },
  });
  if (election.closes >= lastYearEnds) return null;
  return (
    <section className={styles.part}>
      <h3>{afterWords.calendar}</h3>
      <p className={styles.soft}>{afterWords.calendarLead}</p>
      <div className={styles.row}>
        <Button onClick={() => saving.mutate()}>{afterWords.saveCalendar}</Button>
      </div>
      {saving.isError && <Notice tone="fault" lead={words.fault.partMissing} />}
    </section>
  );
}
