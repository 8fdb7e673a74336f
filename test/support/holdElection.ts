import type { Address } from "viem";
import { rollElectionAbi } from "@/chain/generated/rollElectionAbi";
import { candidateId } from "@/election/election";
import { inRollOrder } from "@/election/roll";
import { deliverBatch } from "./deliverBallots";
import { testAccount } from "./installWallet";
import {
  createSigningElection,
  inventSigners,
  type SigningElection,
  signBallot,
  signWalletBallot,
} from "./signBallots";
import { castInBlock, createElection, type TestChain } from "./startChain";
import { walletCode } from "./walletCode";

/** What an election was held with. The chain's accounts from the second on vote for Ada and Grace in turn. */
type Wishes = Parameters<typeof createElection>[1];

const choices = ["Ada", "Grace"] as const;

let held = 0;

/** A title of its own: the same question in the same second would be the same election. */
export function newTitle(): string {
  held += 1;
  return `Who shall speak at meeting ${held}?`;
}

/** A poll with so many ballots, each in a block of its own, which are final. */
export async function holdPoll(chain: TestChain, ballots: number, wishes: Wishes = {}): Promise<Address> {
  const election = await createElection(chain, { title: newTitle(), ...wishes });
  for (const [place, voter] of chain.accounts.slice(1, 1 + ballots).entries()) {
    await castInBlock(chain, election, voter, choices[place % 2] ?? "");
  }
  await makeFinal(chain);
  return election;
}

/** How many ballots of each kind an election on a roll has. */
type Ballots = {
  sent: number;
  relayed: number;
  wallets?: number;
  /** How many voters who own nothing stand on the roll besides those with coins; 40 where not given. */
  voters?: number;
};

/**
 * An election on a roll, with ballots that voters sent by themselves, ballots that were relayed in two batches, and ballots
 * of contract wallets. All of them are final.
 */
export async function holdOnRoll(
  chain: TestChain,
  { sent, relayed, wallets = 0, voters: signers = 40 }: Ballots,
  wishes: Wishes = {},
): Promise<SigningElection> {
  const rich = chain.accounts.slice(1).map((_, index) => testAccount(index + 1));
  const byAddress = new Map([...rich, ...inventSigners(signers)].map((account) => [account.address, account]));
  const voters = inRollOrder([...byAddress.keys()]).flatMap((address) => byAddress.get(address) ?? []);
  const election = await createSigningElection(chain, voters, { title: newTitle(), ...wishes });

  const hasCoins = new Set(rich.map(({ address }) => address));
  const poor = voters.flatMap(({ address }, index) => (hasCoins.has(address) ? [] : [index]));
  for (const [place, { address }] of rich.slice(0, sent).entries()) {
    await castInBlock(chain, election.address, address, choices[place % 2] ?? "");
  }
  // From the roll's beginning and its end, so that they stand in several words of the box.
  const places = poor.map((_, place) => poor.at(place % 2 === 0 ? place / 2 : -(place + 1) / 2) ?? 0);
  const signed = await Promise.all(
    places.slice(0, relayed).map((index, place) => signBallot(election, index, choices[place % 2] ?? "")),
  );
  const half = Math.ceil(relayed / 2);
  for (const batch of [signed.slice(0, half), signed.slice(half)]) {
    if (batch.length > 0) await deliverBatch(chain, election, batch);
  }
  for (const index of places.slice(relayed, relayed + wallets)) await castForWallet(chain, election, index);
  await makeFinal(chain);
  return election;
}

/** Turns a voter into a contract wallet and delivers its ballot. */
async function castForWallet({ node, accounts }: TestChain, election: SigningElection, index: number): Promise<void> {
  const { voter, signature } = await signWalletBallot(election, index, "Ada");
  await node.setCode({ address: voter, bytecode: walletCode.yes });
  const hash = await node.writeContract({
    address: election.address,
    abi: rollElectionAbi,
    functionName: "castSigned",
    args: [candidateId("Ada"), BigInt(index), signature],
    account: accounts[0],
  });
  await node.waitForTransactionReceipt({ hash });
}

/** Lets blocks pass until nothing that happened can be taken back. */
export async function makeFinal({ node }: TestChain): Promise<void> {
  await node.mine({ blocks: 2 });
}
