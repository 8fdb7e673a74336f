import { getAddress } from "viem";
import { writeCsv } from "./csv";
import { type ElectionFile, fileState, fileStatus, isoTime, rollNumbers } from "./electionFile";
import { countFor, shareInThousandths } from "./tally";

/** The ballots as a table for spreadsheets, oldest first, under what they belong to. What is not known is blank. */
export function exportBallotsCsv(file: ElectionFile): string {
  const names = new Map(file.election.candidates.map(({ id, name }) => [id, name]));
  const numbers = rollNumbers(file);
  return writeCsv([
    ...headOf(file),
    [
      ...["number", "voter", "candidate", "candidate id", "block", "block hash", "time"],
      ...(file.election.roll ? ["voter number", "carrier"] : []),
    ],
    ...file.ballots.map(({ voter, candidate, block, blockHash, carrier }, index) => {
      const time = file.times.get(blockHash);
      return [
        String(index + 1),
        getAddress(voter),
        names.get(candidate) ?? "",
        candidate,
        String(block),
        blockHash,
        (time !== undefined && isoTime(time)) || "",
        ...(file.election.roll
          ? [String(numbers.get(voter.toLowerCase()) ?? ""), carrier ? getAddress(carrier) : ""]
          : []),
      ];
    }),
  ]);
}

/** The figures as a table for spreadsheets, in ballot order, under what they belong to. Shares are percent of all ballots. */
export function exportTallyCsv(file: ElectionFile): string {
  const { election, tally } = file;
  return writeCsv([
    ...headOf(file),
    ["number", "candidate", "candidate id", "votes", "percent"],
    ...election.candidates.map(({ id, name }, index) => {
      const votes = countFor(tally, id);
      return [String(index + 1), name, id, String(votes), percent(shareInThousandths(votes, tally.ballots))];
    }),
    ["", "Ballots", "", String(tally.ballots), ""],
  ]);
}

/** What stands over a table, and an empty line. In English like the columns, whatever language the page is in. */
function headOf(file: ElectionFile): string[][] {
  const { election, chainName, link, head } = file;
  return [
    [fileStatus(file)],
    ["Question", election.title],
    ["Election", election.address],
    ["Chain", `${chainName} (${election.chainId})`],
    ["Organiser", election.organiser],
    ["Opens", isoTime(election.opens) ?? String(election.opens)],
    ["Closes", isoTime(election.closes) ?? String(election.closes)],
    ...(election.roll
      ? [
          ["Roll", election.roll.address],
          ["Voters on the roll", String(election.roll.size)],
          ["Digest of the roll", election.roll.digest],
        ]
      : []),
    ["State", fileState(file)],
    ["Block", String(head.number)],
    ["Block hash", head.hash],
    ["Date", isoTime(head.timestamp) ?? String(head.timestamp)],
    ["Final up to block", String(head.finalized)],
    ["Hash of that block", head.finalizedHash],
    ["Link", link],
    [],
  ];
}

function percent(thousandths: bigint): string {
  return `${thousandths / 10n}.${thousandths % 10n}`;
}
