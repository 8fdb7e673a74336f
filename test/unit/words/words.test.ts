import { describe, expect, test } from "vitest";
import { words } from "@/words/words";

type Sentence = [place: string, sentence: unknown];

const files = import.meta.glob<Record<string, unknown>>("@/words/*.ts", { eager: true });
const sentences = Object.values(files).flatMap((file) => {
  return Object.entries(file).flatMap(([name, catalogue]) => sentencesOf(name, catalogue));
});

/** Where a second argument chooses between the wordings for one and for several, and is not shown itself. */
const switched = [
  "createWords.form.letters",
  "ledgerWords.apart",
  "ledgerWords.batch",
  "ledgerWords.since",
  "minutesWords.voters",
  "receiptWords.key",
  "recountWords.count.accounts",
  "recountWords.count.ballots",
  "recountWords.count.blocks",
  "recountWords.count.endpoints",
  "recountWords.count.parties",
  "recountWords.count.slots",
  "recountWords.count.voters",
  "signWords.review.deliveryText",
  "words.list.ballots",
];

describe("every sentence", () => {
  const [texts, templates] = [sentences.filter(isText), sentences.filter(isTemplate)];

  test.each(texts)("%s says something, and no more than that", (place, text) => {
    // Nothing is added while the wallet is looked for.
    if (place === "words.eligibility.lookingForWallet.rest") return;
    expect(text).toMatch(/^\S.*\S$|^\S$/);
    expect(text).not.toMatch(/ {2}|undefined|\.\.\./);
  });

  test.each(templates)("%s shows whatever it is given", (place, template) => {
    const parts = Array.from({ length: template.length }, (_, index) => `<${index}>`);
    const text = JSON.stringify(template(...parts));
    const shown = switched.includes(place) ? parts.slice(0, 1) : parts;
    for (const part of shown) expect(text).toContain(part);
  });

  test("is looked for in the files of words", () => {
    expect(sentences.map(([place]) => place)).toContain("words.footer");
  });

  test("of one and of several ballots differ", () => {
    expect(words.list.ballots("1", true)).toBe("1 ballot");
    expect(words.list.ballots("2", false)).toBe("2 ballots");
  });
});

type Template = (...parts: string[]) => unknown;

function isText(sentence: Sentence): sentence is [string, string] {
  return typeof sentence[1] === "string";
}

function isTemplate(sentence: Sentence): sentence is [string, Template] {
  return typeof sentence[1] === "function";
}

function sentencesOf(place: string, value: unknown): Sentence[] {
  if (typeof value !== "object" || value === null) return [[place, value]];
  return Object.entries(value).flatMap(([key, inner]) => sentencesOf(`${place}.${key}`, inner));
}
