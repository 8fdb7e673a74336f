import { keccak256 } from "viem";
import { describe, expect, test } from "vitest";
import { writeBallotCode } from "@/election/ballotCode";
import { writeBallotFile } from "@/election/ballotFile";
import { readBallotText } from "@/election/ballotText";
import type { SignedBallot } from "@/election/signedBallot";

const ada: SignedBallot = {
  chainId: 31337,
  election: "0x00000000000000000000000000000000000e1Ec7",
  voter: "0x70997970C51812dc3A010C7d01b50e0d17dc79C8",
  index: 412,
  choice: "Ada — plot 7",
  signedBy: "key",
  signature: `0x${"ab".repeat(64)}`,
};
const grace: SignedBallot = { ...ada, index: 7, choice: 'Grace "G" {Hopper}' };
const wallets: SignedBallot = { ...ada, index: 8, signedBy: "wallet", signature: `0x${"cd".repeat(650)}` };

const link = (ballot: SignedBallot) => `https://recount.example/page/#/deliver/${writeBallotCode(ballot)}`;
const whole = (...ballots: SignedBallot[]) => ({ ballots, faults: [] });

describe("ballots in a text", () => {
  test.each([
    ["a file", writeBallotFile(ada), [ada]],
    ["a file saved with a byte order mark", `\ufeff${writeBallotFile(ada)}`, [ada]],
    ["a file on one line, with its fields in another order", JSON.stringify(reversed(ada)), [ada]],
    [
      "files one after another",
      writeBallotFile(ada) + writeBallotFile(grace) + writeBallotFile(wallets),
      [ada, grace, wallets],
    ],
    ["a list of files", `[${writeBallotFile(ada)},${writeBallotFile(grace)}]`, [ada, grace]],
    ["a link", link(ada), [ada]],
    ["a link in a sentence", `Please deliver this: <${link(ada)}>. Thank you, "A."`, [ada]],
    ["two links on a line", `${link(ada)} ${link(grace)}`, [ada, grace]],
    ["codes, one on each line", `${writeBallotCode(ada)}\r\n  ${writeBallotCode(grace)}\r\n\r\n`, [ada, grace]],
    ["a code that a mail program has broken and quoted", broken(`> ${link(wallets)}`, 70, "\n> "), [wallets]],
    [
      "a broken link between two others",
      [link(ada), broken(link(grace), 60, "\n"), link(wallets)].join("\n"),
      [ada, grace, wallets],
    ],
    [
      "all of it together",
      `Two files:\n${writeBallotFile(ada)}\nand\n${writeBallotFile(grace)}\n${link(wallets)}`,
      [ada, grace, wallets],
    ],
  ])("are read from %s", (_, text, ballots) => {
    expect(readBallotText(text)).toEqual(whole(...ballots));
  });
});

describe("what is no ballot is named with its line", () => {
  const file = JSON.parse(writeBallotFile(ada));

  test.each([
    ["nothing at all", "", { line: 1, fault: "nothing" }],
    ["words", 'Dear all,\nmy ballot is "attached" {really}.\n', { line: 2, fault: "cutOff" }],
    ["words without braces", "Dear all,\nmy ballot is attached.\n", { line: 1, fault: "nothing" }],
    ["a word as long as a code", "a".repeat(200), { line: 1, fault: "damaged" }],
    ["a code that was cut off", `\n${writeBallotCode(ada).slice(0, -5)}`, { line: 2, fault: "damaged" }],
    ["a link with a changed letter", link(ada).replace("AQAAA", "AQBAA"), { line: 1, fault: "damaged" }],
    ["a code of a later version", laterVersion(), { line: 1, fault: "otherVersion" }],
    ["a file that was cut off", writeBallotFile(ada).slice(0, -60), { line: 1, fault: "cutOff" }],
    ["a file that is no JSON", `hello\n{"kind": recount-ballot}`, { line: 2, fault: "cutOff" }],
    ["another file", '{"recount":"draft","draft":{}}', { line: 1, fault: "otherKind" }],
    ["a file of a later version", JSON.stringify({ ...file, version: 2 }), { line: 1, fault: "otherVersion" }],
    ["a file with a wrong field", JSON.stringify({ ...file, voter: "0x1" }), wrong("voter")],
    ["a file that lacks a field", JSON.stringify({ ...file, signature: undefined }), wrong("signature")],
    ["a file with a field too many", JSON.stringify({ ...file, note: "hello" }), wrong("note")],
  ])("%s", (_, text, fault) => {
    expect(readBallotText(text)).toEqual({ ballots: [], faults: [fault] });
  });

  test("and costs the ballots around it nothing", () => {
    const cut = writeBallotFile(ada).slice(0, 150);
    const text = [link(ada), cut, writeBallotFile(grace), "a".repeat(100), link(wallets)].join("\n");
    expect(readBallotText(text)).toEqual({
      ballots: [grace, ada, wallets],
      faults: [
        { line: 2, fault: "cutOff" },
        { line: 19, fault: "damaged" },
      ],
    });
  });

  test.each([
    ["damaged codes", `${writeBallotCode(ada).slice(0, -4)}\n`],
    ["damaged links on one line", "#/deliver/a "],
    ["files of other kinds", "{}"],
    ["files that were cut off", '{"\n'],
  ])("a text of %s without end is read no further than its hundredth fault", (_, part) => {
    expect(readBallotText(part.repeat(5000)).faults).toHaveLength(100);
  });

  test("the line of a fault is counted over whatever stands before it", () => {
    const text = `Dear all,\n\n${writeBallotFile(ada)}and {\n"kind": "other"\n}\n{"kind": `;
    const lines = writeBallotFile(ada).split("\n").length - 1;
    const faults = [
      { line: 3 + lines, fault: "otherKind" },
      { line: 6 + lines, fault: "cutOff" },
    ];
    expect(readBallotText(text)).toEqual({ ballots: [ada], faults });
  });
});

function wrong(field: string) {
  return { line: 1, fault: "wrongField", field };
}

/** The ballot's file with its fields from the last to the first. */
function reversed(ballot: SignedBallot): object {
  return Object.fromEntries(Object.entries(JSON.parse(writeBallotFile(ballot))).reverse());
}

function broken(text: string, width: number, by: string): string {
  return text.match(new RegExp(`.{1,${width}}`, "g"))?.join(by) ?? "";
}

/** A whole code whose first byte no version has used yet. */
function laterVersion(): string {
  const content = Buffer.from(writeBallotCode(ada), "base64url").subarray(0, -4);
  content[0] = 9;
  const check = Buffer.from(keccak256(content).slice(2, 10), "hex");
  return Buffer.concat([content, check]).toString("base64url");
}
