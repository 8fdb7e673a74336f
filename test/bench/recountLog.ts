import { stringToHex } from "viem";
import { layout } from "@/chain/generated/layout";
import { candidateId } from "@/election/election";
import { tallyKey } from "@/recount/slots";
import { castByCrowd } from "../support/castByCrowd";
import { createElection, startChain } from "../support/startChain";
import type { jobs, Logged } from "./logsInPage";
import { type Measured, preparePages } from "./measuredPage";
import { type Benchmark, inMegabytes, inSeconds, type Row } from "./table";
import { layWire, type Traffic } from "./wire";

type Jobs = typeof jobs;

const blocks = 286;
const ballotsInBlock = 350;
const times = 3;
const candidates = ["Ada Lovelace", "Grace Hopper", "Joan Clarke", "Katherine Johnson", "None of these"];

/** A poll's record, read and replayed into the seals, beside viem's own reading of the same logs without any check. */
export const benchmark: Benchmark = {
  title: `A recount of ${(blocks * ballotsInBlock).toLocaleString("en")} logged ballots in a browser`,
  measure: async () => {
    const chain = await startChain();
    const election = await createElection(chain, { candidates, closesIn: 1_000_000 });
    console.log("casting …");
    const choices = Array.from({ length: blocks }, (_, block) => candidates[block % candidates.length] ?? "");
    await castByCrowd(chain, election, choices, ballotsInBlock);
    const wire = await layWire(chain.url);
    const tallies = await Promise.all(
      candidates.map(async (name) => {
        const slot = tallyKey(BigInt(layout.open.tally), candidateId(name));
        return (await chain.node.getStorageAt({ address: election, slot })) ?? "0x";
      }),
    );
    const logged: Logged = {
      chain: { ...chain.configuration, endpoints: [wire.url] },
      url: wire.url,
      election,
      to: Number(await chain.node.getBlockNumber()),
      candidates: candidates.map((name) => stringToHex(name)),
      tallies,
    };
    const pages = await preparePages<Jobs>("test/bench/logsInPage.ts");

    const plain: (Measured<number> & Traffic)[] = [];
    const ours: (Measured<Awaited<ReturnType<Jobs["recountLog"]>>> & Traffic)[] = [];
    for (let time = 0; time < times; time += 1) {
      console.log(`${time + 1} of ${times} …`);
      const [one, other] = [await pages.open(), await pages.open()];
      wire.take();
      plain.push({ ...(await one.run("readPlainly", logged)), ...wire.take() });
      ours.push({ ...(await other.run("recountLog", logged)), ...wire.take() });
      await Promise.all([one.close(), other.close()]);
    }
    await wire.stop();
    await chain.stop();
    const all = blocks * ballotsInBlock;
    if (plain.some(({ result }) => result !== all) || ours.some(({ result }) => result.ballots !== all)) {
      throw new Error("Ballots are missing.");
    }

    const best = { plain: fastest(plain), ours: fastest(ours) };
    const { read, replayed } = best.ours.result;
    return [
      { what: "viem's getLogs with an event, no seals", ...row(best.plain), read: "", replayed: "", ratio: 1 },
      {
        what: "the record, replayed into the seals",
        ...row(best.ours),
        read: inSeconds(read),
        replayed: inSeconds(replayed),
        ratio: (best.plain.milliseconds / best.ours.milliseconds).toFixed(1),
      },
    ];
  },
};

function row({ milliseconds, waited, received, growth }: Measured<unknown> & Traffic): Row {
  return {
    fastest: inSeconds(milliseconds),
    "of that the node": inSeconds(waited),
    data: inMegabytes(received),
    "memory, most": inMegabytes(growth),
  };
}

function fastest<Run extends { milliseconds: number }>(runs: readonly Run[]): Run {
  const [first, ...others] = runs;
  if (!first) throw new RangeError("Nothing was measured.");
  return others.reduce((best, run) => (run.milliseconds < best.milliseconds ? run : best), first);
}
