import { type Address, createClient, type Hash, http } from "viem";
import { foundry } from "viem/chains";
import { afterAll, expect, test } from "vitest";
import { carryBallots, estimateDelivery, planDelivery } from "@/chain/carryBallots";
import { judgeBallots } from "@/chain/judgeBallots";
import { createNode } from "@/chain/node";
import { readElection } from "@/chain/readElection";
import { readHead } from "@/chain/watchHead";
import type { SignedBallot } from "@/election/signedBallot";
import { createSigningElection, inventSigners, signBallot } from "../support/signBallots";
import { startChain } from "../support/startChain";

/** One more than a transaction takes. */
const many = 1_901;

// As public chains, it takes no transaction of more than 16,777,216 gas; and no node passes on more than 128 KiB.
const chain = await startChain({ limitsTransactions: true });
const longestTransaction = 131_072;
const node = createNode(chain.configuration);
afterAll(() => chain.stop());

test("as many ballots as fit are carried in one transaction, and one more takes another", async () => {
  const signing = await createSigningElection(chain, inventSigners(many));
  const ballots: SignedBallot[] = [];
  for (let index = 0; index < many; index += 1) {
    ballots.push(await signBallot(signing, index, index % 2 === 0 ? "Ada" : "Grace"));
  }
  const head = await readHead(node, 64);
  const election = await readElection(node, 31337, signing.address, head.number);
  const judge = async () => judgeBallots(node, election, await readHead(node, 64), ballots);
  const verdicts = await judge();
  expect(verdicts.filter(({ kind }) => kind === "counts")).toHaveLength(many);

  const carrier: Address = chain.accounts[9] ?? "0x";
  const getSigner = async () => createClient({ account: carrier, chain: foundry, transport: http(chain.url) });
  const plan = planDelivery(election, ballots);
  expect(plan.map((delivery) => delivery.ballots.length)).toEqual([many - 1, 1]);
  const estimate = await estimateDelivery(node, election, carrier, plan);
  const sent: Hash[] = [];
  const listener = { onStep: () => {}, onSent: (hash: Hash) => sent.push(hash) };
  // A batch takes the node long enough for a wait for its block to miss it.
  await chain.node.setAutomine(false);
  for (const delivery of plan) {
    const { signal } = new AbortController();
    await carryBallots(node, getSigner, { chainId: 31337, election, carrier }, delivery, listener, signal);
    await chain.node.mine({ blocks: 1 });
  }

  let used = 0n;
  for (const hash of sent) {
    const { status, gasUsed } = await chain.node.getTransactionReceipt({ hash });
    const raw: { input: string } = await chain.node.getTransaction({ hash });
    expect(status).toBe("success");
    // What else is in one takes less than 500 bytes.
    expect(raw.input.length / 2 + 500).toBeLessThan(longestTransaction);
    used += gasUsed;
  }
  expect(sent).toHaveLength(2);
  expect(used).toBeLessThanOrEqual(estimate);
  expect((await judge()).filter((verdict) => verdict.kind === "counted" && verdict.isThis)).toHaveLength(many);
}, 180_000);
