import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pass } from "node:timers/promises";
import { type Address, parseEther } from "viem";
import { generatePrivateKey, privateKeyToAccount } from "viem/accounts";
import { openJournal } from "@/relay/journal/journal";
import { bundleRelay } from "./bundleRelay";
import { type Comparison, compareBox } from "./compareBox";
import { drawPlaces, seeded, signAtRandom } from "./drawElection";
import { type Clients, handInOften } from "./handInOften";
import { readCounted } from "./readCarried";
import { createSigningElection, inventSigners, type SigningElection } from "./signBallots";
import { startChain, type TestChain } from "./startChain";
import { type NodeProxy, startProxy } from "./startProxy";
import { type LaunchedRelay, launchRelay, lookUp } from "./startRelay";
import { turnIntoWallets } from "./turnIntoWallets";

/** How a relay is tried. */
export type Trial = {
  kills: number;
  /** How many voters hand in a ballot; a third more are on the roll. */
  ballots: number;
  /** Decides on everything that is left to chance. */
  seed: number;
  /** Where the relay keeps what it accepted: in its file, or in its memory alone, as the control. */
  journal: "file" | "memory";
};

/** What became of a trial. */
export type Outcome = Comparison & {
  accepted: number;
  /** How often a line broke before there was an answer. */
  broken: number;
  met: Record<Work, number>;
};

/**
 * What a relay was about when it was killed; it may have been about several of these. `accepting`: ballots were on the wire.
 * `holding`: accepted ones waited. `signed`: a transaction was written down, but no node knew it. `sent`: a node knew it, and
 * it stood in no block. `following`: ballots stood in a block that was not final.
 */
type Work = (typeof works)[number];
const works = ["accepting", "holding", "signed", "sent", "following"] as const;

/** The moments at which a relay is killed. All but the last come about however slow the machine is. */
const moments = ["submitting", "beforeSending", "afterSending", "inBlock", "reading", "anytime"] as const;
type Moment = (typeof moments)[number];

/** One in so many voters is a contract wallet. */
const oneInSo = 12;
/** How long a moment is waited for at most, in milliseconds; then the relay is killed whatever it does. */
const patience = 20_000;
/** Seconds between blocks. */
const blockTime = 1;

/** All that the relays of a trial live with. */
type Stage = {
  chain: TestChain;
  proxy: NodeProxy;
  election: SigningElection;
  clients: Clients;
  carrier: Address;
  file: string;
  launch: () => LaunchedRelay;
  random: ReturnType<typeof seeded>;
};

/**
 * Lets voters hand in ballots to a relay on a chain with short blocks, kills the relay with SIGKILL again and again, starts
 * it anew, and in the end holds what was accepted against the chain.
 */
export async function killRelay({ kills, ballots, seed, journal }: Trial): Promise<Outcome> {
  const random = seeded(seed);
  const chain = await startChain();
  const proxy = await startProxy(chain.url);
  const folder = mkdtempSync(join(tmpdir(), "kill-"));
  try {
    const voters = inventSigners(Math.ceil((ballots * 4) / 3));
    const election = await createSigningElection(chain, voters, { candidates: ["Ada", "Grace", "Hedy"] });
    const byKeys = await signAtRandom(election, drawPlaces(voters.length, ballots, random), random);
    const signed = await turnIntoWallets(chain, election, byKeys, oneInSo);
    const clients = handInOften(signed, 4, random);

    const file = journal === "memory" ? ":memory:" : join(folder, "relay.sqlite");
    const key = generatePrivateKey();
    const carrier = privateKeyToAccount(key).address;
    const environment = { RELAY_PRIVATE_KEY: key, RELAY_LONGEST_WAIT: "1", RELAY_LAST_SECONDS: "0" };
    const configuration = { ...chain.configuration, endpoints: [proxy.url, proxy.socketUrl] };
    const bundle = await bundleRelay();
    const launch = () => launchRelay({ configuration }, { file, environment, bundle });
    const stage = { chain, proxy, election, clients, carrier, file, launch, random };
    await chain.node.setBalance({ address: carrier, value: parseEther("10") });
    await chain.node.setAutomine(false);
    // So that the election is final.
    await chain.node.mine({ blocks: 3 });

    const met: Outcome["met"] = { accepting: 0, holding: 0, signed: 0, sent: 0, following: 0 };
    for (let kill = 0; kill < kills; kill += 1) {
      const moment = moments[kill % moments.length] ?? "anytime";
      const onTheWire = await liveAndDie(stage, moment, Math.floor(ballots / (kills + 1)));
      const found = { accepting: onTheWire > 0, ...(await lookAround(stage)) };
      for (const work of works) if (found[work]) met[work] += 1;
    }
    await finish(stage);
    const byIndex = new Map(signed.map((ballot) => [ballot.index, ballot]));
    const comparison = await compareBox(chain, election, byIndex, clients.accepted);
    return { ...comparison, accepted: clients.accepted.size, broken: clients.broken(), met };
  } finally {
    await proxy.stop();
    await chain.stop();
    rmSync(folder, { recursive: true });
  }
}

/** Starts a relay, hands in so many ballots and kills it. Says how many were on the wire then. No block is mined after. */
async function liveAndDie(stage: Stage, moment: Moment, ballots: number): Promise<number> {
  const { chain, proxy, clients, launch } = stage;
  await chain.node.setIntervalMining({ interval: moment === "inBlock" ? 0 : blockTime });
  const reached = awaitMoment(stage, moment, ballots);
  const relay = launch();
  // It may be killed before it answers.
  const answers = relay.says(/answers at (http:\S+)/).then(([, url = ""]) => clients.goOn(url, ballots));
  await Promise.race([reached, answers.then(() => pass(patience))]);
  const onTheWire = clients.underWay();
  await relay.kill();
  await answers.catch(() => {});
  clients.pause();
  proxy.fail();
  await chain.node.setIntervalMining({ interval: 0 });
  return onTheWire;
}

/** Resolves at such a moment of a relay's life that is about to begin. */
function awaitMoment({ chain, proxy, election, clients, random }: Stage, moment: Moment, ballots: number) {
  const below = (end: number) => Math.floor(random() * end);
  /** At a request of the relay that is dealt with so, and never answered. */
  const atRequest = (isIt: (method: string) => boolean, deal: (forward: () => Promise<unknown>) => Promise<unknown>) =>
    new Promise<void>((resolve) => {
      proxy.fail(async ({ method }, forward) => {
        if (!isIt(method)) return forward();
        await deal(forward);
        resolve();
        return new Promise(() => {});
      });
    });
  // Some of this life's ballots are answered first, and others are not: so something will be sent afterwards.
  const begun = moment === "submitting" ? Promise.resolve() : clients.answered(1 + below(Math.max(1, ballots - 2)));
  let isBegun = false;
  void begun.then(() => {
    isBegun = true;
  });
  const isSending = (method: string) => isBegun && method === "eth_sendRawTransaction";
  const stopMining = () => chain.node.setIntervalMining({ interval: 0 });
  let left = 1 + below(25);
  switch (moment) {
    case "submitting":
      // So late that some are answered, and wait for others.
      return clients.submitted(Math.ceil(ballots / 2) + below(Math.floor(ballots / 2)));
    case "beforeSending":
      return atRequest(isSending, stopMining);
    case "afterSending":
      return atRequest(isSending, async (forward) => {
        await stopMining();
        await forward();
      });
    case "reading":
      return atRequest(
        () => {
          left -= 1;
          return left <= 0;
        },
        async () => {},
      );
    case "inBlock":
      return begun.then(() => mineUntilFollowed(chain, election)).then(() => pass(below(1000)));
    case "anytime":
      return pass(below(3000));
  }
}

/** Mines until a block that is not final holds ballots that no final one does. */
async function mineUntilFollowed(chain: TestChain, election: SigningElection): Promise<void> {
  while (!(await isFollowed(chain, election))) {
    await pass(300);
    await chain.node.mine({ blocks: 1 });
  }
}

async function isFollowed(chain: TestChain, election: SigningElection): Promise<boolean> {
  const [latest, final] = await Promise.all([
    readCounted(chain, election, "latest"),
    readCounted(chain, election, "finalized"),
  ]);
  return latest.marks.some((mark, index) => mark !== final.marks[index]);
}

/** What a relay that is dead now was about, by what it left in its file, and by the chain. */
async function lookAround({
  chain,
  election,
  carrier,
  file,
}: Stage): Promise<Omit<Record<Work, boolean>, "accepting">> {
  const following = await isFollowed(chain, election);
  if (file === ":memory:") return { holding: false, signed: false, sent: false, following };

  // A copy, so that the next relay finds the file as this one left it.
  const copy = `${file}-copy`;
  copyFileSync(file, copy);
  copyFileSync(`${file}-wal`, `${copy}-wal`);
  const journal = openJournal(copy);
  const { marks } = await readCounted(chain, election, "latest");
  const count = await chain.node.getTransactionCount({ address: carrier });
  const sendings = journal.sendingsFrom(election.chainId, carrier, count);
  const carried = new Set(sendings.flatMap(({ indexes }) => indexes));
  const held = journal.acceptedAfter(election.chainId, 0).filter(({ index }) => marks[index] === 0);
  journal.close();
  const { hash } = sendings.at(-1) ?? {};
  const isKnown =
    hash !== undefined && (await chain.node.getTransaction({ hash }).catch(() => undefined)) !== undefined;
  return {
    holding: held.some(({ index }) => !carried.has(index)),
    signed: hash !== undefined && !isKnown,
    sent: isKnown,
    following,
  };
}

/** Lets the last relay do all that is left: until each accepted ballot is final, or the relay knows nothing of it. */
async function finish({ chain, election, clients, launch }: Stage): Promise<void> {
  await chain.node.setIntervalMining({ interval: blockTime });
  const relay = launch();
  const [, url = ""] = await relay.says(/answers at (http:\S+)/);
  clients.goOn(url, Number.POSITIVE_INFINITY);
  await clients.done;
  const { chainId, address } = election;
  for (let isOver = false; !isOver; await pass(300)) {
    const { marks } = await readCounted(chain, election, "finalized");
    const missing = [...clients.accepted].filter((index) => marks[index] === 0);
    const answers = await Promise.all(missing.map((index) => lookUp({ url }, { chainId, election: address, index })));
    isOver = answers.every(({ status, body }) => status === 404 || body.state === "void");
  }
  await relay.stop();
}
