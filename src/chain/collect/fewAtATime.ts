/**
 * Runs tasks, of which at most `width` are under way at a time and which begin in their order. None begins after one has
 * failed.
 * @param count How many tasks there are.
 * @param run Runs the task with that number, from 0.
 * @returns What they gave, in their order.
 * @throws What the first to fail threw.
 */
export async function fewAtATime<Result>(
  count: number,
  width: number,
  run: (task: number) => Promise<Result>,
): Promise<Result[]> {
  const results = Array<Result>(count);
  let next = 0;
  let hasFailed = false;

  async function work(): Promise<void> {
    while (next < count && !hasFailed) {
      const task = next;
      next += 1;
      try {
        results[task] = await run(task);
      } catch (error) {
        hasFailed = true;
        throw error;
      }
    }
  }
  await Promise.all(Array.from({ length: Math.min(width, count) }, work));
  return results;
}
