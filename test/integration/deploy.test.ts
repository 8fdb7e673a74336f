import { createCipheriv, randomUUID, scryptSync } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { keccak256 } from "viem";
import { mnemonicToAccount } from "viem/accounts";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { openElectionFactory } from "@/chain/generated/openElectionFactory";
import { rollElectionFactory } from "@/chain/generated/rollElectionFactory";
import { rollFactory } from "@/chain/generated/rollFactory";
import { controlNode } from "../../scripts/practice/controlNode";
import { type Anvil, startAnvil } from "../../scripts/practice/startAnvil";
import { startNode } from "../support/startNode";
import { change, startProxy } from "../support/startProxy";

const factories = [openElectionFactory, rollFactory, rollElectionFactory];
const deployer = "0x4e59b44847b379578588920cA78FbF26c0B4956C";
const stands = expect.stringMatching(/^0x[0-9a-f]{100}/);

let anvil: Anvil;
let sender: string;

beforeAll(async () => {
  anvil = await startAnvil({});
  sender = (await controlNode(anvil.url).getAddresses())[0] ?? "";
});

afterAll(() => anvil.stop());

function deploy(...args: string[]) {
  return startNode("node_modules/tsx/dist/cli.mjs", "scripts/deploy/run.ts", ...args);
}

/** The code at each factory's address, undefined where there is none. */
async function readCodes({ url }: Anvil) {
  const node = controlNode(url);
  return Promise.all(factories.map(({ address }) => node.getCode({ address })));
}

/** What a run has printed to be recorded. */
function recordIn(printed: string) {
  return JSON.parse(/^To record:\n(\{.*?^\})/ms.exec(printed)?.[1] ?? "{}");
}

/** The key of the node's first account, encrypted as `cast wallet import` does it. */
function writeKeystore(password: string): string {
  const { privateKey } = mnemonicToAccount("test test test test test test test test test test test junk").getHdKey();
  const cost = { n: 2, r: 8, p: 1 };
  const derived = scryptSync(password, "salt", 32, { N: cost.n, r: cost.r, p: cost.p });
  const iv = Buffer.alloc(16);
  const ciphertext = createCipheriv("aes-128-ctr", derived.subarray(0, 16), iv).update(privateKey ?? "");
  return JSON.stringify({
    version: 3,
    id: randomUUID(),
    crypto: {
      cipher: "aes-128-ctr",
      cipherparams: { iv: iv.toString("hex") },
      ciphertext: ciphertext.toString("hex"),
      kdf: "scrypt",
      kdfparams: { ...cost, dklen: 32, salt: Buffer.from("salt").toString("hex") },
      mac: keccak256(Buffer.concat([derived.subarray(16), ciphertext])).slice(2),
    },
  });
}

test("the factories are put at the addresses that the app knows, and a repeat changes nothing", {
  timeout: 90_000,
}, async () => {
  const node = controlNode(anvil.url);
  expect(await readCodes(anvil)).toEqual([undefined, undefined, undefined]);

  const first = deploy("--rpc-url", anvil.url, "--unlocked", "--sender", sender);
  expect((await first.ended).code).toBe(0);
  expect(await readCodes(anvil)).toEqual([stands, stands, stands]);
  const block = await node.getBlockNumber();

  const second = deploy("--rpc-url", anvil.url, "--unlocked", "--sender", sender);
  expect((await second.ended).code).toBe(0);
  expect(second.printed()).toContain("there is nothing to pay");
  expect(await node.getBlockNumber()).toBe(block);
});

// Each run compiles, starts a node of its own and forge: seconds on a busy machine.
describe("on a prepared chain", { timeout: 90_000 }, () => {
  let folder: string;
  let own: Anvil;
  let payer: string;

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), "recount-"));
    own = await startAnvil({});
    payer = (await controlNode(own.url).getAddresses())[1] ?? "";
  });

  afterEach(async () => {
    await own.stop();
    rmSync(folder, { recursive: true });
  });

  /** A file like those in chains/. */
  function prepare(chain: object = {}, ...others: object[]): string {
    const currency = { name: "Ether", symbol: "ETH", decimals: 18 };
    const described = { id: 31337, name: "Test network", endpoints: [own.url], currency, binding: false, ...chain };
    const file = join(folder, "chain.json");
    writeFileSync(
      file,
      JSON.stringify({ chains: [described, ...others.map((other) => ({ ...described, ...other }))] }),
    );
    return file;
  }

  test("a check says what is missing and what it costs, and sends nothing", async () => {
    const run = deploy("--chain", prepare(), "--check", "--sender", payer);
    expect((await run.ended).code).toBe(1);
    expect(run.printed()).toContain("Not for binding votes.");
    expect(run.printed()).toMatch(/RollElectionFactory\s+missing/);
    expect(run.printed()).toMatch(/^To pay: 4,\d{3},\d{3} gas, at 2 gwei now 0\.00\d+ ETH\.$/m);
    expect(run.printed()).toContain(`${payer} has 10000 ETH.`);
    expect(await controlNode(own.url).getBlockNumber()).toBe(0n);
  });

  test("every node is asked for the code, and what to record is what the chain says", async () => {
    const proxy = await startProxy(own.url);
    const endpoints = [proxy.url, own.url, "http://127.0.0.1:1"];
    const run = deploy("--chain", prepare({ endpoints }), "--unlocked", "--sender", payer);
    expect((await run.ended).code).toBe(0);
    expect(run.printed()).toContain("No answer from http://127.0.0.1:1.");
    expect(run.printed().match(/stands, its code checked at 2 of 2 nodes/g)).toHaveLength(3);

    const recorded = recordIn(run.printed());
    expect(recorded).toMatchObject({ chain: 31337, name: "Test network", deployer, salt: 0 });
    const node = controlNode(own.url);
    for (const [index, { address, initcodeHash }] of factories.entries()) {
      const { transaction, block, ...rest } = recorded.factories[index];
      expect(rest).toMatchObject({ address, initcodeHash });
      const receipt = await node.getTransactionReceipt({ hash: transaction });
      expect(receipt).toMatchObject({ status: "success", blockNumber: BigInt(block) });
      expect(await node.getCode({ address, blockNumber: receipt.blockNumber })).toEqual(stands);
      expect(await node.getCode({ address, blockNumber: receipt.blockNumber - 1n })).toBeUndefined();
    }
    await proxy.stop();
  });

  test("an interrupted run is gone on with: what stands is neither paid for twice nor forgotten", async () => {
    const node = controlNode(own.url);
    await node.setAutomine(false);
    const file = prepare();
    const interrupted = deploy("--chain", file, "--unlocked", "--sender", payer);
    await vi.waitUntil(async () => (await node.getTxpoolStatus()).pending === 1, { timeout: 20_000 });
    const [sent = "0x"] = (await node.getBlock({ blockTag: "pending" })).transactions;
    await vi.waitUntil(() => readFileSync("broadcast/Deploy.s.sol/31337/run-latest.json", "utf8").includes(sent));
    process.kill(-interrupted.pid, "SIGKILL");
    await interrupted.ended;
    await node.mine({ blocks: 1 });
    await node.setAutomine(true);
    expect(await readCodes(own)).toEqual([stands, undefined, undefined]);

    const again = deploy("--chain", file, "--unlocked", "--sender", payer);
    expect((await again.ended).code).toBe(0);
    expect(await readCodes(own)).toEqual([stands, stands, stands]);
    expect(await node.getTransactionCount({ address: payer as `0x${string}` })).toBe(3);
    const blocks = recordIn(again.printed()).factories.map(({ block }: { block: number | null }) => block);
    expect(blocks).toEqual([1, 2, 3]);
  });

  test("a node that gives other code for a factory stops it", async () => {
    const proxy = await startProxy(own.url);
    proxy.fail(async (request, forward) => {
      return request.method === "eth_getCode" && request.params[0] === rollFactory.address
        ? { result: "0x6000" }
        : forward();
    });
    const run = deploy("--chain", prepare({ endpoints: [own.url, proxy.url] }), "--unlocked", "--sender", payer);
    expect((await run.ended).code).toBe(1);
    expect(run.printed()).toContain(`The node at ${proxy.url} gives other code for RollFactory`);
    expect(await controlNode(own.url).getBlockNumber()).toBe(0n);
    await proxy.stop();
  });

  test("a node of another chain stops it", async () => {
    const proxy = await startProxy(own.url);
    proxy.fail(change("eth_chainId", () => "0x1"));
    for (const endpoints of [[own.url, proxy.url], [proxy.url]]) {
      const run = deploy("--chain", prepare({ endpoints }), "--check");
      expect((await run.ended).code).toBe(1);
      expect(run.printed()).toContain(`The node at ${proxy.url} belongs to chain 1, not to chain 31337.`);
    }
    await proxy.stop();
  });

  test("a chain without the deterministic deployer is told apart", async () => {
    await controlNode(own.url).setCode({ address: deployer, bytecode: "0x" });
    const run = deploy("--chain", prepare(), "--unlocked", "--sender", payer);
    expect((await run.ended).code).toBe(1);
    expect(run.printed()).toContain(`The deterministic deployer does not stand at ${deployer}`);
  });

  test("a payer with too little sends nothing", async () => {
    const node = controlNode(own.url);
    await node.setBalance({ address: payer as `0x${string}`, value: 10n ** 15n });
    const run = deploy("--chain", prepare(), "--unlocked", `--sender=${payer}`);
    expect((await run.ended).code).toBe(1);
    expect(run.printed()).toContain(`${payer} has 0.001 ETH.\nThat is too little: nothing was sent.`);
    expect(await node.getBlockNumber()).toBe(0n);
  });

  test("a file with several chains, and one that is not there, are refused", async () => {
    for (const [chain, answer] of [
      [prepare({}, { id: 2 }), "names several chains"],
      ["sepolis", "There is no chains/sepolis.json."],
    ] as const) {
      const run = deploy("--chain", chain, "--check");
      expect((await run.ended).code).toBe(2);
      expect(run.printed()).toContain(answer);
    }
  });
});

describe("with a keystore file", { timeout: 90_000 }, () => {
  let folder: string;
  let own: Anvil;

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), "recount-"));
    own = await startAnvil({});
    writeFileSync(join(folder, "key.json"), writeKeystore("right"));
  });

  afterEach(async () => {
    await own.stop();
    rmSync(folder, { recursive: true });
  });

  /** The factories' code once `npm run deploy` has ended, with its exit code. */
  async function deployWithPassword(password: string) {
    writeFileSync(join(folder, "password"), password);
    const keystore = ["--keystore", join(folder, "key.json"), "--password-file", join(folder, "password")];
    const { code } = await deploy("--rpc-url", own.url, ...keystore).ended;
    return { code, codes: await readCodes(own) };
  }

  test("its key pays", async () => {
    expect(await deployWithPassword("right")).toEqual({ code: 0, codes: [stands, stands, stands] });
  });

  test("a wrong password deploys nothing", async () => {
    expect(await deployWithPassword("wrong")).toEqual({ code: 1, codes: [undefined, undefined, undefined] });
  });
});

test("a node that does not answer makes it fail", async () => {
  const run = deploy("--rpc-url", "http://127.0.0.1:1", "--unlocked", "--sender", sender);

  expect((await run.ended).code).not.toBe(0);
});

test.each([
  ["--private-key", "0x01"],
  ["--private-key=0x01"],
  ["--private-keys=0x01"],
  ["--mnemonics", "test test test"],
  ["--mnemonic-indexes", "1"],
  ["--interactive"],
  ["-i"],
])("a bare key or word list is refused: %s", async (...args) => {
  const run = deploy("--rpc-url", anvil.url, ...args);

  expect((await run.ended).code).toBe(2);
  expect(run.printed()).toMatch(/^-.+ is refused: .+keystore/s);
});

test.each([
  [[], /^Name the chain with --chain NAME, or its node with --rpc-url URL/],
  [["--chain", "--check"], /^--chain needs a value/],
  [["--rpc-url", "http://127.0.0.1:1"], /^Say who signs: --account NAME/],
])("what is missing is named: %s", async (args, answer) => {
  const run = deploy(...args);

  expect((await run.ended).code).toBe(2);
  expect(run.printed()).toMatch(answer);
});

test("help is given on request", async () => {
  const run = deploy("--help");

  expect((await run.ended).code).toBe(0);
  expect(run.printed()).toContain("npm run deploy -- --chain NAME --account NAME");
});
