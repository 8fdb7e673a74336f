import { buildIfNeeded } from "../../scripts/build.mjs";
import { type Benchmark, printTable } from "./table";

/** The benchmarks by name. Each is loaded only where it runs. */
const benchmarks: Record<string, () => Promise<{ benchmark: Benchmark }>> = {
  delay: () => import("./delay"),
  recovery: () => import("./recovery"),
  organise: () => import("./organise"),
  relay: () => import("./relay"),
  recountBox: () => import("./recountBox"),
  recountGrowth: () => import("./recountGrowth"),
  recountLog: () => import("./recountLog"),
  recountRecord: () => import("./recountRecord"),
  trie: () => import("./trie"),
};

const unknown = process.argv.slice(2).filter((name) => !(name in benchmarks));
if (unknown.length > 0) {
  console.error(`There is no benchmark ${unknown.join(", ")}. There are: ${Object.keys(benchmarks).join(", ")}.`);
  process.exit(1);
}
await buildIfNeeded("contracts");
await buildIfNeeded("page");
for (const [name, load] of Object.entries(benchmarks)) {
  if (process.argv.length > 2 && !process.argv.includes(name)) continue;
  const { benchmark } = await load();
  printTable(benchmark.title, await benchmark.measure());
}
process.exit(0);
