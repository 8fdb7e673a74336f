import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, rmSync } from "node:fs";
import { concatHex, type Hex, keccak256 } from "viem";
import { beforeAll, expect, test } from "vitest";
import { openElectionFactory } from "@/chain/generated/openElectionFactory";
import { openElectionInitcode } from "@/chain/generated/openElectionInitcode";
import { rollElectionFactory } from "@/chain/generated/rollElectionFactory";
import { rollElectionInitcode } from "@/chain/generated/rollElectionInitcode";
import { rollFactory } from "@/chain/generated/rollFactory";
import { rollInitcode } from "@/chain/generated/rollInitcode";
import { startNode } from "../support/startNode";

let printed: string;

beforeAll(async () => {
  rmSync("out/verify", { recursive: true, force: true });
  const run = startNode("node_modules/tsx/dist/cli.mjs", "scripts/sources.ts");
  expect((await run.ended).code).toBe(0);
  printed = run.printed();
}, 60_000);

/** The creation bytecode to which the compiler alone, knowing nothing but the written file, compiles a contract. */
function compile(name: string): Hex {
  const file = `out/verify/${name}.json`;
  expect(existsSync(file)).toBe(true);
  const { stdout } = spawnSync(process.execPath, ["scripts/solc", "--standard-json"], {
    input: readFileSync(file),
    encoding: "utf8",
    maxBuffer: 2 ** 28,
  });
  return `0x${JSON.parse(stdout).contracts[`contracts/${name}.sol`][name].evm.bytecode.object}`;
}

test.each([
  ["OpenElectionFactory", openElectionFactory],
  ["RollFactory", rollFactory],
  ["RollElectionFactory", rollElectionFactory],
])(
  "the sources of %s compile to the initcode that its address proves",
  (name, { address, initcodeHash }) => {
    const about = new RegExp(`^${name}\n  address +${address}.*?constructor arguments +(\\S+)`, "ms").exec(printed);
    const args: Hex = about?.[1] === "none" ? "0x" : `0x${about?.[1]}`;
    expect(about?.[0]).toContain(`contracts/${name}.sol:${name}`);
    expect(about?.[0]).toMatch(/v0\.8\.37\+commit\.[0-9a-f]{8}/);
    expect(keccak256(concatHex([compile(name), args]))).toBe(initcodeHash);
  },
  60_000,
);

test.each([
  ["OpenElection", openElectionInitcode],
  ["Roll", rollInitcode],
  ["RollElection", rollElectionInitcode],
])(
  "the sources of %s compile to the initcode by which the page knows it",
  (name, initcode) => {
    expect(compile(name)).toBe(initcode);
  },
  60_000,
);
