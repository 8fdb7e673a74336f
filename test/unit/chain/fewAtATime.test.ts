import { expect, test } from "vitest";
import { fewAtATime } from "@/chain/collect/fewAtATime";

/** A task that ends when it is told to. */
function held() {
  const ends: (() => void)[] = [];
  const begun: number[] = [];
  const run = (task: number) => {
    begun.push(task);
    return new Promise<string>((resolve) => {
      ends[task] = () => resolve(`task ${task}`);
    });
  };
  return { begun, run, end: (task: number) => ends[task]?.() };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

test("results come in the order of the tasks, whichever ends first", async () => {
  const { run, end } = held();
  const all = fewAtATime(3, 3, run);
  for (const task of [2, 0, 1]) end(task);
  expect(await all).toEqual(["task 0", "task 1", "task 2"]);
});

test("no more than so many are under way", async () => {
  const { begun, run, end } = held();
  const all = fewAtATime(4, 2, run);
  expect(begun).toEqual([0, 1]);
  end(1);
  await settled();
  expect(begun).toEqual([0, 1, 2]);
  for (const task of [0, 2]) end(task);
  await settled();
  end(3);
  expect(await all).toHaveLength(4);
});

test("no task begins once one has failed", async () => {
  const begun: number[] = [];
  const all = fewAtATime(100, 2, async (task) => {
    begun.push(task);
    if (task === 1) throw new RangeError("No.");
    return settled();
  });
  await expect(all).rejects.toThrow("No.");
  await settled();
  await settled();
  expect(begun.length).toBeLessThan(5);
});

test("no tasks give no results", async () => {
  expect(await fewAtATime(0, 4, async () => "never")).toEqual([]);
});
