import { describe, expect, test } from "vitest";
import { writeBallotFile } from "@/election/ballotFile";
import { BallotFileError, parseBallotFile } from "@/election/parseBallotFile";

const ballot = {
  chainId: 31337,
  election: "0x00000000000000000000000000000000000e1Ec7",
  voter: "0x70997970C51812dc3A010C7d01b50e0d17dc79C8",
  index: 412,
  choice: 'Ada "the first" \u202e — plot 7',
  signedBy: "key",
  signature: `0x${"ab".repeat(64)}`,
} as const;
const { signedBy: _, ...fields } = ballot;
const file = { kind: "recount-ballot", version: 1, ...fields };
const walletBallot = { ...ballot, signedBy: "wallet", signature: `0x${"cd".repeat(131)}` } as const;

describe("a ballot file", () => {
  test("holds the ballot, to the letter", () => {
    expect(JSON.parse(writeBallotFile(ballot))).toEqual(file);
    expect(parseBallotFile(JSON.parse(writeBallotFile(ballot)))).toEqual(ballot);
  });

  test.each(["0x", walletBallot.signature, `0x${"cd".repeat(1500)}`] as const)(
    "of a contract wallet says so, with whatever it takes for a signature",
    (signature) => {
      const text = writeBallotFile({ ...walletBallot, signature });
      expect(JSON.parse(text)).toEqual({ ...file, kind: "recount-wallet-ballot", signature });
      expect(parseBallotFile(JSON.parse(text))).toEqual({ ...walletBallot, signature });
    },
  );

  test.each([
    ["half a byte", "0xabc"],
    ["more than a code has room for", `0x${"cd".repeat(1501)}`],
    ["no hexadecimal text", "0xyes"],
  ])("of a contract wallet with a signature of %s is refused", (_, signature) => {
    expect(() => parseBallotFile({ ...file, kind: "recount-wallet-ballot", signature })).toThrow(/^signature: /);
  });

  test("may name addresses in small letters", () => {
    const small = { ...file, election: file.election.toLowerCase(), voter: file.voter.toLowerCase() };
    expect(parseBallotFile(small)).toEqual(ballot);
  });

  test.each([
    ["another kind", { kind: "ballot" }, "kind"],
    ["another version", { version: 2 }, "version"],
    ["a chain id in words", { chainId: "31337" }, "chainId"],
    ["a broken address", { election: "0x12" }, "election"],
    ["a wrong capital letter", { voter: "0x70997970c51812dc3A010C7d01b50e0d17dc79C8" }, "voter"],
    ["an index below 0", { index: -1 }, "index"],
    ["an index past the longest roll", { index: 1_493_248 }, "index"],
    ["half an index", { index: 0.5 }, "index"],
    ["no choice", { choice: "" }, "choice"],
    ["a choice that no election has", { choice: "é".repeat(101) }, "choice"],
    ["a signature of 65 bytes", { signature: `0x${"ab".repeat(65)}` }, "signature"],
    ["a signature that is none", { signature: "0xyes" }, "signature"],
    ["a field more", { note: "hello" }, "note"],
    ["a field more that every object has", { valueOf: "hello" }, "valueOf"],
  ])("with %s is refused, and the place named", (_, fault, place) => {
    expect(() => parseBallotFile({ ...file, ...fault })).toThrow(BallotFileError);
    expect(() => parseBallotFile({ ...file, ...fault })).toThrow(new RegExp(`^${place}: `));
  });

  test.each([null, [], "0x", 1])("is not %j", (input) => {
    expect(() => parseBallotFile(input)).toThrow(BallotFileError);
  });
});
