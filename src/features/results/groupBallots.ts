import type { Ballot } from "@/election/tally";

/** Ballots that stand together in the list, the newest first. */
export type BallotGroup = {
  /** Stays the same while ballots come and go. */
  key: number;
  /** The number in the record, from 1, of the newest of them. */
  newest: number;
  ballots: readonly Ballot[];
};

/** How many ballots stand together at the most. */
const size = 25;

/**
 * The newest `most` ballots of the record in groups, the newest first. Groups end at fixed numbers of the record, so a
 * new ballot changes the first group and leaves all others as they are.
 */
export function groupBallots(ballots: readonly Ballot[], most: number): BallotGroup[] {
  const oldest = Math.max(0, ballots.length - most);
  const groups: BallotGroup[] = [];
  for (let end = ballots.length; end > oldest; ) {
    const key = Math.floor((end - 1) / size);
    const start = Math.max(oldest, key * size);
    groups.push({ key, newest: end, ballots: ballots.slice(start, end).reverse() });
    end = start;
  }
  return groups;
}

/** Whether two groups show the same ballots: they may have been read again. */
export function isSameGroup(one: BallotGroup, other: BallotGroup): boolean {
  return (
    one.newest === other.newest &&
    one.ballots.length === other.ballots.length &&
    one.ballots.every((ballot, index) => {
      const again = other.ballots[index];
      return ballot === again || (ballot.voter === again?.voter && ballot.blockHash === again.blockHash);
    })
  );
}
