import { createCipheriv, randomUUID, scryptSync } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { keccak256 } from "viem";
import { mnemonicToAccount } from "viem/accounts";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { openElectionFactory } from "@/chain/generated/openElectionFactory";
import { controlNode } from "../../scripts/practice/controlNode";
import { type Anvil, startAnvil } from "../../scripts/practice/startAnvil";
import { startNode } from "../support/startNode";

let anvil: Anvil;
let sender: string;

beforeAll(async () => {
  anvil = await startAnvil({});
  sender = (await controlNode(anvil.url).getAddresses())[0] ?? "";
});

afterAll(() => anvil.stop());

function deploy(...args: string[]) {
  return startNode("scripts/deploy.mjs", ...args);
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

test("the factory is put at the address that the app knows, and a repeat changes nothing", async () => {
  const node = controlNode(anvil.url);
  expect(await node.getCode({ address: openElectionFactory.address })).toBeUndefined();

  const first = deploy("--rpc-url", anvil.url, "--unlocked", "--sender", sender);
  expect((await first.ended).code).toBe(0);
  const code = await node.getCode({ address: openElectionFactory.address });
  const block = await node.getBlockNumber();
  expect(code).toMatch(/^0x[0-9a-f]{100}/);

  const second = deploy("--rpc-url", anvil.url, "--unlocked", "--sender", sender);
  expect((await second.ended).code).toBe(0);
  expect(await node.getBlockNumber()).toBe(block);
});

describe("with a keystore file", () => {
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

  /** The factory's code once `npm run deploy` has ended, with its exit code. */
  async function deployWithPassword(password: string) {
    writeFileSync(join(folder, "password"), password);
    const keystore = ["--keystore", join(folder, "key.json"), "--password-file", join(folder, "password")];
    const { code } = await deploy("--rpc-url", own.url, ...keystore).ended;
    return { code, factory: await controlNode(own.url).getCode({ address: openElectionFactory.address }) };
  }

  test("its key pays", async () => {
    expect(await deployWithPassword("right")).toEqual({ code: 0, factory: expect.stringMatching(/^0x[0-9a-f]{100}/) });
  });

  test("a wrong password deploys nothing", async () => {
    expect(await deployWithPassword("wrong")).toEqual({ code: 1, factory: undefined });
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
  [[], /^Name the chain's node with --rpc-url URL/],
  [["--rpc-url", "http://127.0.0.1:1"], /^Say who signs: --account NAME/],
])("what is missing is named: %s", async (args, answer) => {
  const run = deploy(...args);

  expect((await run.ended).code).toBe(2);
  expect(run.printed()).toMatch(answer);
});

test("help is given on request", async () => {
  const run = deploy("--help");

  expect((await run.ended).code).toBe(0);
  expect(run.printed()).toContain("npm run deploy -- --rpc-url URL --account NAME");
});
