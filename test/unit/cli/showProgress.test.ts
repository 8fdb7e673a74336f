import { expect, test } from "vitest";
import { showProgress } from "@/cli/showProgress";

/** What is written to a stream. */
function record(isTTY: boolean) {
  const written: string[] = [];
  return { written, progress: showProgress({ isTTY, write: (text) => written.push(text) }) };
}

test("progress is one line that changes on a terminal, and is gone in the end", async () => {
  const { written, progress } = record(true);
  progress.tell({ part: "proof", done: 250, all: 31_250 });
  progress.tell({ part: "record", done: 7, all: null });
  progress.checked("agreement");
  await progress.match(64, 100_000);
  progress.end();
  expect(written).toEqual([
    "\rCollecting proofs: 250 of 31,250\u001b[K",
    "\rReading the log of votes: 7\u001b[K",
    "\rChecking: The block is the one its hash names\u001b[K",
    "\rMatching ballots to signatures: 64 of 100,000\u001b[K",
    "\r\u001b[K",
  ]);
});

test("progress is a plain line for each part elsewhere", () => {
  const { written, progress } = record(false);
  progress.tell({ part: "proof", done: 0, all: 2 });
  progress.tell({ part: "proof", done: 1, all: 2 });
  progress.checked("agreement");
  progress.checked("finality");
  progress.end();
  expect(written).toEqual(["Collecting proofs\n", "Checking\n"]);
});

test("nothing is cleared where nothing was shown", () => {
  const { written, progress } = record(true);
  progress.end();
  expect(written).toEqual([]);
});
