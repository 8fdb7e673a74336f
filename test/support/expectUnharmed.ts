import { expect } from "vitest";
import type { UnderLoad } from "./loadRelay";

const known = ["accepted", "sent", "inBlock", "final"];
/** What each kind of spam may be answered: `broken` is a line that the relay cut. */
const answers: Record<string, readonly string[]> = {
  garbage: ["malformed", "tooMany", "broken"],
  oversize: ["tooLarge", "tooMany", "broken"],
  // The choice that is forged may be the one that the voter has handed in.
  forged: ["badSignature", "otherBallotHeld", ...known, "alreadyVoted", "tooMany", "broken"],
  repeated: [...known, "alreadyVoted", "tooMany", "broken"],
  elections: ["notGenuine", "tooMany", "broken"],
  slow: ["cut", "open"],
};

/** Whatever came beside them, every honest ballot was accepted and is counted as it was signed, and no other one. */
export function expectUnharmed({ handedIn, spam, counted, signed, health, use }: UnderLoad): void {
  expect(handedIn.filter(({ answer }) => !known.includes(answer.said))).toEqual([]);
  expect(counted).toEqual(signed);
  expect(health).toBe(200);
  // It starts with some 220; what is held of strangers must not add up.
  expect(use?.mostMemory ?? 0).toBeLessThan(700);

  expect(Object.keys(spam).sort()).toEqual(Object.keys(answers).sort());
  const unexpected = Object.entries(spam).flatMap(([kind, counts]) =>
    Object.keys(counts).filter((said) => !answers[kind]?.includes(said)),
  );
  expect(unexpected).toEqual([]);
  expect(spam.garbage?.malformed).toBeGreaterThan(0);
  expect(spam.forged?.badSignature).toBeGreaterThan(0);
  expect(spam.elections?.notGenuine).toBeGreaterThan(0);
  expect(spam.slow?.cut).toBeGreaterThan(0);
}
