import { keccak256, stringToHex } from "viem";
import { describe, expect, test } from "vitest";
import { findCandidate, NoCandidateError } from "@/cli/findCandidate";

const named = (...names: string[]) => ({ candidates: names.map((name) => stringToHex(name)) });
const idOf = (name: string) => keccak256(stringToHex(name));

describe("a candidate is found", () => {
  test.each([
    ["by the name", "Ada", named("Ada — plot 14", "Ada"), "Ada"],
    ["by the name as it is shown", "Ada B", named("Ada\u202e B", "Grace"), "Ada\u202e B"],
    ["by how the name begins", "ada", named("Grace", "Ada — plot 14"), "Ada — plot 14"],
  ])("%s", (_, choice, origin, name) => {
    expect(findCandidate(choice, origin)).toBe(idOf(name));
  });

  test.each([
    ["nobody", "Bo"],
    ["several", "A"],
    ["nobody in particular", ""],
  ])("but not where %s is meant", (_, choice) => {
    const names = ["Ada", "Alan", "Grace"];
    expect(() => findCandidate(choice, named(...names))).toThrow(new NoCandidateError(choice, names));
  });
});
