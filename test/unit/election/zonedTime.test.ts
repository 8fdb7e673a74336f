import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addDays, isZone, readLocal, writeLocal } from "@/election/zonedTime";

const seconds = (iso: string) => BigInt(Date.parse(iso) / 1000);

describe("local time is read", () => {
  test.each([
    ["in winter", "2026-11-27T18:00", "Europe/Berlin", "2026-11-27T17:00Z", "once"],
    ["in summer", "2026-07-27T18:00", "Europe/Berlin", "2026-07-27T16:00Z", "once"],
    ["half an hour off", "2026-07-27T18:00", "Asia/Kolkata", "2026-07-27T12:30Z", "once"],
    ["west of Greenwich", "2026-01-01T00:30", "America/New_York", "2026-01-01T05:30Z", "once"],
    ["while the clocks go forward", "2026-03-29T02:30", "Europe/Berlin", "2026-03-29T01:30Z", "skipped"],
    ["just after they went forward", "2026-03-29T03:00", "Europe/Berlin", "2026-03-29T01:00Z", "once"],
    ["while they go back", "2026-10-25T02:30", "Europe/Berlin", "2026-10-25T00:30Z", "twice"],
    ["while they go back in the west", "2026-11-01T01:30", "America/New_York", "2026-11-01T05:30Z", "twice"],
    ["where a whole day was left out", "2011-12-30T12:00", "Pacific/Apia", "2011-12-30T22:00Z", "skipped"],
  ])("%s", (_, local, zone, utc, kind) => {
    expect(readLocal(local, zone)).toEqual({ seconds: seconds(utc), kind });
  });

  test.each(["", "2026-02-30T10:00", "2026-13-01T10:00", "2026-01-01T24:00", "2026-01-01", "next Friday"])(
    "but not %j",
    (text) => {
      expect(readLocal(text, "Europe/Berlin")).toBeUndefined();
    },
  );
});

const zones = ["Europe/Berlin", "America/New_York", "Asia/Kathmandu", "Australia/Lord_Howe", "Pacific/Apia", "UTC"];
const minutes = fc.integer({ min: Date.UTC(2020, 0) / 60_000, max: Date.UTC(2040, 0) / 60_000 });

test("what is written is read again, in any zone; where it comes twice, as the first", () => {
  fc.assert(
    fc.property(minutes, fc.constantFrom(...zones), (minute, zone) => {
      const moment = BigInt(minute) * 60n;
      const read = readLocal(writeLocal(moment, zone), zone);
      expect(read?.kind).not.toBe("skipped");
      if (read?.kind === "once") expect(read.seconds).toBe(moment);
      else expect(moment - (read?.seconds ?? 0n)).toBeLessThanOrEqual(3600n);
    }),
    { numRuns: 2000 },
  );
});

test("days later it is the same time of day, whatever the clocks did", () => {
  expect(addDays(seconds("2026-10-20T16:00Z"), 7, "Europe/Berlin")).toBe(seconds("2026-10-27T17:00Z"));
  expect(addDays(seconds("2026-03-25T17:00:30Z"), 7, "Europe/Berlin")).toBe(seconds("2026-04-01T16:00:30Z"));
  fc.assert(
    fc.property(minutes, fc.integer({ min: 0, max: 60 }), fc.constantFrom(...zones), (minute, days, zone) => {
      const moment = BigInt(minute) * 60n;
      const later = addDays(moment, days, zone);
      const drift = later - moment - BigInt(days) * 86_400n;
      expect(drift >= -3600n && drift <= 3600n).toBe(true);
    }),
  );
});

test("a zone is known by its name", () => {
  expect(isZone("Europe/Berlin")).toBe(true);
  expect(isZone("Europe/Atlantis")).toBe(false);
});
