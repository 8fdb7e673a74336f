import { words } from "@/words/words";

const counts = new Intl.NumberFormat(words.locale);
const shares = new Intl.NumberFormat(words.locale, { style: "percent", minimumFractionDigits: 1 });
const lists = new Intl.ListFormat(words.locale, { type: "conjunction" });
const moment = {
  weekday: "short",
  day: "numeric",
  month: "short",
  hour: "2-digit",
  minute: "2-digit",
  timeZoneName: "short",
} as const;
const moments = new Intl.DateTimeFormat(words.locale, moment);
const momentsWithYear = new Intl.DateTimeFormat(words.locale, { ...moment, year: "numeric" });
const ages = new Intl.RelativeTimeFormat(words.locale, { numeric: "auto" });

/** 18204377n → "18,204,377" */
export function formatCount(count: bigint): string {
  return counts.format(count);
}

/** Thousandths → "47.5%". The cast is exact: a share is at most 1000. */
export function formatShare(thousandths: bigint): string {
  return shares.format(Number(thousandths) / 1000);
}

/** A part of a whole, which is not 0 → "669 of 1,203 · 55.6%" */
export function formatPart(part: bigint, whole: bigint): string {
  const share = (part * 2000n + whole) / (whole * 2n);
  return `${words.partOf(formatCount(part), formatCount(whole))} · ${formatShare(share)}`;
}

/** Names → "Ada, Bilal and Chiara" */
export function formatList(names: readonly string[]): string {
  return lists.format(names);
}

/** Unix seconds → "Fri 27 Nov, 18:00 CET" in the reader's zone; the year is added where it is not `now`'s. */
export function formatMoment(seconds: bigint, now: number): string {
  const date = toDate(seconds);
  if (!date) return "—";
  const isThisYear = date.getFullYear() === new Date(now).getFullYear();
  return (isThisYear ? moments : momentsWithYear).format(date);
}

/** Unix seconds → the ISO 8601 text that `<time datetime>` wants. */
export function formatIso(seconds: bigint): string | undefined {
  return toDate(seconds)?.toISOString();
}

/** Seconds → "3 days 4 hours", the two largest units; below a minute the seconds. */
export function formatDuration(seconds: bigint): string {
  const units = [
    ["day", 86400n],
    ["hour", 3600n],
    ["minute", 60n],
    ["second", 1n],
  ] as const;
  const first = units.findIndex(([, size]) => seconds >= size);
  const [unit, size] = units[first] ?? (["second", 1n] as const);
  const next = units[first + 1];
  const rest = next && unit !== "minute" ? (seconds % size) / next[1] : 0n;
  const parts = [formatUnit(seconds / size, unit)];
  if (next && rest > 0n) parts.push(formatUnit(rest, next[0]));
  return parts.join(" ");
}

/** Seconds → "4 seconds ago", "now" */
export function formatAgo(seconds: number): string {
  if (seconds < 60) return ages.format(-Math.floor(seconds), "second");
  if (seconds < 3600) return ages.format(-Math.floor(seconds / 60), "minute");
  return ages.format(-Math.floor(seconds / 3600), "hour");
}

/** An address or hash cut to its ends: "0x7f3a…c91e". Word joiners keep a line from breaking at the dots. */
export function shorten(hex: string): string {
  return `${hex.slice(0, 6)}\u2060…\u2060${hex.slice(-4)}`;
}

function formatUnit(count: bigint, unit: string): string {
  return new Intl.NumberFormat(words.locale, { style: "unit", unit, unitDisplay: "long" }).format(count);
}

/** An election may name any 64-bit second; dates end in the year 275760. */
function toDate(seconds: bigint): Date | undefined {
  return seconds <= 8_640_000_000_000n ? new Date(Number(seconds) * 1000) : undefined;
}
