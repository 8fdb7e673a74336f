import { afterAll, beforeAll, expect, test } from "vitest";
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
