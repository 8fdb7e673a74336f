/** Who asks for a turn: a party, and a member of it. */
type Asker = { party: string; member: string };

/** Runs a task when its turn comes; rejects with what `refuse` gives where there is no room to wait. */
export type Turns = <Result>(asker: Asker, task: () => Promise<Result>) => Promise<Result>;

/**
 * A queue for work that strangers can ask for: parties take turns, and within each its members do, so that whoever asks the
 * most waits the longest. Where there is no more room, the last of those goes who take the most of it.
 * @param width How many tasks run at a time.
 * @param room How many wait at most.
 */
export function createTurns(width: number, room: number, refuse: () => Error): Turns {
  type Waiting = Asker & { begin: () => void; give: (error: Error) => void };
  let running = 0;
  let waiting: Waiting[] = [];
  /** When a party and a member had their last turn, as a number that grows; forgotten once nobody waits. */
  const lastTurns = new Map<string, number>();
  let turns = 0;

  const memberOf = ({ party, member }: Asker) => `${party} ${member}`;
  const lastOf = (asker: Asker) => [lastTurns.get(asker.party) ?? 0, lastTurns.get(memberOf(asker)) ?? 0] as const;

  function begin(asker: Asker): void {
    turns += 1;
    lastTurns.set(asker.party, turns).set(memberOf(asker), turns);
  }

  /** Lets the next one begin, whose party, or who among its members, had the last turn the longest ago. */
  function passOn(): void {
    let next: Waiting | undefined;
    for (const one of waiting) {
      const [[party, member], [otherParty, otherMember]] = [lastOf(one), next ? lastOf(next) : [turns + 1, 0]];
      if (party < otherParty || (party === otherParty && member < otherMember)) next = one;
    }
    if (next) {
      waiting = waiting.filter((one) => one !== next);
      begin(next);
      next.begin();
      return;
    }
    running -= 1;
    lastTurns.clear();
  }

  /** The last of the largest party's largest member. */
  function greediest(): Waiting | undefined {
    const count = (isSame: (one: Asker, other: Asker) => boolean, asker: Asker) =>
      waiting.filter((one) => isSame(one, asker)).length;
    const size = (asker: Asker) =>
      count((one, other) => one.party === other.party, asker) * (room + 1) +
      count((one, other) => memberOf(one) === memberOf(other), asker);
    return waiting.reduce<Waiting | undefined>((last, one) => (last && size(one) < size(last) ? last : one), undefined);
  }

  return async (asker, task) => {
    if (running < width) {
      running += 1;
      begin(asker);
    } else {
      await new Promise<void>((resolve, reject) => {
        waiting.push({ ...asker, begin: resolve, give: reject });
        if (waiting.length <= room) return;
        const last = greediest();
        waiting = waiting.filter((one) => one !== last);
        last?.give(refuse());
      });
    }
    try {
      return await task();
    } finally {
      passOn();
    }
  };
}
