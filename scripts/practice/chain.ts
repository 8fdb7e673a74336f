// The practice chain alone, for `npm run dev`: node, factory, elections and the crowd (`--no-crowd`: without it).
import { parseArgs } from "node:util";
import { startCrowd } from "./startCrowd";
import { startPractice } from "./startPractice";

// Not strict: an unknown option is no reason to start nothing.
const { values } = parseArgs({ options: { "no-crowd": { type: "boolean" } }, strict: false });
const preferred = 8545;
const { anvil, node, elections } = await startPractice(preferred, Math.floor(Date.now() / 1000));

if (anvil.port !== preferred) {
  console.log(`Port ${preferred} is taken, so the chain has ${anvil.port}; npm run dev looks for it at ${preferred}.`);
}
console.log(`The practice chain answers at ${anvil.url} (chain id 31337). Ctrl-C ends it.`);
if (!values["no-crowd"]) startCrowd(node, elections);

const reason = await anvil.ended;
console.error(`The chain's node (anvil) has ended: ${reason}`);
process.exit(1);
