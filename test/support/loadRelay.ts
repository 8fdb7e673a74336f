import { setTimeout as pass } from "node:timers/promises";
import type { SignedBallot } from "@/election/signedBallot";
import { countSigned } from "./carryElection";
import { drawPlaces, seeded, signAtRandom } from "./drawElection";
import { countAccepted, type HandedIn, handInFrom, openLines, ownAddress } from "./openLines";
import { type Counted, readCounted, waitForFinal } from "./readCarried";
import { readUse, type Use } from "./readUse";
import { createSigningElection, inventSigners } from "./signBallots";
import type { SpamPlan, SpamReport } from "./spamRelay";
import { startChain } from "./startChain";
import { startNode } from "./startNode";
import { startRelay } from "./startRelay";

/** How a relay is put under load. */
export type Load = {
  /** How many ballots are handed in a second, whether or not those before them are answered. */
  perSecond: number;
  seconds: number;
  /** From how many network addresses they come. */
  addresses: number;
  spam: Pick<SpamPlan, "addresses" | "requests" | "slowLines">;
};

/** What came of it. */
export type UnderLoad = {
  /** How each honest ballot fared, in their order, timed from the moment when it was due. */
  handedIn: HandedIn[];
  spam: SpamReport;
  /** What the chain has counted for good, and what was signed. */
  counted: Counted;
  signed: Counted;
  /** What the relay says of itself in the end, as an HTTP status. */
  health: number;
  /** What the relay used in all. */
  use: Use | undefined;
};

/** Beside those who vote there are some on the roll who do not, in whose names ballots are forged. */
const absent = 200;

/** A relay of its own is handed ballots at a steady pace, while spam comes to it from elsewhere; what it accepts becomes final. */
export async function loadRelay({ perSecond, seconds, addresses, spam }: Load): Promise<UnderLoad> {
  const chain = await startChain();
  const random = seeded(perSecond);
  const turnout = perSecond * seconds;
  const election = await createSigningElection(chain, inventSigners(turnout + absent), { closesIn: 1_000_000 });
  const ballots = await signAtRandom(election, drawPlaces(turnout + absent, turnout, random), random);
  const environment = { RELAY_REQUESTS: "300", RELAY_BUDGET_ELECTION: `${turnout}`, RELAY_LONGEST_WAIT: "10" };
  await chain.node.setIntervalMining({ interval: 2 });
  const relay = await startRelay(chain, { environment });

  const signed = countSigned(election, ballots);
  const unheard = election.voters.flatMap(({ address: voter }, index) =>
    signed.marks[index] ? [] : [{ voter, index }],
  );
  const [ballot] = ballots;
  if (!ballot) throw new RangeError("A load consists of one ballot at least.");
  const targets = [...unheard, ...ballots.slice(-absent).map(({ voter, index }) => ({ voter, index }))];
  const spammer = await startSpam({ ...spam, url: relay.url, ballot, targets });
  const handedIn = await handInSteadily(relay.url, ballots, perSecond, addresses);
  const report = await spammer.end();
  await waitForFinal(chain, election, countAccepted(handedIn));

  const counted = await readCounted(chain, election, "finalized");
  const health = (await fetch(`${relay.url}/health`)).status;
  const use = readUse(relay.pid);
  await relay.stop();
  await chain.stop();
  return { handedIn, spam: report, counted, signed, health, use };
}

async function startSpam(plan: SpamPlan): Promise<{ end: () => Promise<SpamReport> }> {
  const spammer = startNode("--import", "tsx", "test/support/spamRelay.ts", JSON.stringify(plan));
  await spammer.says(/^spamming$/m);
  return {
    async end() {
      process.kill(spammer.pid, "SIGTERM");
      const [, report = ""] = await spammer.says(/^answered (.+)$/m);
      await spammer.ended;
      // Written by the spammer, a program of ours.
      return JSON.parse(report) as SpamReport;
    },
  };
}

async function handInSteadily(
  url: string,
  ballots: readonly SignedBallot[],
  perSecond: number,
  addresses: number,
): Promise<HandedIn[]> {
  const lines = openLines(url);
  const begin = performance.now();
  const underWay: Promise<HandedIn>[] = [];
  for (const [place, ballot] of ballots.entries()) {
    const due = begin + (1000 * place) / perSecond;
    const early = due - performance.now();
    if (early > 1) await pass(early);
    const handedIn = handInFrom(lines, ballot, ownAddress(1, place % addresses));
    underWay.push(handedIn.then((how) => ({ ...how, milliseconds: performance.now() - due })));
  }
  const handedIn = await Promise.all(underWay);
  lines.close();
  return handedIn;
}
