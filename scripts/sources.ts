// `npm run sources`: writes what Etherscan, Blockscout and Sourcify take to verify the contracts. docs/deploy.md says how.
import { mkdirSync, writeFileSync } from "node:fs";
import { buildIfNeeded } from "./build.mjs";
import { compiledFactories } from "./factories";
import { standardInput } from "./standardInput";

const folder = "out/verify";
const created = ["OpenElection", "Roll", "RollElection"];

await buildIfNeeded("contracts");
mkdirSync(folder, { recursive: true });
for (const { name, address, args } of compiledFactories()) {
  const { compiler, identifier } = write(name);
  console.log(`${name}
  address                ${address}, the same on every chain
  sources                ${folder}/${name}.json
  contract               ${identifier}
  compiler               v${compiler}, standard JSON input, licence MIT
  constructor arguments  ${args === "0x" ? "none" : args.slice(2)}
`);
}
for (const name of created) write(name);
console.log(`What the factories create: ${created.map((name) => `${folder}/${name}.json`).join(", ")}.`);

function write(contract: string) {
  const { input, ...about } = standardInput(contract);
  writeFileSync(`${folder}/${contract}.json`, `${JSON.stringify(input, undefined, 2)}\n`);
  return about;
}
