/** Runs a task when its turn comes. */
export type Queue = <Result>(task: () => Promise<Result>) => Promise<Result>;

/** A queue that has at most `width` tasks running at a time and begins them in the order in which they came. */
export function createQueue(width: number): Queue {
  let running = 0;
  const waiting: (() => void)[] = [];

  return async (task) => {
    if (running === width) await new Promise<void>((begin) => waiting.push(begin));
    else running += 1;
    try {
      return await task();
    } finally {
      // The place goes to the next in line, or becomes free.
      const next = waiting.shift();
      if (next) next();
      else running -= 1;
    }
  };
}
