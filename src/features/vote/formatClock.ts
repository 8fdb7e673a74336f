import { formatMoment } from "@/ui/format";
import { words } from "@/words/words";

const clock = new Intl.DateTimeFormat(words.locale, { hour: "2-digit", minute: "2-digit" });

/** Unix seconds → "14:02" in the reader's zone, or with its day where that is not `now`'s (milliseconds). */
export function formatClock(seconds: bigint, now: number): string {
  const date = new Date(Number(seconds) * 1000);
  const isToday = date.toDateString() === new Date(now).toDateString();
  return isToday ? clock.format(date) : formatMoment(seconds, now);
}
