import { words } from "@/words/words";

/** Unix seconds → "Fri 27 Nov 2026, 18:00 CET" in a zone. */
export function formatMomentIn(seconds: bigint, zone: string): string {
  const date = new Date(Number(seconds) * 1000);
  if (Number.isNaN(date.getTime())) return "—";
  return new Intl.DateTimeFormat(words.locale, {
    timeZone: zone,
    weekday: "short",
    day: "numeric",
    month: "short",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    timeZoneName: "short",
  }).format(date);
}

/** The zone of this browser, "Europe/Berlin". */
export function readersZone(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone;
}
