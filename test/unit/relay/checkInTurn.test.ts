import { setImmediate as turn } from "node:timers/promises";
import { privateKeyToAccount } from "viem/accounts";
import { expect, test } from "vitest";
import { type BallotPaper, ballotTypedData, compactSignature } from "@/election/signedBallot";
import { checkInTurn } from "@/relay/door/checkInTurn";

const voter = privateKeyToAccount(`0x${"1".repeat(64)}`);
const paper: BallotPaper = {
  chainId: 31337,
  election: "0x5FbDB2315678afecb367f032d93F642f64180aa3",
  title: "Who shall speak?",
  choice: "Ada",
};
const sign = async () => compactSignature(await voter.signTypedData(ballotTypedData(paper)));

test("tells who has signed, and that nobody can have", async () => {
  const findSigner = checkInTurn();
  expect(await findSigner(paper, await sign())).toBe(voter.address);
  expect(await findSigner({ ...paper, choice: "Grace" }, await sign())).not.toBe(voter.address);
  expect(await findSigner(paper, `0x${"ff".repeat(64)}`)).toBeUndefined();
});

test("leaves everything else a turn between two signatures", async () => {
  const findSigner = checkInTurn();
  const signature = await sign();
  let turns = 0;
  let isOver = false;
  const others = (async () => {
    for (; !isOver; turns += 1) await turn();
  })();
  await Promise.all(Array.from({ length: 20 }, () => findSigner(paper, signature)));
  isOver = true;
  await others;
  expect(turns).toBeGreaterThanOrEqual(20);
});

test("lets only so many wait, and tells the others to come one after another", async () => {
  const findSigner = checkInTurn(() => 0);
  // No signature of anybody, so that each costs little.
  const asked = Array.from({ length: 250 + 40_000 }, () => findSigner(paper, `0x${"ff".repeat(64)}`));
  const answers = await Promise.allSettled(asked);
  expect(answers.slice(0, 250)).toEqual(Array(250).fill({ status: "fulfilled", value: undefined }));
  const refused = answers.flatMap((answer) => (answer.status === "rejected" ? [answer.reason] : []));
  expect(refused).toHaveLength(40_000);
  expect(new Set(refused.map(({ code }) => code))).toEqual(new Set(["tooMany"]));
  const moments = refused.map(({ retryAfter }) => retryAfter);
  // Two milliseconds each, as none has been checked yet: so many in a second, and nobody has to wait for over a minute.
  const inSecond = (second: number) => moments.filter((moment) => moment === second).length;
  // Behind the 250 that wait.
  expect(inSecond(1)).toBe(250);
  expect(inSecond(10)).toBe(500);
  expect(moments.at(-1)).toBe(60);
  expect(await findSigner(paper, await sign())).toBe(voter.address);
});
