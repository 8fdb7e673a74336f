import { readFileSync } from "node:fs";
import { type Address, concatHex, type Hex, keccak256, pad, zeroHash } from "viem";
import { openElectionFactory } from "@/chain/generated/openElectionFactory";
import { rollElectionFactory } from "@/chain/generated/rollElectionFactory";
import { rollFactory } from "@/chain/generated/rollFactory";

/** The deterministic deployer (https://github.com/Arachnid/deterministic-deployment-proxy), the same on every chain. */
export const deployer = {
  address: "0x4e59b44847b379578588920cA78FbF26c0B4956C",
  code: "0x7fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffe03601600081602082378035828234f58015156039578182fd5b8082525050506014600cf3",
} as const;

/** A factory as the app was generated with it. */
export type Factory = {
  name: string;
  /** Where it stands on every chain. */
  address: Address;
  initcodeHash: Hex;
  /** The constructor's arguments, as they follow the creation bytecode. */
  args: Hex;
  /** What puts it there, as the deterministic deployer takes it: salt and initcode. */
  deployment: Hex;
};

/**
 * The factories of this checkout, as they were compiled.
 * @throws {Error} where a compiled contract is another than the one the app was generated from.
 */
export function compiledFactories(): Factory[] {
  return [
    describeFactory("OpenElectionFactory", openElectionFactory, "0x"),
    describeFactory("RollFactory", rollFactory, "0x"),
    describeFactory("RollElectionFactory", rollElectionFactory, pad(rollFactory.address)),
  ];
}

function describeFactory(name: string, generated: { address: Address; initcodeHash: Hex }, args: Hex): Factory {
  const artifact = new URL(`../out/${name}.sol/${name}.json`, import.meta.url);
  const { bytecode } = JSON.parse(readFileSync(artifact, "utf8")) as { bytecode: { object: Hex } };
  const initcode = concatHex([bytecode.object, args]);
  if (keccak256(initcode) !== generated.initcodeHash) {
    throw new Error(`${name} was compiled to another contract than the app knows. Run npm run contracts.`);
  }
  return { name, ...generated, args, deployment: concatHex([zeroHash, initcode]) };
}
