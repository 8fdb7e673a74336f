import { getAddress } from "viem";
import { type ElectionFile, fileState, fileStatus, isoTime, isWhole, rollNumbers } from "./electionFile";

/**
 * Ballots and figures as JSON, for programs: `docs/exports.md` tells every field. Counts, block numbers and times in
 * seconds are strings of digits, since JSON's numbers end at 2⁵³. Without figures where the ballots do not add up to them.
 */
export function exportJson(file: ElectionFile): string {
  const { election, chainName, link, head, tally, ballots, times } = file;
  const fields = {
    status: fileStatus(file),
    format: "recount-election",
    version: 1,
    election: {
      chainId: election.chainId,
      chain: chainName,
      address: election.address,
      link,
      organiser: election.organiser,
      roll: election.roll
        ? { address: election.roll.address, size: String(election.roll.size), digest: election.roll.digest }
        : null,
      title: election.title,
      description: election.description,
      candidates: election.candidates.map(({ id, name }) => ({ id, name })),
      opens: String(election.opens),
      closes: String(election.closes),
    },
    state: fileState(file),
    block: { number: String(head.number), hash: head.hash, timestamp: String(head.timestamp) },
    final: {
      number: String(head.finalized),
      hash: head.finalizedHash,
      timestamp: String(head.finalizedTimestamp),
    },
    tally: isWhole(file)
      ? {
          ballots: String(tally.ballots),
          votes: tally.votes.map(({ candidate, count }) => ({ candidate, count: String(count) })),
        }
      : null,
  };
  const numbers = rollNumbers(file);
  const rows = ballots.map(({ voter, candidate, block, blockHash, logIndex, carrier }, index) => {
    const time = times.get(blockHash);
    return JSON.stringify({
      number: index + 1,
      voter: getAddress(voter),
      candidate,
      block: String(block),
      blockHash,
      logIndex,
      time: (time !== undefined && isoTime(time)) || null,
      ...(election.roll
        ? { voterNumber: numbers.get(voter.toLowerCase()) ?? null, carrier: carrier ? getAddress(carrier) : null }
        : {}),
    });
  });
  // One field, and one ballot, a line: the first says whether the file is whole, and two files can be compared.
  const lines = Object.entries(fields).map(([key, value]) => `${JSON.stringify(key)}: ${JSON.stringify(value)},`);
  return `{ ${lines.join("\n  ")}\n  "ballots": [\n${rows.join(",\n")}\n  ]\n}\n`;
}
