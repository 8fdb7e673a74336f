import { describe, expect, test } from "vitest";
import { ArgumentsError, readArguments } from "@/cli/readArguments";

const election = "0x5FbDB2315678afecb367f032d93F642f64180aa3";
const voter = "0x70997970C51812dc3A010C7d01b50e0d17dc79C8";
const url = "https://rpc.example/v1/key";

/** All that is not said otherwise. */
const plain = {
  kind: "recount",
  election,
  chainId: undefined,
  urls: [url],
  block: "final",
  own: undefined,
  record: true,
  receipts: true,
  signatures: true,
  proof: "auto",
  finalityDepth: undefined,
  file: undefined,
};

describe("a command line", () => {
  test.each<[string[], object]>([
    [[election, "--rpc", url], plain],
    [[election.toLowerCase(), "--rpc", url], plain],
    [[`https://vote.example/#/10/${election}`], { ...plain, chainId: 10, urls: [] }],
    [[`#/10/${election}/receipt/${voter}`], { ...plain, chainId: 10, urls: [] }],
    [[`https://vote.example/#/10/${election}`, "--chain", "10"], { ...plain, chainId: 10, urls: [] }],
    [["--chain=10", election], { ...plain, chainId: 10, urls: [] }],
    [[election, "--rpc", url, "--rpc", "http://b.example"], { ...plain, urls: [url, "http://b.example"] }],
    [[election, "--rpc", url, "--block", "newest"], { ...plain, block: "newest" }],
    [[election, "--rpc", url, "--block", "0"], { ...plain, block: 0n }],
    [[election, "--rpc", url, "--voter", voter, "--choice", "Ada"], { ...plain, own: { voter, choice: "Ada" } }],
    [[election, "--rpc", url, "--without", "receipts"], { ...plain, receipts: false }],
    [
      [election, "--rpc", url, "--without", "receipts", "--without", "signatures"],
      { ...plain, receipts: false, signatures: false },
    ],
    // Both are found by the record.
    [[election, "--rpc", url, "--without", "record"], { ...plain, record: false, receipts: false, signatures: false }],
    [[election, "--rpc", url, "--whole"], { ...plain, proof: "whole" }],
    [[election, "--rpc", url, "--sample", "200"], { ...plain, proof: 200 }],
    [[election, "--rpc", url, "--final-depth", "0"], { ...plain, finalityDepth: 0 }],
    [[election, "--rpc", url, "--evidence", "e.json"], { ...plain, file: "e.json" }],
    [["verify", "e.json"], { kind: "verify", file: "e.json", blockHash: undefined }],
    [
      ["verify", "e.json", "--block-hash", `0x${"aB".repeat(32)}`],
      { kind: "verify", file: "e.json", blockHash: `0x${"aB".repeat(32)}` },
    ],
    [[], { kind: "help" }],
    [["--help"], { kind: "help" }],
    [["verify", "-h"], { kind: "help" }],
  ])("%j is understood", (args, command) => {
    expect(readArguments(args)).toEqual(command);
  });

  test.each<[string[], string]>([
    [["--rpc", url], "Name the election: its link, or its address."],
    [[election], "Say on which chain the election is: --chain ID, or its endpoints: --rpc URL."],
    [[election, election, "--rpc", url], `${election} is one too many: name one election.`],
    [
      ["0x12", "--rpc", url],
      "0x12 is no election: give a link that ends in #/<chain id>/<address>, or an address, 0x and 40 digits.",
    ],
    [
      [election.replace("F", "f"), "--rpc", url],
      `The capital letters of ${election.replace("F", "f")} do not fit together: copy it once more.`,
    ],
    [[`#/10/${election}`, "--chain", "1"], "The link is of chain 10, and --chain says 1."],
    [[`#/0/${election}`], "The link: 0 is no whole number from 1."],
    [[election, "--chain", "0"], "--chain: 0 is no whole number from 1."],
    [[election, "--chain", "0x1"], "--chain: 0x1 is no whole number from 1."],
    [[election, "--rpc", "wss://rpc.example"], "--rpc: An endpoint starts with http:// or https://."],
    [[election, "--rpc", url, "--rpc", url], "Two endpoints are the same: --rpc."],
    [[election, "--rpc", url, "--rpc", `${url}/`], "Two endpoints are the same: --rpc."],
    [[election, "--rpc", url, "--block", "latest"], "--block latest: say final, newest, or a block's number."],
    [[election, "--rpc", url, "--block", "-1"], "Option '--block' argument is ambiguous."],
    [[election, "--rpc", url, "--voter", voter], "Your ballot takes both: --voter ADDRESS and --choice NAME."],
    [[election, "--rpc", url, "--choice", "Ada"], "Your ballot takes both: --voter ADDRESS and --choice NAME."],
    [
      [election, "--rpc", url, "--voter", "0x12", "--choice", "Ada"],
      "--voter 0x12: it is not an address, or its capital letters do not fit together.",
    ],
    [[election, "--rpc", url, "--without", "proof"], "--without proof: say record, receipts or signatures."],
    [[election, "--rpc", url, "--sample", "0"], "--sample: 0 is no whole number from 1."],
    [[election, "--rpc", url, "--sample", "5", "--whole"], "Say --whole or --sample, not both."],
    [[election, "--rpc", url, "--final-depth", "x"], "--final-depth: x is no whole number from 0."],
    [[election, "--rpc", url, "--block-hash", `0x${"ab".repeat(32)}`], "--block-hash goes with verify alone."],
    [["verify"], "Name one file: verify FILE."],
    [["verify", "a", "b"], "Name one file: verify FILE."],
    [["verify", "a", "--rpc", url], "--rpc does not go with verify: a file is verified as it stands."],
    [["verify", "a", "--block-hash", "0x12"], "--block-hash takes 0x and 64 hexadecimal digits."],
    [[election, "--verbose"], "Unknown option '--verbose'."],
    [[election, "--rpc"], "Option '--rpc <value>' argument missing."],
  ])("%j is refused", (args, message) => {
    expect(() => readArguments(args)).toThrow(new ArgumentsError(message));
  });

  test("that names an endpoint wrongly is not repeated, since it may hold a key", () => {
    expect(() => readArguments([election, "--rpc", "rpc.example/secret"])).toThrow(/^(?!.*secret)/);
  });
});
