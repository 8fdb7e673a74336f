import type { PracticeElection } from "./practiceElections";

/** Ballots that arrive in one block: its time in unix seconds, and the candidate that each names. */
export type Arrival = { time: number; choices: string[] };

/** Spreads the votes of an election over blocks by day, between its opening and its close or `now` (unix seconds). */
export function planBallots(election: PracticeElection, now: number): Arrival[] {
  const from = now + election.opens;
  const until = now + Math.min(election.closes, 0);
  const choices = shuffle(election.candidates.flatMap(({ name, votes }) => Array<string>(votes).fill(name)));

  const times = new Set<number>();
  while (times.size < election.blocks) {
    const time = Math.floor(from + Math.random() * (until - from));
    if (isDaytime(time)) times.add(time);
  }
  const arrivals = [...times].map((time) => ({ time, choices: [] as string[] }));
  for (const choice of choices) pick(arrivals).choices.push(choice);
  return arrivals.filter((arrival) => arrival.choices.length > 0);
}

/** A copy in random order. */
export function shuffle<Item>(items: readonly Item[]): Item[] {
  const drawn = items.map((item) => ({ item, order: Math.random() }));
  return drawn.sort((a, b) => a.order - b.order).map(({ item }) => item);
}

/** One of the items, each as likely as the other. */
export function pick<Item>(items: readonly Item[]): Item {
  const item = items[Math.floor(Math.random() * items.length)];
  if (item === undefined) throw new RangeError("There is nothing to pick from.");
  return item;
}

/** Few people vote at night. */
function isDaytime(time: number): boolean {
  const hour = new Date(time * 1000).getHours();
  return hour >= 7 && hour < 23;
}
