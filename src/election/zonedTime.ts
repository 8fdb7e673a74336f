/**
 * A moment that was written in the local time of a zone, in unix seconds.
 * `skipped`: the clocks go forward over it, so it is taken for as much later. `twice`: they go back over it, so it comes
 * twice; the first is meant.
 */
export type LocalMoment = { seconds: bigint; kind: "once" | "skipped" | "twice" };

const written = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)$/;
const day = 86_400;

/**
 * Reads local time, "2026-11-27T18:00", in a zone, "Europe/Berlin", with its summer time.
 * @returns undefined where the text is no such time, as on 31 February.
 */
export function readLocal(text: string, zone: string): LocalMoment | undefined {
  const [year = 0, month = 0, date = 0, hour = 0, minute = 0] = (written.exec(text) ?? []).slice(1).map(Number);
  const local = Date.UTC(year, month - 1, date, hour, minute) / 1000;
  if (!written.test(text) || new Date(local * 1000).toISOString().slice(0, 16) !== text) return undefined;
  // No zone changes its clocks twice within two days.
  const offsets = [offsetAt(local - day, zone), offsetAt(local + day, zone)];
  const moments = [...new Set(offsets.map((offset) => local - offset))].sort((a, b) => a - b);
  const [first, second] = moments.filter((seconds) => seconds + offsetAt(seconds, zone) === local);
  if (first === undefined) return { seconds: BigInt(local - Math.min(...offsets)), kind: "skipped" };
  return { seconds: BigInt(first), kind: second === undefined ? "once" : "twice" };
}

/** Unix seconds → "2026-11-27T18:00" in a zone. Seconds within a minute are cut. */
export function writeLocal(seconds: bigint, zone: string): string {
  const local = Number(seconds) + offsetAt(Number(seconds), zone);
  return new Date(local * 1000).toISOString().slice(0, 16);
}

/** The same time of day some days later, whatever the clocks do in between. All in unix seconds. */
export function addDays(seconds: bigint, days: number, zone: string): bigint {
  const local = writeLocal(seconds, zone);
  const later = new Date(Date.parse(`${local}Z`) + days * day * 1000).toISOString().slice(0, 16);
  const moment = readLocal(later, zone);
  return moment ? moment.seconds + (seconds % 60n) : seconds + BigInt(days * day);
}

/** Whether this JavaScript knows a zone by that name. */
export function isZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** How far a zone's clocks are ahead of UTC, in seconds. */
function offsetAt(seconds: number, zone: string): number {
  const format = formats.get(zone) ?? newFormat(zone);
  formats.set(zone, format);
  const parts = Object.fromEntries(
    format.formatToParts(seconds * 1000).map(({ type, value }) => [type, Number(value)]),
  );
  const { year = 0, month = 0, day: date = 0, hour = 0, minute = 0, second = 0 } = parts;
  return Date.UTC(year, month - 1, date, hour, minute, second) / 1000 - Math.floor(seconds);
}

function newFormat(zone: string): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat("en", {
    timeZone: zone,
    calendar: "gregory",
    numberingSystem: "latn",
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  });
}
