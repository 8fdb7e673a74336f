import { type Address, keccak256, type LocalAccount, type PrivateKeyAccount, stringToBytes } from "viem";
import { privateKeyToAccount } from "viem/accounts";
import { inRollOrder } from "@/election/roll";
import { ballotTypedData, compactSignature, type SignedBallot } from "@/election/signedBallot";
import { walletBallotTypedData } from "@/election/walletBallot";
import { createElection, publishRoll, type TestChain } from "./startChain";

/** An election on a roll of voters whose keys the test has, and who own no coin. */
export type SigningElection = {
  chainId: number;
  address: Address;
  roll: Address;
  title: string;
  candidates: readonly string[];
  /** In the order of the roll, so that a voter's place here is their index. */
  voters: readonly LocalAccount[];
};

/** So many voters with keys of their own, the same ones every time, in the order of a roll. */
export function inventSigners(count: number): PrivateKeyAccount[] {
  const accounts = Array.from({ length: count }, (_, index) =>
    privateKeyToAccount(keccak256(stringToBytes(`Voter ${index}`))),
  );
  const byAddress = new Map(accounts.map((account) => [account.address, account]));
  return inRollOrder([...byAddress.keys()]).flatMap((address) => byAddress.get(address) ?? []);
}

/**
 * Creates an election on a roll of voters who sign: between Ada and Grace, where nothing is wished. The roll is published
 * first, unless it is given.
 */
export async function createSigningElection(
  chain: TestChain,
  voters: readonly LocalAccount[],
  wishes: NonNullable<Parameters<typeof createElection>[1]> = {},
): Promise<SigningElection> {
  const { title = "Who shall speak?", candidates = ["Ada", "Grace"], organiser } = wishes;
  const addresses = voters.map(({ address }) => address);
  const roll = wishes.roll ?? (await publishRoll(chain, addresses, organiser));
  const address = await createElection(chain, { ...wishes, title, candidates, roll });
  return { chainId: chain.configuration.id, address, roll, title, candidates, voters };
}

/** The ballot of the voter at that place on the roll, signed as a wallet does it. */
export async function signBallot(election: SigningElection, index: number, choice: string): Promise<SignedBallot> {
  const { chainId, address, title } = election;
  const voter = voterAt(election, index);
  const paper = { chainId, election: address, title, choice };
  const signature = compactSignature(await voter.signTypedData(ballotTypedData(paper)));
  return { chainId, election: address, voter: voter.address, index, choice, signedBy: "key", signature };
}

/** The ballot of the contract wallet at that place on the roll, signed by its owners. */
export async function signWalletBallot(
  election: SigningElection,
  index: number,
  choice: string,
): Promise<SignedBallot> {
  const { chainId, address, title } = election;
  const voter = voterAt(election, index);
  const paper = { chainId, election: address, title, choice };
  const signature = await voter.signTypedData(walletBallotTypedData(paper, voter.address));
  return { chainId, election: address, voter: voter.address, index, choice, signedBy: "wallet", signature };
}

/** @throws {RangeError} where the roll has no such place. */
export function voterAt({ voters }: SigningElection, index: number): LocalAccount {
  const voter = voters[index];
  if (!voter) throw new RangeError(`The roll has no voter ${index}.`);
  return voter;
}
