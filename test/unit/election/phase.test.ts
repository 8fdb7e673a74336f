import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { chainTime, phaseAt } from "@/election/phase";

describe("phaseAt", () => {
  const window = { opens: 1000n, closes: 2000n };

  test.each([
    [0n, "upcoming"],
    [999n, "upcoming"],
    [1000n, "open"],
    [1999n, "open"],
    [2000n, "closed"],
    [2n ** 64n - 1n, "closed"],
  ])("at second %d an election from 1000 to 2000 is %s", (time, phase) => {
    expect(phaseAt(window, time)).toBe(phase);
  });

  test("a window of one second is open in that second alone", () => {
    const second = { opens: 7n, closes: 8n };
    expect([6n, 7n, 8n].map((time) => phaseAt(second, time))).toEqual(["upcoming", "open", "closed"]);
  });
});

describe("chainTime", () => {
  test("is the head's time when it was just seen", () => {
    expect(chainTime({ timestamp: 1000n, seenAt: 5_000_000 }, 5_000_000)).toBe(1000n);
  });

  test("goes on by whole seconds, never ahead of the time passed", () => {
    const head = { timestamp: 1000n, seenAt: 5_000_000 };
    expect(chainTime(head, 5_000_999)).toBe(1000n);
    expect(chainTime(head, 5_001_000)).toBe(1001n);
    expect(chainTime(head, 5_061_500)).toBe(1061n);
  });

  test("does not go back where the reader's clock was set back", () => {
    expect(chainTime({ timestamp: 1000n, seenAt: 5_000_000 }, 4_000_000)).toBe(1000n);
  });

  test("is the same on a clock that is a day off, in either direction", () => {
    const seconds = fc.integer({ min: 0, max: 4_000_000_000 });
    const milliseconds = fc.integer({ min: 0, max: 86_400_000 });
    fc.assert(
      fc.property(seconds, milliseconds, fc.constantFrom(-86_400_000, 86_400_000), (timestamp, passed, error) => {
        const seenAt = 1_800_000_000_000;
        const right = chainTime({ timestamp: BigInt(timestamp), seenAt }, seenAt + passed);
        const wrong = chainTime({ timestamp: BigInt(timestamp), seenAt: seenAt + error }, seenAt + error + passed);
        expect(wrong).toBe(right);
        expect(right).toBe(BigInt(timestamp + Math.floor(passed / 1000)));
      }),
    );
  });
});
