import { afterEach, describe, expect, test, vi } from "vitest";
import {
  formatAgo,
  formatCount,
  formatDuration,
  formatIso,
  formatList,
  formatMoment,
  formatShare,
  shorten,
} from "@/ui/format";

test.each([
  [0n, "0"],
  [999n, "999"],
  [18_204_377n, "18,204,377"],
  [2n ** 64n - 1n, "18,446,744,073,709,551,615"],
])("formatCount of %d", (count, text) => {
  expect(formatCount(count)).toBe(text);
});

test.each([
  [0n, "0.0%"],
  [1n, "0.1%"],
  [333n, "33.3%"],
  [475n, "47.5%"],
  [1000n, "100.0%"],
])("formatShare of %d thousandths", (thousandths, text) => {
  expect(formatShare(thousandths)).toBe(text);
});

test.each([
  [[], ""],
  [["Ada"], "Ada"],
  [["Ada", "Bilal"], "Ada and Bilal"],
  [["Ada", "Bilal", "Chiara"], "Ada, Bilal and Chiara"],
])("formatList of %o", (names, text) => {
  expect(formatList(names)).toBe(text);
});

test.each([
  [0n, "0 seconds"],
  [1n, "1 second"],
  [59n, "59 seconds"],
  [60n, "1 minute"],
  [119n, "1 minute"],
  [3599n, "59 minutes"],
  [3600n, "1 hour"],
  [3659n, "1 hour"],
  [3660n, "1 hour 1 minute"],
  [86_399n, "23 hours 59 minutes"],
  [86_400n, "1 day"],
  [89_999n, "1 day"],
  [90_000n, "1 day 1 hour"],
  [3n * 86_400n + 4n * 3600n + 59n * 60n, "3 days 4 hours"],
  [2n ** 64n - 1n, "213,503,982,334,601 days 7 hours"],
])("formatDuration of %d seconds", (seconds, text) => {
  expect(formatDuration(seconds)).toBe(text);
});

test.each([
  [0, "now"],
  [0.9, "now"],
  [1, "1 second ago"],
  [59.9, "59 seconds ago"],
  [60, "1 minute ago"],
  [3599, "59 minutes ago"],
  [3600, "1 hour ago"],
  [86_400 * 3, "72 hours ago"],
])("formatAgo of %d seconds", (seconds, text) => {
  expect(formatAgo(seconds)).toBe(text);
});

test("shorten keeps both ends and never breaks at the dots", () => {
  const joiner = "\u2060";
  expect(shorten("0x7f3a000000000000000000000000000000c91e")).toBe(`0x7f3a${joiner}…${joiner}c91e`);
});

describe("formatIso", () => {
  test.each<[bigint, string | undefined]>([
    [0n, "1970-01-01T00:00:00.000Z"],
    [1_800_000_000n, "2027-01-15T08:00:00.000Z"],
    [8_640_000_000_000n, "+275760-09-13T00:00:00.000Z"],
    [8_640_000_000_001n, undefined],
    [2n ** 64n - 1n, undefined],
  ])("of second %d", (seconds, text) => {
    expect(formatIso(seconds)).toBe(text);
  });
});

describe("formatMoment", () => {
  afterEach(() => vi.unstubAllEnvs());

  const thursday = 1_795_712_400n; // 2026-11-26T17:00:00Z
  const sameYear = Date.UTC(2026, 5, 1);

  /** The formatter as a reader in this zone loads it. */
  async function formatIn(zone: string): Promise<typeof formatMoment> {
    vi.stubEnv("TZ", zone);
    vi.resetModules();
    return (await import("@/ui/format")).formatMoment;
  }

  test.each([
    ["UTC", /^Thu\W+26 Nov\W.*17:00 UTC$/],
    ["Europe/Berlin", /^Thu\W+26 Nov\W.*18:00 CET$/],
    ["America/New_York", /^Thu\W+26 Nov\W.*12:00 GMT-5$/],
    ["Asia/Kolkata", /^Thu\W+26 Nov\W.*22:30 GMT\+5:30$/],
    ["Pacific/Auckland", /^Fri\W+27 Nov\W.*06:00 GMT\+13$/],
  ])("tells day, time and zone of a reader in %s", async (zone, text) => {
    const format = await formatIn(zone);
    expect(format(thursday, sameYear)).toMatch(text);
    expect(format(thursday, sameYear)).not.toContain("2026");
  });

  test("adds the year where it is not the reader's", async () => {
    const format = await formatIn("UTC");
    expect(format(thursday, Date.UTC(2027, 0, 1))).toMatch(/26 Nov.* 2026/);
  });

  test("takes the year, too, from the reader's zone", async () => {
    const newYear = 1_798_761_600n; // 2027-01-01T00:00:00Z, still 2026 in New York
    expect((await formatIn("America/New_York"))(newYear, sameYear)).not.toMatch(/202\d/);
    expect((await formatIn("Europe/Berlin"))(newYear, sameYear)).toContain("2027");
  });

  test("is a dash past the end of all calendars", () => {
    expect(formatMoment(8_640_000_000_001n, sameYear)).toBe("—");
    expect(formatMoment(2n ** 64n - 1n, sameYear)).toBe("—");
  });
});
