import { describe, expect, test } from "vitest";
import { resolveWindow } from "@/election/votingWindow";

const at = (iso: string) => BigInt(Date.parse(iso) / 1000);
const zone = "Europe/Berlin";

describe("a window", () => {
  test("that is not set by hand opens at the full hour after 48 hours, and closes a week later", () => {
    const window = resolveWindow(
      { kind: "after", hours: 48 },
      { kind: "after", hours: 168 },
      zone,
      at("2026-11-21T12:26:18Z"),
    );
    expect(window).toMatchObject({ opens: at("2026-11-23T13:00Z"), closes: at("2026-11-30T13:00Z") });
  });

  test("stays the same for the hour after a full one", () => {
    const [opens, closes] = [
      { kind: "after", hours: 48 },
      { kind: "after", hours: 168 },
    ] as const;
    const first = resolveWindow(opens, closes, zone, at("2026-11-21T12:00:01Z"));
    expect(resolveWindow(opens, closes, zone, at("2026-11-21T13:00:00Z"))).toEqual(first);
    expect(first.opens).toBe(at("2026-11-23T13:00Z"));
  });

  test("of days closes at the time of day at which it opens, through a change of the clocks", () => {
    const window = resolveWindow(
      { kind: "at", local: "2026-10-20T18:00" },
      { kind: "after", hours: 168 },
      zone,
      at("2026-10-01T00:00Z"),
    );
    expect(window).toMatchObject({ opens: at("2026-10-20T16:00Z"), closes: at("2026-10-27T17:00Z") });
  });

  test("that opens at once began with the minute", () => {
    const window = resolveWindow(
      { kind: "after", hours: 0 },
      { kind: "after", hours: 1 },
      zone,
      at("2026-11-21T12:26:18Z"),
    );
    expect(window).toMatchObject({ opens: at("2026-11-21T12:26Z"), closes: at("2026-11-21T13:26Z") });
  });

  test("has no end before it is set, nor one after an opening that is not", () => {
    const unset = { kind: "at", local: "" } as const;
    const now = at("2026-11-21T12:00Z");
    expect(resolveWindow({ kind: "after", hours: 0 }, unset, zone, now).closes).toBeUndefined();
    expect(resolveWindow(unset, { kind: "after", hours: 1 }, zone, now)).toMatchObject({
      opens: undefined,
      closes: undefined,
    });
  });

  test("says how the clocks treat a time set by hand", () => {
    const window = resolveWindow(
      { kind: "at", local: "2026-03-29T02:30" },
      { kind: "at", local: "2026-10-25T02:30" },
      zone,
      0n,
    );
    expect(window).toMatchObject({ opensAs: "skipped", closesAs: "twice" });
  });
});
