import { statSync } from "node:fs";
import { formatEther } from "viem";
import { carryElection, countSigned } from "../support/carryElection";
import { drawPlaces, seeded, signAtRandom } from "../support/drawElection";
import { readCounted, readSpending } from "../support/readCarried";
import { readUse, type Use } from "../support/readUse";
import { createSigningElection, inventSigners } from "../support/signBallots";
import { startChain } from "../support/startChain";
import { startRelay } from "../support/startRelay";
import type { Benchmark } from "./table";

const voters = 10_000;
const turnout = 6_000;
/** How many voters hand their ballots in at the same time. */
const atATime = 40;

const candidates = ["Ada Lovelace", "Grace Hopper", "Joan Clarke", "Katherine Johnson", "None of these"];

/** A whole election that is carried by a relay as it is set up where nobody sets anything, on a chain of 2-second blocks. */
export const benchmark: Benchmark = {
  title: "A whole election through a relay",
  measure: async () => {
    const chain = await startChain();
    const random = seeded(voters);
    const wishes = { title: "Who shall chair the allotment society from 2027?", candidates, closesIn: 1_000_000 };
    const election = await createSigningElection(chain, inventSigners(voters), wishes);
    const ballots = await signAtRandom(election, drawPlaces(voters, turnout, random), random);
    const begin = await chain.node.getBlockNumber();
    await chain.node.setIntervalMining({ interval: 2 });
    const relay = await startRelay(chain);

    const before = readUse(relay.pid);
    const { handedIn, accepted, final } = await carryElection(chain, relay.url, election, ballots, atATime);
    const counted = await readCounted(chain, election, "finalized");
    const signed = countSigned(election, ballots);
    const wrong = counted.marks.filter((mark, index) => mark !== signed.marks[index]).length;
    const isRight = wrong === 0 && counted.tally.join() === signed.tally.join();
    if (!isRight) throw new Error(`The ballot box holds ${wrong} marks that were not signed so, or a wrong tally.`);
    const { transactions, gas, paid } = await readSpending(chain, election, begin);
    const after = readUse(relay.pid);
    await relay.stop();
    const file = statSync(relay.file).size;
    await chain.stop();

    const count = (value: bigint | number) => value.toLocaleString("en");
    const milliseconds = (to: Use, from: Use) => (((to.processor - from.processor) * 1000) / turnout).toFixed(1);
    const seconds = (time: number) => `${(time / 1000).toFixed(0)} s`;
    return [
      {
        "voters on the roll": count(voters),
        "ballots, at random places": count(turnout),
        "handed in again": handedIn.filter(({ attempts }) => attempts > 1).length,
        "not counted as signed": wrong,
        "accepted, all": seconds(accepted),
        "a second": Math.round(turnout / (accepted / 1000)),
        "final, all": seconds(final),
        transactions,
        "gas a ballot": count(gas / BigInt(turnout)),
        "coin, for the chain's fees": Number(formatEther(paid)).toPrecision(3),
        "processor time a ballot": before && after ? `${milliseconds(after, before)} ms` : "not known",
        "memory, most": after ? `${after.mostMemory} MB` : "not known",
        file: `${count(Math.round(file / 1000))} kB`,
      },
    ];
  },
};
