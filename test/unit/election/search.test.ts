import { expect, test } from "vitest";
import { candidateId, type Election, pairCandidates } from "@/election/election";
import { everything, type Search, searchElections } from "@/election/search";

const library = election(
  "Which reader shall join the library board?",
  ["Nguyễn Thị Mai — reads", "Björn Sæther"],
  0n,
  10n,
);
const roof = election("Who renews the roof?", ["Zimmerei Großmann", "None of these"], 20n, 30n);

function election(title: string, names: string[], opens: bigint, closes: bigint): Election {
  return {
    chainId: 1,
    address: `0x${candidateId(title).slice(2, 42)}`,
    organiser: title.includes("roof")
      ? "0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266"
      : "0x70997970C51812dc3A010C7d01b50e0d17dc79C8",
    roll: undefined,
    title,
    titleFlags: [],
    written: title,
    description: "about the weather",
    candidates: pairCandidates(names.map(candidateId), names),
    opens,
    closes,
    createdAt: 0n,
  };
}

/** The elections found at second 5: the library's is open, the roof's upcoming. */
function find(search: Partial<Search>): Election[] {
  const nameOf = ({ title }: Election) => (title.includes("roof") ? "Lindenhof cooperative" : undefined);
  return searchElections([library, roof], { ...everything, ...search }, nameOf, 5n);
}

test.each<[string, string, Election[]]>([
  ["nothing", "", [library, roof]],
  ["blanks", "  ", [library, roof]],
  ["a word of the title", "LIBRARY", [library]],
  ["a candidate without the accents", "nguyen", [library]],
  ["a candidate with the accents written apart", "Bjo\u0308rn", [library]],
  ["a candidate's note", "reads", [library]],
  ["the organiser's name", "lindenhof", [roof]],
  ["the organiser's address, of any case", "0xF39FD6E5", [roof]],
  ["a digit that only addresses hold", "0", []],
  ["the election's address", library.address, [library]],
  ["two words from different places", "roof großmann", [roof]],
  ["two words of which one is nowhere", "roof library", []],
  ["the description", "weather", []],
])("%s is searched for", (_, text, found) => {
  expect(find({ text })).toEqual(found);
});

test("a phase leaves out the others, with a text and without", () => {
  expect(find({ phase: "open" })).toEqual([library]);
  expect(find({ phase: "upcoming" })).toEqual([roof]);
  expect(find({ phase: "closed" })).toEqual([]);
  expect(find({ phase: "upcoming", text: "library" })).toEqual([]);
});
