import { addDays, type LocalMoment, readLocal } from "./zonedTime";

/**
 * A moment as an organiser sets it: some hours after another (publishing, or the opening), or at a time of the draft's
 * zone, "2026-11-27T18:00", empty while it is not set.
 */
export type SetMoment = { kind: "after"; hours: number } | { kind: "at"; local: string };

/** The window that a draft names, in unix seconds; undefined what it does not name yet. */
export type VotingWindow = {
  opens: bigint | undefined;
  closes: bigint | undefined;
  /** How the clocks treat a time that was set by hand. */
  opensAs: LocalMoment["kind"];
  closesAs: LocalMoment["kind"];
};

/**
 * The window if the election were published at `now` (chain time, unix seconds). An opening some hours later waits for
 * the next full hour, so that nobody has to remember an odd minute; one at once begins with the minute. A window of whole
 * days closes at the time of day at which it opens.
 */
export function resolveWindow(opens: SetMoment, closes: SetMoment, zone: string, now: bigint): VotingWindow {
  const opening = resolveOpening(opens, zone, now);
  const closing = resolveClosing(closes, zone, opening?.seconds);
  return {
    opens: opening?.seconds,
    closes: closing?.seconds,
    opensAs: opening?.kind ?? "once",
    closesAs: closing?.kind ?? "once",
  };
}

function resolveOpening(opens: SetMoment, zone: string, now: bigint): LocalMoment | undefined {
  if (opens.kind === "at") return readLocal(opens.local, zone);
  if (opens.hours === 0) return { seconds: now - (now % 60n), kind: "once" };
  const earliest = now + BigInt(opens.hours) * 3600n;
  return { seconds: ((earliest + 3599n) / 3600n) * 3600n, kind: "once" };
}

function resolveClosing(closes: SetMoment, zone: string, opening: bigint | undefined): LocalMoment | undefined {
  if (closes.kind === "at") return readLocal(closes.local, zone);
  if (opening === undefined) return undefined;
  const isWholeDays = closes.hours % 24 === 0;
  const seconds = isWholeDays ? addDays(opening, closes.hours / 24, zone) : opening + BigInt(closes.hours) * 3600n;
  return { seconds, kind: "once" };
}
