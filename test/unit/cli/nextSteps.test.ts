import { expect, test } from "vitest";
import { nextSteps } from "@/cli/nextSteps";
import type { Answer, Finding } from "@/recount/check";
import { commandLineWords } from "@/words/commandLine";

const { next } = commandLineWords;
const whole = { block: "final", record: true, receipts: true, signatures: true } as const;
const hash = `0x${"ab".repeat(32)}` as const;

const header: Finding = { state: "failed", check: "header", fault: "hash", hash };
const own: Finding = { state: "failed", check: "own", fault: "missing" };
const coming: Finding = { state: "unknown", check: "own", lack: "open" };
const unread: Finding = { state: "unknown", check: "ballots", lack: "unread" };
const noProof: Finding = { state: "unknown", check: "state", lack: "unread" };
const sample: Finding = { state: "unknown", check: "state", lack: "sample", proven: 1, words: 2 };
const fields: Finding = { state: "unknown", check: "header", lack: "fields", fields: ["new"] };
const open: Finding = { state: "unknown", check: "finality", lack: "open", ballots: null, final: 1n };
const silent: Finding = { state: "unknown", check: "finality", lack: "silent", block: 1n };
const record: Finding = { state: "unknown", check: "limits", lack: "record" };
const some = { state: "unknown", check: "signatures", lack: "some", sent: 1n, relayed: 1n } as const;

test.each<[what: string, Answer, Finding[], string[]]>([
  ["a conflict", "conflict", [header, own], [next.askOthers, next.keep]],
  ["a ballot of one's own that is not there", "conflict", [own, open], [next.own]],
  ["a ballot of one's own that may still come", "incomplete", [coming], [next.ownLater]],
  ["what was not told, once", "incomplete", [unread, noProof], [next.missing]],
  ["a sample", "incomplete", [sample], [next.whole]],
  ["unknown fields", "incomplete", [fields], [next.unknownHere]],
  ["a block that is not final", "incomplete", [open], [next.later]],
  ["a chain that does not say what is", "incomplete", [silent], [next.depth]],
  ["contract wallets, for which nothing helps", "incomplete", [{ ...some, contracts: 1n, untold: 0n }], []],
  ["transactions that nobody told", "incomplete", [{ ...some, contracts: 1n, untold: 1n }], [next.missing]],
  ["a recount in which all is well", "proven", [], []],
])("of %s a reader is told what to do", (_, answer, findings, steps) => {
  expect(nextSteps({ answer, findings }, { asked: whole }, { file: undefined })).toEqual(steps);
});

test("a log that was left out can be read", () => {
  const recount = { answer: "incomplete", findings: [record] } as const;
  const left = nextSteps(recount, { asked: { ...whole, record: false } }, { file: undefined });
  expect(left).toEqual([next.withRecord]);
  expect(nextSteps(recount, { asked: whole }, { file: undefined })).toEqual([next.missing]);
});

test("a hash that is not the file's may be the wrong one, or the file is", () => {
  const other: Finding = { state: "failed", check: "agreement", fault: "block", endpoints: [] };
  const stepsOf = (...findings: Finding[]) =>
    nextSteps({ answer: "conflict", findings }, { asked: whole }, { file: "e.json" });
  expect(stepsOf(other)).toEqual([next.hash]);
  expect(stepsOf(other, header)).toEqual([next.fileAnew]);
  expect(stepsOf({ ...other, endpoints: ["a.example"] })).toEqual([next.fileAnew]);
});

test("of a file nothing but endpoints can tell more, or a later version", () => {
  const file = { file: "e.json" };
  expect(nextSteps({ answer: "conflict", findings: [header] }, { asked: whole }, file)).toEqual([next.fileAnew]);
  const steps = nextSteps({ answer: "incomplete", findings: [fields, unread, open] }, { asked: whole }, file);
  expect(steps).toEqual([next.unknownHere, next.fileLacks]);
});
