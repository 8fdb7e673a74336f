// Writes what the app needs of the contracts to src/chain/generated: ABIs as literal types, initcode, and the addresses
// that follow from it. Run it after `forge build`; with `--check` it only compares and fails on a difference.
import { readFileSync, writeFileSync } from "node:fs";
import { type Address, concatHex, getCreate2Address, type Hex, keccak256, pad, zeroHash } from "viem";

/** The deterministic deployer (https://github.com/Arachnid/deterministic-deployment-proxy), the same on every chain. */
const deployer = "0x4e59b44847b379578588920cA78FbF26c0B4956C";
const folder = new URL("../src/chain/generated/", import.meta.url);

type Entry = { type: string; name?: string };
type Artifact = { abi: Entry[]; bytecode: { object: Hex }; storageLayout: { storage: Variable[] } };
/** A variable in the compiler's `storageLayout`: its slot's number, and its place in the slot in bytes. */
type Variable = { label: string; slot: string; offset: number };

function readArtifact(contract: string): Artifact {
  return JSON.parse(readFileSync(new URL(`../out/${contract}.sol/${contract}.json`, import.meta.url), "utf8"));
}

function constant(name: string, value: unknown): string {
  return `export const ${name} = ${JSON.stringify(value)} as const;\n`;
}

function passOn(name: string): string {
  return `export { ${name} } from "./factories";\n`;
}

/** A factory's address on every chain, and the hash of the initcode from which it follows. */
function describeFactory(initcode: Hex): { address: Address; initcodeHash: Hex } {
  const initcodeHash = keccak256(initcode);
  return { address: getCreate2Address({ from: deployer, salt: zeroHash, bytecodeHash: initcodeHash }), initcodeHash };
}

/** A factory's ABI with the errors of what it creates, whose constructor's reasons it passes on. */
function withErrors(factory: Artifact, created: Artifact): Entry[] {
  const known = new Set(factory.abi.map(({ name }) => name));
  return [...factory.abi, ...created.abi.filter(({ type, name }) => type === "error" && !known.has(name))];
}

/** The functions and errors of these names alone, without what only Solidity needs to know of their types. */
function reads({ abi }: Artifact, ...names: string[]): unknown {
  const picked = abi.filter(({ type, name }) => type !== "event" && names.includes(name ?? ""));
  return JSON.parse(JSON.stringify(picked, (key, value) => (key === "internalType" ? undefined : value)));
}

/** Where a contract keeps a variable. */
function placeOf({ storageLayout }: Artifact, label: string): Variable {
  const variable = storageLayout.storage.find((other) => other.label === label);
  if (!variable) throw new Error(`No contract keeps ${label} any more.`);
  return variable;
}

/** What proofs of storage need: slots as texts of digits, offsets in bytes from the least significant end. */
function describeLayout(): unknown {
  const [last, size, closed] = [placeOf(roll, "_lastVoter"), placeOf(roll, "_size"), placeOf(roll, "_closed")];
  if (size.slot !== closed.slot || size.slot !== last.slot) throw new Error("A roll keeps its end in several slots.");
  return {
    open: { tally: placeOf(openElection, "_tally").slot },
    onRoll: { tally: placeOf(rollElection, "_tally").slot, box: placeOf(rollElection, "_box").slot },
    roll: {
      slot: size.slot,
      lastVoterOffset: last.offset,
      sizeOffset: size.offset,
      closedOffset: closed.offset,
    },
  };
}

const openElection = readArtifact("OpenElection");
const openElectionFactory = readArtifact("OpenElectionFactory");
const roll = readArtifact("Roll");
const rollFactory = readArtifact("RollFactory");
const rollElection = readArtifact("RollElection");
const rollElectionFactory = readArtifact("RollElectionFactory");

const rolls = describeFactory(rollFactory.bytecode.object);
const rollElectionFactoryInitcode = concatHex([rollElectionFactory.bytecode.object, pad(rolls.address)]);
const addresses = {
  openElectionFactory: describeFactory(openElectionFactory.bytecode.object),
  rollFactory: rolls,
  rollElectionFactory: describeFactory(rollElectionFactoryInitcode),
};
const files = {
  // Apart from the ABIs, which later parts need: the first screen needs no more than where each factory is.
  "factories.ts": Object.entries(addresses)
    .map(([name, described]) => constant(name, described))
    .join(""),
  // What the first screens ask, of elections and factories of both kinds alike.
  "electionReads.ts":
    constant("electionReads", reads(openElection, "results", "ballotOf", "opens", "closes", "createdAt", "roll")) +
    constant("factoryReads", reads(openElectionFactory, "organiserOf", "electionCount", "elections")),
  // What the first screen of an election on a roll asks besides.
  "rollReads.ts":
    constant("rollReads", reads(roll, "size", "closed", "digest")) +
    constant("rollFactoryReads", reads(rollFactory, "publisherOf", "saltOf")),
  "openElectionAbi.ts": constant("openElectionAbi", openElection.abi),
  "openElectionInitcode.ts": constant("openElectionInitcode", openElection.bytecode.object),
  "openElectionFactory.ts":
    constant("openElectionFactoryAbi", withErrors(openElectionFactory, openElection)) + passOn("openElectionFactory"),
  "rollAbi.ts": constant("rollAbi", roll.abi),
  "rollInitcode.ts": constant("rollInitcode", roll.bytecode.object),
  "rollFactory.ts": constant("rollFactoryAbi", rollFactory.abi) + passOn("rollFactory"),
  // Where proofs of storage find what they prove.
  "layout.ts": constant("layout", describeLayout()),
  // What a ballot box is read with, before a count where a relay has delivered.
  "boxReads.ts": constant("boxReads", reads(rollElection, "box")),
  // What whoever votes on a roll calls, and why a vote may be refused.
  "rollElectionCalls.ts": constant(
    "rollElectionCalls",
    reads(rollElection, "vote", "NotOpen", "AlreadyVoted", "UnknownCandidate", "NotOnRoll", "WrongIndex"),
  ),
  // What whoever delivers others' signed ballots calls, and why one may be refused.
  "deliveryCalls.ts": constant(
    "deliveryCalls",
    reads(
      rollElection,
      "castBatch",
      "castSigned",
      "NotOpen",
      "BrokenBatch",
      "NoVoterAt",
      "InvalidSignature",
      "AlreadyVoted",
      "UnknownCandidate",
    ),
  ),
  "rollElectionAbi.ts": constant("rollElectionAbi", rollElection.abi),
  "rollElectionInitcode.ts": constant("rollElectionInitcode", rollElection.bytecode.object),
  "rollElectionFactory.ts":
    constant("rollElectionFactoryAbi", withErrors(rollElectionFactory, rollElection)) + passOn("rollElectionFactory"),
};

for (const [name, text] of Object.entries(files)) {
  const written = `// Written by scripts/generate.ts from the contracts. Do not edit.\n${text}`;
  const file = new URL(name, folder);
  if (!process.argv.includes("--check")) {
    writeFileSync(file, written);
  } else if (readFileSync(file, "utf8") !== written) {
    console.error(`src/chain/generated/${name} is not what the contracts give. Run npm run contracts and commit it.`);
    process.exitCode = 1;
  }
}
