import type { Address } from "viem";
import { loadBuilds } from "@/chain/builds";
import { collectEvidence } from "@/chain/collect/collectEvidence";
import { recoverQuickly } from "@/chain/recoverQuickly";
import { checkHistory } from "@/recount/checks/checkHistory";
import { checkSignatures } from "@/recount/checks/checkSignatures";
import type { Evidence } from "@/recount/evidence";
import { type Recover, recoverAnywhere } from "@/recount/recover";
import { createElection, sendBallot, startChain, type TestChain } from "../support/startChain";
import { type Benchmark, inSeconds, type Row } from "./table";

const lengths = [21, 200];
const ballotsInBlock = 10;

/** The history of polls, from the receipts of every block with ballots, and the signature of every ballot, on Node. */
export const benchmark: Benchmark = {
  title: "History and signatures on Node",
  measure: async () => {
    const chain = await startChain({ accounts: Math.max(...lengths) * ballotsInBlock });
    const rows: Row[] = [];
    let evidence: Evidence | undefined;
    for (const blocks of lengths) {
      const election = await createElection(chain, { title: `Who over ${blocks} blocks?` });
      await castOver(chain, election, blocks);
      const begin = performance.now();
      evidence = await collect(chain, election);
      const collected = performance.now() - begin;
      const finding = checkHistory(evidence);
      const checked = performance.now() - begin - collected;
      if (finding.state !== "passed") throw new Error(`The history is ${finding.state}.`);
      const what = `${blocks} blocks of ${ballotsInBlock} ballots, receipts rebuilt`;
      rows.push({ what, collected: inSeconds(collected), checked: inSeconds(checked), "a second": "" });
    }
    await chain.stop();
    if (!evidence) throw new RangeError("Nothing was measured.");
    rows.push(await checkAll(evidence, "JavaScript", recoverAnywhere));
    rows.push(await checkAll(evidence, "WebAssembly", recoverQuickly));
    return rows;
  },
};

async function checkAll(evidence: Evidence, how: string, recover: Recover): Promise<Row> {
  const begin = performance.now();
  const finding = await checkSignatures(evidence, { recover });
  const checked = performance.now() - begin;
  if (finding.state !== "passed") throw new Error(`The signatures are ${finding.state}.`);
  const ballots = evidence.record?.entries.length ?? 0;
  const what = `${ballots.toLocaleString("en")} ballots' signatures, in ${how}`;
  return { what, collected: "", checked: inSeconds(checked), "a second": Math.round((ballots * 1000) / checked) };
}

async function castOver(chain: TestChain, election: Address, blocks: number): Promise<void> {
  await chain.node.setAutomine(false);
  for (let block = 0; block < blocks; block += 1) {
    const voters = chain.accounts.slice(block * ballotsInBlock, (block + 1) * ballotsInBlock);
    await Promise.all(
      voters.map((voter, place) => sendBallot(chain, election, voter, place % 3 === 0 ? "Grace" : "Ada")),
    );
    await chain.node.mine({ blocks: 1 });
  }
  await chain.node.setAutomine(true);
}

async function collect(chain: TestChain, election: Address): Promise<Evidence> {
  const wishes = {
    block: "newest",
    record: true,
    receipts: true,
    signatures: true,
    proof: "whole",
    own: null,
  } as const;
  const random = (numbers: Uint32Array<ArrayBuffer>) => crypto.getRandomValues(numbers);
  const surroundings = { now: 0n, random, onProgress: () => {} };
  return collectEvidence(chain.configuration, await loadBuilds(), election, wishes, surroundings);
}
