import { hashTypedData, zeroHash } from "viem";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { rollElectionAbi } from "@/chain/generated/rollElectionAbi";
import { createNode } from "@/chain/node";
import { readSignedBy } from "@/chain/readSignedBy";
import { candidateId } from "@/election/election";
import { inRollOrder } from "@/election/roll";
import type { SignedBallot } from "@/election/signedBallot";
import { walletBallotTypedData } from "@/election/walletBallot";
import { deployMultiOwnerWallet, type MultiOwnerWallet } from "../support/deployMultiOwnerWallet";
import { createSigningElection, type SigningElection, signWalletBallot } from "../support/signBallots";
import { startChain, type TestChain } from "../support/startChain";

// The wallet that tests use answers as the contract needs it: else they would show nothing.

let chain: TestChain;
let wallet: MultiOwnerWallet;
let election: SigningElection;
let place: number;

beforeAll(async () => {
  chain = await startChain();
});
beforeEach(async () => {
  wallet = await deployMultiOwnerWallet(chain);
  election = await elect(wallet.account());
});
afterAll(() => chain.stop());

/** An election on a roll of the wallet and one of its owners. */
async function elect(account: ReturnType<MultiOwnerWallet["account"]>): Promise<SigningElection> {
  const [owner] = wallet.owners;
  const [first] = inRollOrder([account.address, owner.address]);
  const voters = first === account.address ? [account, owner] : [owner, account];
  place = voters.indexOf(account);
  return createSigningElection(chain, voters);
}

/** Delivers the ballot as anybody can; gives what the contract counts for the wallet. */
async function deliver({ choice, index, signature }: SignedBallot) {
  const contract = { address: election.address, abi: rollElectionAbi, account: chain.accounts[0] } as const;
  const args = [candidateId(choice), BigInt(index), signature] as const;
  const hash = await chain.node.writeContract({ ...contract, functionName: "castSigned", args });
  await chain.node.waitForTransactionReceipt({ hash });
  return chain.node.readContract({ ...contract, functionName: "ballotOf", args: [wallet.address] });
}

test("it is told apart from accounts with a key, lent code or not, by its code at the block that is asked for", async () => {
  const node = createNode(chain.configuration);
  const before = await chain.node.getBlock();
  const { address } = await deployMultiOwnerWallet(chain);
  const lending = wallet.owners[0].address;
  await chain.node.setCode({ address: lending, bytecode: `0xef0100${address.slice(2)}` });
  await chain.node.mine({ blocks: 1 });
  const { hash } = await chain.node.getBlock();
  expect(await readSignedBy(node, address, hash)).toBe("wallet");
  expect(await readSignedBy(node, wallet.owners[1].address, hash)).toBe("key");
  expect(await readSignedBy(node, lending, hash)).toBe("key");
  expect(await readSignedBy(node, address, before.hash)).toBe("key");
});

test("two of three owners sign for their wallet, each in words of their own, and it counts", async () => {
  const ballot = await signWalletBallot(election, place, "Grace");
  expect(ballot.signature).toHaveLength(2 + 2 * 2 * 65);
  expect(await deliver(ballot)).toBe(candidateId("Grace"));
});

test("one owner alone does not", async () => {
  election = await elect(wallet.account([wallet.owners[2]]));
  expect(await deliver(await signWalletBallot(election, place, "Grace"))).toBe(zeroHash);
});

test("what two owners have approved by transactions counts without a signature", async () => {
  const ballot = { ...(await signWalletBallot(election, place, "Ada")), signature: "0x" } as const;
  const paper = { ...election, election: election.address, choice: "Ada" };
  const digest = hashTypedData(walletBallotTypedData(paper, wallet.address));
  await wallet.approve(wallet.owners[0], digest);
  expect(await deliver(ballot)).toBe(zeroHash);
  await wallet.approve(wallet.owners[2], digest);
  expect(await deliver(ballot)).toBe(candidateId("Ada"));
});
