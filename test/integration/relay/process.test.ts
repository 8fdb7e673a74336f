import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as Keystore from "ox/Keystore";
import { generatePrivateKey, privateKeyToAccount } from "viem/accounts";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { holdAnswers } from "../../support/faults";
import { createSigningElection, inventSigners, type SigningElection, signBallot } from "../../support/signBallots";
import { startChain, type TestChain } from "../../support/startChain";
import { startNodeWith } from "../../support/startNode";
import { type NodeProxy, startProxy } from "../../support/startProxy";
import { handIn, lookUp, startRelay } from "../../support/startRelay";

// Every test here starts one process or more.
vi.setConfig({ testTimeout: 120_000 });

let chain: TestChain;
let proxy: NodeProxy;
let election: SigningElection;
let folder: string;
/** A chain whose node a test may hold up. */
let proxied: { configuration: TestChain["configuration"] };

beforeAll(async () => {
  chain = await startChain();
  proxy = await startProxy(chain.url);
  proxied = { configuration: { ...chain.configuration, endpoints: [proxy.url] } };
  election = await createSigningElection(chain, inventSigners(5));
  folder = mkdtempSync(join(tmpdir(), "recount-relay-"));
}, 60_000);
beforeEach(() => proxy.fail());
afterAll(async () => {
  await proxy.stop();
  await chain.stop();
  rmSync(folder, { recursive: true });
});

/** Runs a relay that cannot start, and gives its exit code and what it said. */
async function fail(environment: Record<string, string>): Promise<{ code: number | null; said: string }> {
  const program = startNodeWith({ RELAY_PORT: "0", ...environment }, "--import", "tsx", "src/relay/main.ts");
  const { code } = await program.ended;
  return { code, said: program.printed().trim() };
}

describe("a relay that cannot start says what to do, and nothing else", () => {
  test("with a setting that is wrong", async () => {
    expect(await fail({ RELAY_BUDGET_TOTAL: "all" })).toEqual({
      code: 2,
      said: "RELAY_BUDGET_TOTAL: It must be a whole number from 1 to 1000000000.",
    });
  });

  test("on a port that is taken", async () => {
    const relay = await startRelay(chain);
    const { port } = new URL(relay.url);
    const RELAY_FILE = join(folder, "port.sqlite");
    expect(await fail({ RELAY_PORT: port, RELAY_FILE })).toEqual({
      code: 2,
      said: `RELAY_PORT: Something listens on port ${port} already. Set another one.`,
    });

    // The same file twice would be two transactions with the same number.
    const twice = await fail({ RELAY_FILE: relay.file });
    expect(twice.code).toBe(2);
    expect(twice.said).toContain("is in use: another relay runs with it");
    await relay.stop();
  });

  test("with a file that is none of its own", async () => {
    const RELAY_FILE = join(folder, "letter.txt");
    writeFileSync(RELAY_FILE, "Dear members,\n".repeat(100));
    const { code, said } = await fail({ RELAY_FILE });
    expect(code).toBe(2);
    expect(said).toContain(`${RELAY_FILE} is damaged`);
  });
});

test("it pays from the account of a keystore file, and prints neither key nor password", async () => {
  const key = generatePrivateKey();
  const [derived, options] = Keystore.scrypt({ password: "correct horse", n: 1024 });
  const keystore = join(folder, "key.json");
  writeFileSync(keystore, JSON.stringify(Keystore.encrypt(key, derived, options)));
  writeFileSync(join(folder, "password"), "correct horse\n");

  const environment = { RELAY_KEYSTORE: keystore, RELAY_PASSWORD_FILE: join(folder, "password") };
  const relay = await startRelay(chain, { environment });
  expect((await (await fetch(relay.url)).json()).chains[0].carrier).toBe(privateKeyToAccount(key).address);
  expect(relay.printed()).not.toContain(key.slice(2));
  expect(relay.printed()).not.toContain("correct horse");
  expect(await relay.stop()).toBe(0);
});

describe("Ctrl-C", () => {
  test("lets it finish what it is judging; the next one with the same file holds it", async () => {
    const relay = await startRelay(proxied, { environment: { RELAY_LONGEST_WAIT: "86400", RELAY_MARGIN: "60" } });
    const { fault, release } = holdAnswers();
    proxy.fail(fault);
    const before = proxy.requests.length;
    const ballot = await signBallot(election, 0, "Grace");
    const judging = handIn(relay, ballot);
    const isSought = () => proxy.requests.slice(before).some(({ method }) => method === "eth_blockNumber");
    await expect.poll(isSought, { timeout: 10_000 }).toBe(true);

    process.kill(relay.pid, "SIGINT");
    await relay.says(/ends once what is under way is finished/);
    expect((await handIn(relay, await signBallot(election, 1, "Ada"))).body.error?.code).toBe("stopping");
    release();
    expect((await judging).status).toBe(202);
    expect(await relay.ended).toEqual({ code: 0, signal: null });

    const next = await startRelay(chain, {
      file: relay.file,
      environment: { RELAY_LONGEST_WAIT: "86400", RELAY_MARGIN: "60" },
    });
    expect((await lookUp(next, ballot)).body).toEqual({ state: "accepted", choice: "Grace" });
    await next.stop();
  });

  test("a second time ends it at once", async () => {
    const relay = await startRelay(proxied);
    const { fault, release } = holdAnswers();
    proxy.fail(fault);
    const before = proxy.requests.length;
    const judging = handIn(relay, await signBallot(election, 2, "Ada")).catch(() => "cut");
    const isSought = () => proxy.requests.slice(before).some(({ method }) => method === "eth_blockNumber");
    await expect.poll(isSought, { timeout: 10_000 }).toBe(true);

    process.kill(relay.pid, "SIGINT");
    await relay.says(/ends once what is under way is finished/);
    process.kill(relay.pid, "SIGINT");
    expect(await relay.ended).toEqual({ code: 1, signal: null });
    expect(await judging).toBe("cut");
    release();
  });
});
