import { expect, test } from "vitest";
import { byteLength, textLength } from "@/election/question";

test("texts are measured in the bytes that the contracts count", () => {
  expect(byteLength("Ada")).toBe(3);
  expect(byteLength("Åse")).toBe(4);
  expect(byteLength("👩🏽‍🚀")).toBe(15);
  expect(textLength({ title: "Åse?", description: "é", candidates: ["Ja", "Nö"] })).toBe(5 + 2 + 2 + 3);
});
