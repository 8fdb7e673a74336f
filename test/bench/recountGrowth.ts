import { createFilledElection } from "../support/fillBox";
import { startChain, type TestChain } from "../support/startChain";
import { type MeasuredPage, preparePages } from "./measuredPage";
import type { jobs, Place } from "./recountInPage";
import { type Benchmark, inMegabytes, inSeconds, type Row } from "./table";
import { layWire, type Wire } from "./wire";

type Jobs = typeof jobs;

const sizes = [1_000, 10_000, 100_000, 1_000_000];
const turnout = 0.6;

/** What a recount costs in a browser as the roll grows: the box, the roll, and the proof of the whole state. */
export const benchmark: Benchmark = {
  title: "A recount in a browser, by the voters on the roll",
  measure: async () => {
    const chain = await startChain();
    const wire = await layWire(chain.url);
    const pages = await preparePages<Jobs>("test/bench/recountInPage.ts");
    const costs: Cost[] = [];
    for (const size of sizes) {
      console.log(`${size} voters …`);
      const page = await pages.open();
      costs.push(await measure(chain, wire, page, size));
      await page.close();
    }
    await wire.stop();
    await chain.stop();

    const rows = costs.map((cost, place) => ({ voters: (sizes[place] ?? 0).toLocaleString("en"), ...inWords(cost) }));
    const slopes = keys.map((key) => [key, slope(costs.map((cost) => cost[key]))] as const);
    return [...rows, { voters: "slope", ...Object.fromEntries(slopes) }];
  },
};

/**
 * Times in milliseconds, the node's own included; data and memory in bytes. Everything is proven, however long: a recount
 * itself would make do with a sample where that takes over a minute.
 */
const keys = [
  "box",
  "box, data",
  "roll",
  "roll, data",
  "slots proven",
  "proof read",
  "of that the node",
  "proof, data",
  "proof checked",
  "memory, most",
] as const;
type Cost = Record<(typeof keys)[number], number>;

async function measure(chain: TestChain, wire: Wire, page: MeasuredPage<Jobs>, size: number): Promise<Cost> {
  const filled = await createFilledElection(chain, size, turnout);
  const { number, hash } = await chain.node.getBlock({ blockNumber: filled.block });
  const configuration = { ...chain.configuration, endpoints: [wire.url] };
  const place: Place = { chain: configuration, election: filled.address, block: { number: Number(number), hash } };

  wire.take();
  const box = await page.run("recountBox", place);
  const boxTraffic = wire.take();
  if (`${box.result}` !== filled.counts.join()) throw new Error(`The box came to ${box.result}.`);
  const roll = await page.run("recountRoll", place);
  const rollTraffic = wire.take();
  const proof = await page.run("readState", { ...place, wish: "whole" });
  const proofTraffic = wire.take();
  const check = await page.run("proveState", place);
  return {
    box: box.milliseconds,
    "box, data": boxTraffic.received,
    roll: roll.milliseconds,
    "roll, data": rollTraffic.received,
    "slots proven": check.result,
    "proof read": proof.milliseconds,
    "of that the node": proofTraffic.waited,
    "proof, data": proofTraffic.received,
    "proof checked": check.milliseconds,
    "memory, most": Math.max(...[box, roll, proof, check].map(({ growth }) => growth)),
  };
}

function inWords(cost: Cost): Row {
  const word = (key: keyof Cost) => {
    if (key === "slots proven") return cost[key].toLocaleString("en");
    return key.endsWith("data") || key === "memory, most" ? inMegabytes(cost[key]) : inSeconds(cost[key]);
  };
  return Object.fromEntries(keys.map((key) => [key, word(key)]));
}

/** By which power of the voters a cost grows: the slope of the line through the logarithms (least squares). */
function slope(costs: readonly number[]): string {
  const points = costs.map((cost, place) => ({ x: Math.log(sizes[place] ?? 0), y: Math.log(cost) }));
  const mean = (of: "x" | "y") => points.reduce((sum, point) => sum + point[of], 0) / points.length;
  const [x, y] = [mean("x"), mean("y")];
  const over = points.reduce((sum, point) => sum + (point.x - x) * (point.y - y), 0);
  return (over / points.reduce((sum, point) => sum + (point.x - x) ** 2, 0)).toFixed(2);
}
