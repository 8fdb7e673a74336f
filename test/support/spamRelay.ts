// A program of its own, so that it takes no time from whoever measures: bothers a relay in every way that a stranger can,
// until it is told to end (SIGTERM). Then it prints, as JSON, what it was answered.
import { randomBytes, randomInt } from "node:crypto";
import { setMaxListeners } from "node:events";
import { connect } from "node:net";
import { setTimeout as pass } from "node:timers/promises";
import { bytesToHex } from "viem";
import { writeBallotFile } from "@/election/ballotFile";
import type { SignedBallot } from "@/election/signedBallot";
import { openLines, ownAddress } from "./openLines";

/** What spam is made of. */
export type SpamPlan = {
  url: string;
  /** A ballot that counts. Its signature stands on the forged ones too, so that each has to be looked into. */
  ballot: SignedBallot;
  /** In whose names ballots are forged. */
  targets: readonly Pick<SignedBallot, "voter" | "index">[];
  /** From how many network addresses each kind of spam comes, each with one request under way. */
  addresses: number;
  /** How many requests of each kind are made at most. */
  requests: number;
  /** How many connections are open that send slowly, or nothing. */
  slowLines: number;
};

/** How often each kind of spam was answered how; `broken`: the line was cut. */
export type SpamReport = Record<string, Record<string, number>>;

/** After how long it ends by itself, in milliseconds. */
const longest = 600_000;

// The caller is a test of ours.
const plan = JSON.parse(process.argv[2] ?? "") as SpamPlan;
const ending = new AbortController();
process.once("SIGTERM", () => ending.abort());
setMaxListeners(0, ending.signal);
const report: SpamReport = {};

const { ballot, targets } = plan;
const kinds: readonly [string, () => string][] = [
  ["garbage", () => randomBytes(randomInt(1, 2_000)).toString("latin1")],
  ["oversize", () => JSON.stringify({ kind: "recount-ballot", choice: "x".repeat(randomInt(5_000, 500_000)) })],
  ["forged", () => writeBallotFile({ ...ballot, ...targets[randomInt(targets.length)] })],
  ["repeated", () => writeBallotFile(ballot)],
  ["elections", () => writeBallotFile({ ...ballot, election: bytesToHex(randomBytes(20)) })],
];

const running = kinds.map(([kind, make], group) => bother(kind, make, 100 + group));
const slow = Array.from({ length: plan.slowLines }, (_, place) => keepSlowLine(place));
console.log("spamming");
const told = pass(longest, undefined, { signal: ending.signal }).catch(() => undefined);
await Promise.all([told, ...running, ...slow]);
console.log(`answered ${JSON.stringify(report)}`);

function note(kind: string, what: string): void {
  const counts = report[kind] ?? {};
  report[kind] = { ...counts, [what]: (counts[what] ?? 0) + 1 };
}

async function bother(kind: string, make: () => string, group: number): Promise<void> {
  const lines = openLines(plan.url);
  let left = plan.requests;
  const one = async (from: string) => {
    while (left > 0 && !ending.signal.aborted) {
      left -= 1;
      const said = await lines.post(from, make()).then(
        (answer) => answer.said,
        () => "broken",
      );
      note(kind, said);
    }
  };
  await Promise.all(Array.from({ length: plan.addresses }, (_, place) => one(ownAddress(group, place))));
  lines.close();
}

/** Sends nothing, or a head or a body that does not end; comes back where it is cut, a limited number of times. */
async function keepSlowLine(place: number): Promise<void> {
  const { hostname, port } = new URL(plan.url);
  const head = "POST /ballots HTTP/1.1\r\nHost: relay\r\n";
  const begins = ["", head, `${head}Content-Type: application/json\r\nContent-Length: 400\r\n\r\n{`];
  for (let times = 0; times < 40 && !ending.signal.aborted; times += 1) {
    const line = connect({ host: hostname, port: Number(port), localAddress: ownAddress(110, place) });
    const over = new Promise<void>((resolve) => line.once("close", () => resolve()));
    line.on("error", () => undefined).resume();
    ending.signal.addEventListener("abort", () => line.destroy(), { once: true });
    const begin = begins[place % begins.length] ?? "";
    if (begin !== "") {
      line.write(begin);
      const drip = setInterval(() => line.writable && line.write("a"), 700);
      void over.then(() => clearInterval(drip));
    }
    await over;
    note("slow", ending.signal.aborted ? "open" : "cut");
    await pass(100, undefined, { signal: ending.signal }).catch(() => undefined);
  }
}
