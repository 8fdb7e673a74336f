// Writes what the app needs of the contracts to src/chain/generated: ABIs as literal types, initcode, and the addresses
// that follow from it. Run it after `forge build`; with `--check` it only compares and fails on a difference.
import { readFileSync, writeFileSync } from "node:fs";
import { getCreate2Address, type Hex, keccak256, zeroHash } from "viem";

/** The deterministic deployer (https://github.com/Arachnid/deterministic-deployment-proxy), the same on every chain. */
const deployer = "0x4e59b44847b379578588920cA78FbF26c0B4956C";
const folder = new URL("../src/chain/generated/", import.meta.url);

type Artifact = { abi: unknown[]; bytecode: { object: Hex } };

function readArtifact(contract: string): Artifact {
  return JSON.parse(readFileSync(new URL(`../out/${contract}.sol/${contract}.json`, import.meta.url), "utf8"));
}

function constant(name: string, value: unknown): string {
  return `export const ${name} = ${JSON.stringify(value)} as const;\n`;
}

const election = readArtifact("OpenElection");
const factory = readArtifact("OpenElectionFactory");
const initcodeHash = keccak256(factory.bytecode.object);
const files = {
  "openElectionAbi.ts": constant("openElectionAbi", election.abi),
  "openElectionInitcode.ts": constant("openElectionInitcode", election.bytecode.object),
  "openElectionFactory.ts":
    constant("openElectionFactoryAbi", factory.abi) +
    constant("openElectionFactory", {
      address: getCreate2Address({ from: deployer, salt: zeroHash, bytecodeHash: initcodeHash }),
      initcodeHash,
    }),
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
