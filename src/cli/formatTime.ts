import { commandLineWords } from "@/words/commandLine";
import { words } from "@/words/words";

const ages = new Intl.RelativeTimeFormat(words.locale, { numeric: "always" });
const counts = new Intl.NumberFormat(words.locale);
const units = [
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
] as const;

/** Unix seconds → "2026-11-27 18:00:05 UTC". An election may name any 64-bit second; dates end in the year 275760. */
export function formatTime(seconds: bigint): string {
  if (seconds > 8_640_000_000_000n) return commandLineWords.someSecond(counts.format(seconds));
  return new Date(Number(seconds) * 1000).toISOString().replace("T", " ").replace(".000Z", " UTC");
}

/** How long before `now` that was, in the largest whole unit: "3 hours ago", or "in 2 minutes" where a clock is wrong. */
export function formatAgo(seconds: bigint, now: bigint): string {
  const passed = Number(now - seconds);
  const [unit, size] = units.find(([, size]) => Math.abs(passed) >= size) ?? (["second", 1] as const);
  // Also of 0, which becomes -0: "0 seconds ago", not "in 0 seconds".
  return ages.format(-Math.trunc(passed / size), unit);
}
