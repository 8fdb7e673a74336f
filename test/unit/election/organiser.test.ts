import { expect, test } from "vitest";
import { isAcquainted, organiserName } from "@/election/organiser";

const [society, friend, stranger] = [
  "0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266",
  "0x70997970C51812dc3A010C7d01b50e0d17dc79C8",
  "0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC",
] as const;
const known = { named: [{ address: society, name: "Allotment society" }], opened: [friend] };

test("an organiser is known by name, or because an election of theirs was opened; everybody else is a stranger", () => {
  expect([society, friend, stranger].map((organiser) => isAcquainted(known, organiser))).toEqual([true, true, false]);
});

test("only whoever hosts the page gives an organiser a name", () => {
  expect([society, friend].map((organiser) => organiserName(known, organiser))).toEqual([
    "Allotment society",
    undefined,
  ]);
});
