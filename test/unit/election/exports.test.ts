import fc from "fast-check";
import Papa from "papaparse";
import { type Address, getAddress, type Hash, numberToHex } from "viem";
import { describe, expect, test } from "vitest";
import { disarm } from "@/election/csv";
import { candidateId, type Election, pairCandidates } from "@/election/election";
import { type ElectionFile, fileName, fileState, fileStatus } from "@/election/electionFile";
import { exportBallotsCsv, exportTallyCsv } from "@/election/exportCsv";
import { exportJson } from "@/election/exportJson";
import type { Ballot } from "@/election/tally";

const hash = (number: bigint): Hash => numberToHex(number, { size: 32 });
const address = (number: bigint): Address => getAddress(numberToHex(number, { size: 20 }));

function electionBetween(names: readonly string[]): Election {
  return {
    chainId: 31337,
    address: address(0xe1ec7104n),
    organiser: address(0xabcn),
    roll: undefined,
    title: "Who?",
    titleFlags: [],
    written: "Who?",
    description: "Quorum: 5",
    candidates: pairCandidates(names.map(candidateId), names),
    opens: 1_000n,
    closes: 2_000n,
    createdAt: 900n,
  };
}

/** A file of ballots for the candidates of these numbers, a block for each. */
function fileOf(names: readonly string[], choices: readonly number[]): ElectionFile {
  const election = electionBetween(names);
  const ids = election.candidates.map(({ id }) => id);
  const ballots = choices.map((choice, index): Ballot => {
    const number = BigInt(index + 1);
    const candidate = ids[choice] ?? "0x";
    return { voter: address(number), candidate, block: number, blockHash: hash(number), logIndex: 0 };
  });
  return {
    election,
    chainName: "Practice chain",
    link: "http://127.0.0.1/#/31337/0xe1",
    head: {
      number: 100n,
      hash: hash(100n),
      timestamp: 2_100n,
      finalized: 98n,
      finalizedHash: hash(98n),
      finalizedTimestamp: 2_050n,
    },
    tally: {
      votes: ids.map((candidate, index) => ({
        candidate,
        count: BigInt(choices.filter((choice) => choice === index).length),
      })),
      ballots: BigInt(choices.length),
    },
    ballots,
    times: new Map(ballots.map(({ block, blockHash }) => [blockHash, 1_000n + block])),
  };
}

/** A file's table without what stands over it. */
function tableOf(csv: string): string[][] {
  expect(csv.startsWith("\ufeff")).toBe(true);
  const { data, errors } = Papa.parse<string[]>(csv.slice(1, -2), { delimiter: ",", newline: "\r\n" });
  expect(errors).toEqual([]);
  expect(new Set(data.map((row) => row.length)).size).toBe(1);
  return data.slice(data.findIndex((row) => row.every((cell) => cell === "")) + 1);
}

const whole = fileOf(["Ada", '=HYPERLINK("http://evil.example")'], [0, 1, 1]);
const missing: ElectionFile = { ...whole, ballots: whole.ballots.slice(1) };

describe("a file says first whether it is whole", () => {
  test("and its name does too", () => {
    expect(fileStatus(whole)).toBe("Complete: 3 of 3 ballots");
    expect(fileStatus(missing)).toBe("INCOMPLETE: 2 of 3 ballots");
    expect(fileName(whole, "ballots", "csv")).toBe(`recount-31337-${whole.election.address}-ballots-block-100.csv`);
    expect(fileName(missing, "record", "json")).toMatch(
      /^INCOMPLETE-2-of-3-recount-31337-0x.*-record-block-100\.json$/,
    );
  });

  test("in its first line", () => {
    for (const text of [exportBallotsCsv(whole), exportJson(whole)]) {
      expect(text.split("\n")[0]).toContain("Complete: 3 of 3 ballots");
    }
    for (const text of [exportBallotsCsv(missing), exportJson(missing)]) {
      expect(text.split("\n")[0]).toContain("INCOMPLETE: 2 of 3 ballots");
    }
  });

  test("although as many were read, where they do not add up", () => {
    const [first, ...others] = whole.ballots;
    const moved = { ...whole, ballots: [...others, ...(first ? [{ ...first, candidate: candidateId("?") }] : [])] };
    expect(fileStatus(moved)).toBe("INCOMPLETE: 3 of 3 ballots");
    expect(JSON.parse(exportJson(moved))).toMatchObject({ tally: null });
  });
});

test.each([
  ["upcoming", 999n, 0n],
  ["open", 1_999n, 1_998n],
  ["closed", 2_000n, 1_999n],
  ["final", 2_001n, 2_000n],
])("a file is %s by its block", (state, timestamp, finalizedTimestamp) => {
  expect(fileState({ ...whole, head: { ...whole.head, timestamp, finalizedTimestamp } })).toBe(state);
});

describe("the ballots as CSV", () => {
  test("stand under what they belong to", () => {
    const csv = exportBallotsCsv(whole);
    for (const line of [
      '"Question","Who?"',
      `"Election","${whole.election.address}"`,
      '"Chain","Practice chain (31337)"',
      `"Block hash","${hash(100n)}"`,
      '"Date","1970-01-01T00:35:00.000Z"',
      '"State","final"',
    ]) {
      expect(csv).toContain(line);
    }
  });

  test("have a row each, and a formula in a name is disarmed", () => {
    const [head, first, second, ...others] = tableOf(exportBallotsCsv(whole));
    expect(head).toEqual(["number", "voter", "candidate", "candidate id", "block", "block hash", "time"]);
    expect(first).toEqual(["1", address(1n), "Ada", candidateId("Ada"), "1", hash(1n), "1970-01-01T00:16:41.000Z"]);
    expect(second?.[2]).toBe('\'=HYPERLINK("http://evil.example")');
    expect(others).toHaveLength(1);
  });

  test("leave a time blank that is not known", () => {
    const [, first] = tableOf(exportBallotsCsv({ ...whole, times: new Map() }));
    expect(first?.at(-1)).toBe("");
  });

  test("can be read back, and JSON tells the same", () => {
    const someNames = fc.uniqueArray(fc.string({ minLength: 1, unit: "grapheme" }), { minLength: 2, maxLength: 5 });
    fc.assert(
      fc.property(someNames, fc.array(fc.nat({ max: 1 })), (names, choices) => {
        const file = fileOf(names, choices);
        const [, ...rows] = tableOf(exportBallotsCsv(file));
        expect(rows.map(([, voter, name, id]) => [voter, name, id])).toEqual(
          file.ballots.map(({ voter, candidate }) => {
            const name = file.election.candidates.find(({ id }) => id === candidate)?.name ?? "";
            return [voter, disarm(name), candidate];
          }),
        );
        const parsed: { ballots: { number: number; voter: string; candidate: string; block: string }[] } = JSON.parse(
          exportJson(file),
        );
        expect(rows.map(([number, voter, , id, block]) => [number, voter, id, block])).toEqual(
          parsed.ballots.map(({ number, voter, candidate, block }) => [String(number), voter, candidate, block]),
        );
      }),
    );
  });
});

test("of an election on a roll, ballots name the voter's number on it where the roll was read", () => {
  const roll = { address: address(0x7011n), size: 2n, digest: hash(5n), publisher: address(0xabcn) };
  const onRoll = { ...whole, election: { ...whole.election, roll }, voters: [address(2n), address(1n)] };
  const [head, ...rows] = tableOf(exportBallotsCsv(onRoll));
  expect(head?.slice(-2)).toEqual(["voter number", "carrier"]);
  expect(rows.map((row) => row.at(-2))).toEqual(["2", "1", ""]);
  expect(exportBallotsCsv(onRoll)).toContain(`"Digest of the roll","${hash(5n)}"`);
  expect(JSON.parse(exportJson(onRoll))).toMatchObject({
    election: { roll: { address: roll.address, size: "2", digest: hash(5n) } },
    ballots: [{ voterNumber: 2 }, { voterNumber: 1 }, { voterNumber: null }],
  });
});

test("of an election on a roll, ballots name whoever delivered them; of others there is no such column", () => {
  const roll = { address: address(0x7011n), size: 2n, digest: hash(5n), publisher: address(0xabcn) };
  const carrier = numberToHex(0xca44n, { size: 20 });
  const [first, ...others] = whole.ballots;
  const ballots = [...(first ? [{ ...first, carrier }] : []), ...others];
  const relayed = { ...whole, election: { ...whole.election, roll }, ballots };
  const [, ...rows] = tableOf(exportBallotsCsv(relayed));
  expect(rows.map((row) => row.at(-1))).toEqual([getAddress(carrier), "", ""]);
  expect(JSON.parse(exportJson(relayed)).ballots.map((ballot: { carrier: unknown }) => ballot.carrier)).toEqual([
    getAddress(carrier),
    null,
    null,
  ]);
  expect(exportJson(whole)).not.toContain("carrier");
});

test("the figures as CSV have a row for each candidate and one for all ballots", () => {
  expect(tableOf(exportTallyCsv(whole))).toEqual([
    ["number", "candidate", "candidate id", "votes", "percent"],
    ["1", "Ada", candidateId("Ada"), "1", "33.3"],
    ["2", '\'=HYPERLINK("http://evil.example")', whole.election.candidates[1]?.id, "2", "66.7"],
    ["", "Ballots", "", "3", ""],
  ]);
});

describe("JSON", () => {
  test("gives names and figures exactly as they are", () => {
    const tenPower20 = 10n ** 20n;
    const parsed: unknown = JSON.parse(
      exportJson({ ...whole, head: { ...whole.head, number: tenPower20 }, times: new Map() }),
    );
    expect(parsed).toMatchObject({
      format: "recount-election",
      version: 1,
      status: "Complete: 3 of 3 ballots",
      state: "final",
      election: { chainId: 31337, candidates: [{ name: "Ada" }, { name: '=HYPERLINK("http://evil.example")' }] },
      block: { number: "100000000000000000000", hash: hash(100n) },
      tally: { ballots: "3", votes: [{ count: "1" }, { count: "2" }] },
      ballots: [{ number: 1, voter: address(1n), candidate: candidateId("Ada"), time: null }, {}, {}],
    });
  });

  test("holds no figures where the ballots do not add up to them", () => {
    expect(JSON.parse(exportJson(missing))).toMatchObject({ tally: null, ballots: [{}, {}] });
  });

  test("is JSON without a ballot too", () => {
    expect(JSON.parse(exportJson(fileOf(["Ada", "Grace"], [])))).toMatchObject({ ballots: [] });
  });
});
