import { expect, test } from "vitest";
import { emptyDraft } from "@/election/draft";
import { readDraftFile, writeDraftFile } from "@/features/create/draftFile";

const draft = { ...emptyDraft("Europe/Berlin"), title: "Who?", rules: { ...emptyDraft("UTC").rules, Quorum: "25" } };
const roll = { kind: "roll", roll: "0x70997970C51812dc3A010C7d01b50e0d17dc79C8" } as const;

test("a draft is read from its file as it was, also behind a byte order mark", () => {
  expect(readDraftFile(writeDraftFile(draft))).toEqual({ draft });
  expect(readDraftFile(`\ufeff${writeDraftFile(draft)}`)).toEqual({ draft });
});

test("a roll on the chain goes into the file, a list of this browser does not", () => {
  expect(readDraftFile(writeDraftFile({ ...draft, who: "roll", voters: roll }))).toMatchObject({
    draft: { voters: roll },
  });
  const file = writeDraftFile({ ...draft, who: "roll", voters: { kind: "list", list: "secret" } });
  expect(file).not.toContain("secret");
  expect(readDraftFile(file)).toMatchObject({ draft: { who: "roll" } });
});

test("a list that a file names is not taken for one of this browser's", () => {
  const list = { kind: "list", list: "recount.draft.1" };
  const file = JSON.stringify({ recount: "draft", draft: { ...draft, who: "roll", voters: list } });
  expect(readDraftFile(file)).toEqual({ draft: { ...draft, who: "roll" } });
});

test.each([
  ["an empty file", "", { fault: "notJson" }],
  ["a picture", "\u0089PNG", { fault: "notJson" }],
  ["something else", "[]", { fault: "notDraft", place: "recount" }],
  ["another file of this page", '{"recount":"ballots"}', { fault: "notDraft", place: "recount" }],
  [
    "a wrong time",
    writeDraftFile({ ...draft, opens: { kind: "at", local: "tomorrow" } }),
    { fault: "notDraft", place: "draft.opens.local" },
  ],
  ["a missing field", writeDraftFile(draft).replace('"text"', '"texts"'), { fault: "notDraft", place: "draft.text" }],
  ["megabytes", " ".repeat(5_000_001), { fault: "tooLarge" }],
])("what is wrong with %s is named", (_, text, fault) => {
  expect(readDraftFile(text)).toEqual(fault);
});
