import { describe, expect, test } from "vitest";
import { words } from "@/words/words";

type Sentence = [place: string, sentence: unknown];

const sentences = sentencesOf("words", words);

describe("every sentence", () => {
  const [texts, templates] = [sentences.filter(isText), sentences.filter(isTemplate)];

  test.each(texts)("%s says something, and no more than that", (place, text) => {
    // Nothing is added while the wallet is looked for.
    if (place === "words.eligibility.lookingForWallet.rest") return;
    expect(text).toMatch(/^\S.*\S$|^\S$/);
    expect(text).not.toMatch(/ {2}|undefined|\.\.\./);
  });

  test.each(templates)("%s shows whatever it is given", (_, template) => {
    const parts = Array.from({ length: template.length }, (_, index) => `<${index}>`);
    const text = JSON.stringify(template(...parts));
    for (const part of parts.filter((part) => !isSwitch(template, part))) expect(text).toContain(part);
  });

  test("of one and of several ballots differ", () => {
    expect(words.list.ballots("1", true)).toBe("1 ballot");
    expect(words.list.ballots("2", false)).toBe("2 ballots");
  });
});

/** The one argument that chooses between two wordings and is not shown. */
function isSwitch(template: Template, part: string): boolean {
  return template === (words.list.ballots as unknown) && part === "<1>";
}

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
