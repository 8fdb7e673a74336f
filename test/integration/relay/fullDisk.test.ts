import { spawnSync } from "node:child_process";
import { statSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { SignedBallot } from "@/election/signedBallot";
import { compareBox } from "../../support/compareBox";
import { createSigningElection, inventSigners, type SigningElection, signBallot } from "../../support/signBallots";
import { startChain, type TestChain } from "../../support/startChain";
import { handIn, lookUp, type RunningRelay, startRelay } from "../../support/startRelay";

// A disk without room, as a limit on how long the relay's files may become (RLIMIT_FSIZE): it needs no rights, and a write
// that meets it is cut short in its middle, as one to a full disk is.

const patience = { timeout: 30_000, interval: 200 };

let chain: TestChain;
let election: SigningElection;
let ballots: SignedBallot[];
/** Which of them was handed in last. */
let next = 0;
beforeAll(async () => {
  chain = await startChain({ blockTime: 1 });
  election = await createSigningElection(chain, inventSigners(60));
  ballots = await Promise.all(
    election.voters.map((_, index) => signBallot(election, index, index % 2 ? "Ada" : "Grace")),
  );
}, 60_000);
afterAll(() => chain.stop());

/** From now on no file of the relay can be longer than that; without a number, as long as the disk allows. */
function limitFiles({ pid }: RunningRelay, bytes: number | "unlimited"): void {
  const { status, stderr, error } = spawnSync("prlimit", [`--pid=${pid}`, `--fsize=${bytes}:`], { encoding: "utf8" });
  if (status !== 0) throw new Error(`prlimit (util-linux) cannot limit the relay: ${error?.message ?? stderr}`);
}

/** Leaves the relay's log so much room, in bytes. */
function leaveRoom(relay: RunningRelay, bytes: number): void {
  limitFiles(relay, statSync(`${relay.file}-wal`).size + bytes);
}

async function health(relay: RunningRelay) {
  const response = await fetch(`${relay.url}/health`);
  const { status, chains } = await response.json();
  return { http: response.status, status, problems: chains[0].problemCodes };
}

/** Room for a ballot to be accepted, but not for a transaction to be written down. */
const roomForOne = 14_000;

test.skipIf(process.platform !== "linux")(
  "a relay whose disk is full refuses ballots, keeps what it has, and goes on by itself",
  { timeout: 90_000 },
  async () => {
    const waits = { RELAY_LONGEST_WAIT: "86400", RELAY_MARGIN: "60", RELAY_LAST_SECONDS: "0" };
    let relay = await startRelay(chain, { environment: waits });
    const accepted: SignedBallot[] = [];

    /** Hands in ballots until one is refused, which it gives. */
    async function fill(): Promise<SignedBallot | undefined> {
      for (const ballot of ballots.slice(next, next + 20)) {
        next += 1;
        const { status, body } = await handIn(relay, ballot);
        if (status !== 202) {
          expect([status, body.error?.code]).toEqual([507, "storage"]);
          return ballot;
        }
        accepted.push(ballot);
      }
      return undefined;
    }

    expect(await fill()).toBeUndefined();
    leaveRoom(relay, 30_000);
    const refused = await fill();
    if (!refused) throw new Error("Twenty ballots found room in 30,000 bytes.");
    expect(await health(relay)).toEqual({ http: 503, status: "degraded", problems: ["storage"] });
    for (const ballot of accepted) expect((await lookUp(relay, ballot)).body.state).toBe("accepted");
    expect((await lookUp(relay, refused)).status).toBe(404);

    // There is room again.
    limitFiles(relay, "unlimited");
    expect((await handIn(relay, refused)).status).toBe(202);
    accepted.push(refused);
    expect(await health(relay)).toEqual({ http: 200, status: "ok", problems: [] });

    // Full once more, wherever in a page the write is cut short, and killed on top of it.
    for (const bytes of [1, 24, 4_000, 4_120, 9_000]) {
      leaveRoom(relay, bytes);
      if (!(await fill())) throw new Error("Twenty ballots found room.");
    }
    await relay.kill();
    const { file } = relay;
    relay = await startRelay(chain, { file, environment: { ...waits, RELAY_LONGEST_WAIT: "0" } });
    await expect.poll(async () => (await compareAll()).counted, patience).toBe(accepted.length);
    expect(await compareAll()).toMatchObject({ lost: [], forged: [], doubled: { counters: 0, events: 0 } });
    expect(await relay.stop()).toBe(0);

    function compareAll() {
      const byIndex = new Map(accepted.map((ballot) => [ballot.index, ballot]));
      return compareBox(chain, election, byIndex, new Set(byIndex.keys()));
    }
  },
);

test.skipIf(process.platform !== "linux")(
  "a relay whose disk is full sends nothing that it could not write down, and delivers once there is room",
  { timeout: 90_000 },
  async () => {
    const environment = { RELAY_LONGEST_WAIT: "0", RELAY_LAST_SECONDS: "0" };
    const relay = await startRelay(chain, { environment });
    const ballot = ballots.at(-1);
    if (!ballot) throw new RangeError("There is no ballot left.");
    const { carrier } = (await (await fetch(`${relay.url}/`)).json()).chains[0];
    const sent = () => chain.node.getTransactionCount({ address: carrier, blockTag: "pending" });
    const before = await sent();

    leaveRoom(relay, roomForOne);
    expect((await handIn(relay, ballot)).status).toBe(202);
    await expect
      .poll(() => health(relay), patience)
      .toMatchObject({ http: 503, problems: expect.arrayContaining(["failed"]) });
    expect(await sent()).toBe(before);

    limitFiles(relay, "unlimited");
    await expect.poll(sent, patience).toBe(before + 1);
    await expect.poll(async () => (await lookUp(relay, ballot)).body.state, patience).toBe("inBlock");
    await expect.poll(() => health(relay), patience).toMatchObject({ http: 200, status: "ok" });

    // It ends as it should where there is no room to put its file in order, and finds everything when it is started again.
    limitFiles(relay, 4096);
    expect(await relay.stop()).toBe(0);
    const later = await startRelay(chain, { file: relay.file, environment });
    expect((await lookUp(later, ballot)).body.choice).toBe(ballot.choice);
    expect(await later.stop()).toBe(0);
  },
);
