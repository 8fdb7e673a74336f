import { expect, test } from "vitest";
import { createTurns, type Turns } from "@/relay/door/createTurns";

/** Asks for turns that end when they are told to; what began stands in `begun`, and who was sent away in `refused`. */
function ask(inTurn: Turns) {
  const begun: string[] = [];
  const refused: string[] = [];
  const ends: (() => void)[] = [];
  const settle = () => new Promise((resolve) => setImmediate(resolve));
  return {
    begun,
    refused,
    async come(...names: string[]) {
      for (const name of names) {
        const [party = "", member = ""] = name;
        const task = () => {
          begun.push(name);
          return new Promise<void>((resolve) => ends.push(resolve));
        };
        inTurn({ party, member }, task).catch(() => refused.push(name));
      }
      await settle();
    },
    async end(count = 1) {
      for (const end of ends.splice(0, count)) end();
      await settle();
    },
  };
}

const newQueue = (width: number, room: number) => ask(createTurns(width, room, () => new RangeError("No room.")));

test("so many run at a time, and the others follow", async () => {
  const queue = newQueue(2, 10);
  await queue.come("a1", "a2", "a3");
  expect(queue.begun).toEqual(["a1", "a2"]);
  await queue.end();
  expect(queue.begun).toEqual(["a1", "a2", "a3"]);
  await queue.end(2);
  await queue.come("b1", "b2", "b3");
  expect(queue.begun.slice(3)).toEqual(["b1", "b2"]);
});

test("parties take turns, and so do the members of one, however many of either's wait before", async () => {
  const queue = newQueue(1, 20);
  await queue.come("a1", "a1", "a1", "a1", "a2", "b1", "b2", "c1");
  for (let ended = 0; ended < 7; ended += 1) await queue.end();
  expect(queue.begun).toEqual(["a1", "b1", "c1", "a2", "b2", "a1", "a1", "a1"]);
});

test("where there is no room the last of those goes who take the most", async () => {
  const queue = newQueue(1, 4);
  await queue.come("a1", "a1", "a2", "a1", "a1");
  expect(queue.refused).toEqual([]);
  await queue.come("b1");
  await queue.come("a2");
  expect(queue.refused).toEqual(["a1", "a2"]);
  await queue.come("c1", "d1");
  expect(queue.refused).toEqual(["a1", "a2", "a1", "a2"]);
  for (let ended = 0; ended < 4; ended += 1) await queue.end();
  expect(queue.begun[0]).toBe("a1");
  expect(queue.begun.slice(1).sort()).toEqual(["a1", "b1", "c1", "d1"]);
});

test("a task that fails gives its turn on", async () => {
  const inTurn = createTurns(1, 1, () => new RangeError("No room."));
  const fail = () => Promise.reject(new TypeError("It failed."));
  await expect(inTurn({ party: "a", member: "1" }, fail)).rejects.toThrow("It failed.");
  expect(await inTurn({ party: "a", member: "1" }, async () => 7)).toBe(7);
});
