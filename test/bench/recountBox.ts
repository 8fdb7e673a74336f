import { type Address, numberToHex } from "viem";
import { castByCrowd } from "../support/castByCrowd";
import { createFilledElection } from "../support/fillBox";
import { createElection, startChain, type TestChain } from "../support/startChain";
import { type Measured, preparePages } from "./measuredPage";
import type { jobs, Place } from "./recountInPage";
import { type Benchmark, inMegabytes, type Row, spread } from "./table";
import { layWire, type Wire } from "./wire";

const voters = 1_000_000;
const turnout = 0.6;
const times = 5;
/** As many as the crowd casts in a block. */
const logged = 350;

/** A ballot box of a million voters, read and recounted in a browser, beside what the same ballots weigh in logs. */
export const benchmark: Benchmark = {
  title: `A recount of ${voters.toLocaleString("en")} voters in a browser`,
  measure: async () => {
    const chain = await startChain();
    const filled = await createFilledElection(chain, voters, turnout);
    const block = await chain.node.getBlock({ blockNumber: filled.block });
    const wire = await layWire(chain.url);
    const configuration = { ...chain.configuration, endpoints: [wire.url] };
    const place: Place = {
      chain: configuration,
      election: filled.address,
      block: { number: Number(block.number), hash: block.hash },
    };
    const pages = await preparePages<typeof jobs>("test/bench/recountInPage.ts");

    async function repeat(job: "recountBox" | "recountRoll", expected: string): Promise<{ row: Row; bytes: number }> {
      const done: Measured<unknown>[] = [];
      let bytes = 0;
      for (let time = 0; time < times; time += 1) {
        const page = await pages.open();
        wire.take();
        const measured = await page.run(job, place);
        bytes = wire.take().received;
        await page.close();
        if (`${measured.result}` !== expected) throw new Error(`${job} came to ${measured.result}.`);
        done.push(measured);
      }
      const { median, most } = spread(done.map(({ milliseconds }) => milliseconds));
      const growth = Math.max(...done.map(({ growth }) => growth));
      return { row: { median: median ?? "", most: most ?? "", "memory, most": inMegabytes(growth) }, bytes };
    }

    const box = await repeat("recountBox", filled.counts.join());
    const roll = await repeat("recountRoll", `${voters}`);
    const ballots = filled.marks.filter((mark) => mark > 0).length;
    const byLog = (await weighLog(chain, wire)) * ballots;
    await wire.stop();
    await chain.stop();

    return [
      { what: `the box, ${ballots.toLocaleString("en")} ballots`, ...box.row, data: inMegabytes(box.bytes) },
      { what: "the roll, its order and its digest", ...roll.row, data: inMegabytes(roll.bytes) },
      { what: "the same ballots by log", median: "", most: "", "memory, most": "", data: inMegabytes(byLog) },
      {
        what: "log over box",
        median: "",
        most: "",
        "memory, most": "",
        data: `${(byLog / box.bytes).toFixed(0)} times`,
      },
    ];
  },
};

/** What a ballot weighs in a node's answer for the logs of a block, in bytes. */
async function weighLog(chain: TestChain, wire: Wire): Promise<number> {
  const election = await createElection(chain);
  const from = await chain.node.getBlockNumber();
  await castByCrowd(chain, election, ["Ada"], logged);
  wire.take();
  const count = await countLogs(wire.url, election, from);
  if (count !== logged) throw new Error(`There are ${count} logs.`);
  return wire.take().received / count;
}

async function countLogs(url: string, address: Address, from: bigint): Promise<number> {
  const filter = { address, fromBlock: numberToHex(from), toBlock: "latest" };
  const body = JSON.stringify({ jsonrpc: "2.0", id: 1, method: "eth_getLogs", params: [filter] });
  const answer = await fetch(url, { method: "POST", headers: { "Content-Type": "application/json" }, body });
  const { result } = (await answer.json()) as { result: readonly unknown[] };
  return result.length;
}
