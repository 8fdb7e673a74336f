import ical, { ICalAlarmType, ICalCalendarMethod } from "ical-generator";
import type { Election } from "@/election/election";
import { afterWords } from "@/words/after";

const day = 86_400n;

/**
 * An election as a calendar file (RFC 5545): from opening to closing, with a reminder a day before voting closes, or when
 * it opens where that is later. It must close before the year 10000. The same election is always the same event, so saving it twice adds nothing.
 */
export function writeCalendar(election: Election, link: string): string {
  const { chainId, address, title, opens, closes, createdAt } = election;
  const remindAt = closes - day > opens ? closes - day : opens;
  const calendar = ical({ prodId: { company: "Recount", product: "Recount" }, method: ICalCalendarMethod.PUBLISH });
  calendar.createEvent({
    id: `${chainId}-${address.toLowerCase()}@recount`,
    // When the election was put up, not when the file is saved: nothing about it changes.
    stamp: dateOf(createdAt),
    start: dateOf(opens),
    end: dateOf(closes),
    summary: afterWords.event(title),
    description: afterWords.eventText(link),
    url: link,
    alarms: [{ type: ICalAlarmType.display, trigger: dateOf(remindAt), description: afterWords.alarm(title) }],
  });
  return calendar.toString();
}

/** The cast is exact: calendars end with the year 9999. */
function dateOf(seconds: bigint): Date {
  return new Date(Number(seconds) * 1000);
}
