import type { Address } from "viem";
import { loadBuilds } from "@/chain/builds";
import { readBoxBytes } from "@/chain/collect/readBoxBytes";
import { readChunks } from "@/chain/collect/readChunks";
import { readHeaderFields } from "@/chain/collect/readHeaderFields";
import { readHistory } from "@/chain/collect/readHistory";
import { readRecord } from "@/chain/collect/readRecord";
import { createNode } from "@/chain/node";
import { votersInWord } from "@/election/box";
import { votersInChunk } from "@/election/roll";
import type { Evidence } from "@/recount/evidence";
import { sendBatch } from "./deliverBallots";
import { testAccount } from "./installWallet";
import { makeOnRoll, makePoll } from "./makeEvidence";
import { createSigningElection, inventSigners, type SigningElection, signBallot } from "./signBallots";
import { createElection, sendBallot, type TestChain } from "./startChain";

/** How many blocks have ballots, each those of several transactions. */
export const blocks = 21;

export type CastHistory = { poll: Address; foreign: Address; onRoll: SigningElection; first: bigint; last: bigint };

/**
 * A poll, another poll, and an election on a roll, whose ballots stand side by side in 21 blocks, with empty ones between
 * them. In each block two votes of the poll with one of the other poll between them, a voter's own ballot on the roll, and
 * a batch of two. Needs 42 accounts.
 */
export async function castHistory(chain: TestChain): Promise<CastHistory> {
  const { node, accounts } = chain;
  const poll = await createElection(chain);
  const foreign = await createElection(chain, { title: "Another question?" });
  const own = Array.from({ length: blocks }, (_, index) => testAccount(index));
  const signers = inventSigners(2 * blocks);
  const voters = [...own, ...signers].sort((a, b) => (a.address.toLowerCase() < b.address.toLowerCase() ? -1 : 1));
  const onRoll = await createSigningElection(chain, voters);
  const first = await node.getBlockNumber();

  const indexOf = (address: Address | undefined) => voters.findIndex((voter) => voter.address === address);
  await node.setAutomine(false);
  for (let block = 0; block < blocks; block += 1) {
    const [one = "0x", other = "0x"] = accounts.slice(2 * block, 2 * block + 2);
    const choice = block % 3 === 0 ? "Ada" : "Grace";
    const carried = await Promise.all(
      signers.slice(2 * block, 2 * block + 2).map(({ address }) => signBallot(onRoll, indexOf(address), choice)),
    );
    // Nobody pays more than another, so that they stand as they came.
    await sendBallot(chain, poll, one, choice);
    await sendBallot(chain, foreign, one, choice);
    await sendBallot(chain, poll, other, "Grace");
    await sendBallot(chain, onRoll.address, own[block]?.address ?? "0x", "Ada");
    await sendBatch(chain, onRoll, carried, accounts[0]);
    await node.mine({ blocks: 2 });
  }
  await node.setAutomine(true);
  return { poll, foreign, onRoll, first, last: await node.getBlockNumber() };
}

/**
 * Of the evidence of one of these elections as much as its history needs, receipts included; the rest is made up.
 * @param roll The roll and how many are on it, where it is the election on a roll.
 */
export async function readCastHistory(
  chain: TestChain,
  election: Address,
  roll: { address: Address; size: number } | null,
  { first, last }: Pick<CastHistory, "first" | "last">,
): Promise<Evidence> {
  const [build] = await loadBuilds();
  const source = createNode(chain.configuration);
  const block = await readHeaderFields(source, last);
  if (!build || !block) throw new Error("There is no build, or no block.");
  const chunks = roll
    ? await readChunks(source, roll.address, Math.ceil(roll.size / votersInChunk), last, () => {})
    : null;
  const words = Math.ceil((roll?.size ?? 0) / votersInWord);
  const box = roll ? await readBoxBytes(source, election, words, block.hash, () => {}) : null;

  const made = roll ? makeOnRoll(build, [0]) : makePoll(build, []);
  const of = { address: election, onRoll: roll !== null };
  const record = await readRecord(source, of, first, last, { receipts: true }, () => {});
  const history = await readHistory(source, record.blocks);
  const names = ["Ada", "Grace"].map((name) => `0x${Buffer.from(name).toString("hex")}` as const);
  return {
    ...made,
    election,
    asked: { ...made.asked, receipts: true },
    block: block.hash,
    header: block.fields,
    endpoints: made.endpoints.map((word) => ({ ...word, history })),
    origin: { ...made.origin, candidates: names },
    roll: made.roll && { ...made.roll, ...(roll && { address: roll.address, size: BigInt(roll.size) }), chunks },
    box,
    record,
  };
}
