import type { Address } from "viem";
import type { SignedBy } from "@/election/signedBallot";

/**
 * How many ballots are accepted at most: for one election, for all elections of one organiser, and in all. A contract
 * wallet's counts as ten, as it costs about as much as ten that are delivered together.
 */
export type Budget = { election: number; organiser: number; total: number };

/** What of a ballot decides which budgets it takes from. */
type Counted = { chainId: number; election: Address; organiser: Address; signedBy: SignedBy };

const weights: Record<SignedBy, number> = { key: 1, wallet: 10 };

/** What is kept, counted as budgets count it, and plainly, so that accepting need not count it in the file. */
export type Spending = {
  /** How many ballots are kept. */
  ballots: () => number;
  add: (ballot: Counted, ballots?: number) => void;
  /** Which budget has no room for the ballot. */
  spentBy: (ballot: Counted, budget: Budget) => keyof Budget | undefined;
  /** Remembers how much it is; what it gives goes back to that. */
  remember: () => () => void;
};

export function createSpending(): Spending {
  const allOfThem = "";
  let spent = new Map<string, number>();
  let kept = 0;
  const keys = ({ chainId, election, organiser }: Counted) =>
    ({ election: `${chainId} ${election}`, organiser, total: allOfThem }) satisfies Record<keyof Budget, string>;

  return {
    ballots: () => kept,
    add(ballot, ballots = 1) {
      kept += ballots;
      const more = ballots * weights[ballot.signedBy];
      for (const key of Object.values(keys(ballot))) spent.set(key, (spent.get(key) ?? 0) + more);
    },
    spentBy(ballot, budget) {
      const scopes = keys(ballot);
      const hasNoRoom = (which: keyof Budget) =>
        (spent.get(scopes[which]) ?? 0) + weights[ballot.signedBy] > budget[which];
      return (["election", "organiser", "total"] as const).find(hasNoRoom);
    },
    remember() {
      const before = { spent: new Map(spent), kept };
      return () => {
        ({ spent, kept } = before);
      };
    },
  };
}
