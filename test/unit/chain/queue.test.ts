import { expect, test } from "vitest";
import { createQueue } from "@/chain/queue";

test("a queue has no more tasks running than it is wide, and begins them in their order", async () => {
  const inTurn = createQueue(2);
  const begun: number[] = [];
  const finish: (() => void)[] = [];
  const tasks = [0, 1, 2, 3].map((number) =>
    inTurn(() => {
      begun.push(number);
      return new Promise<number>((resolve) => finish.push(() => resolve(number)));
    }),
  );
  await expect.poll(() => begun).toEqual([0, 1]);
  finish[1]?.();
  await tasks[1];
  await expect.poll(() => begun).toEqual([0, 1, 2]);
  finish[0]?.();
  finish[2]?.();
  await expect.poll(() => begun).toEqual([0, 1, 2, 3]);
  finish[3]?.();
  expect(await Promise.all(tasks)).toEqual([0, 1, 2, 3]);
});

test("a task that fails makes room for the next", async () => {
  const inTurn = createQueue(1);
  const failed = inTurn(() => Promise.reject(new Error("no")));
  const next = inTurn(async () => "yes");
  await expect(failed).rejects.toThrow("no");
  expect(await next).toBe("yes");
});
