import { readFileSync } from "node:fs";
import {
  type Abi,
  type Address,
  type CustomSource,
  concatHex,
  createWalletClient,
  getAddress,
  type Hex,
  hashTypedData,
  http,
  parseEther,
} from "viem";
import { type LocalAccount, privateKeyToAccount, toAccount } from "viem/accounts";
import { foundry } from "viem/chains";
import { inRollOrder } from "@/election/roll";
import type { WalletAccount } from "./installWallet";
import type { TestChain } from "./startChain";

const artifact = new URL("../../out/MultiOwnerWallet.sol/MultiOwnerWallet.json", import.meta.url);

/** What an owner signs so that the wallet accepts a hash (ERC-1271), and so that it makes a call. */
const types = {
  WalletMessage: [{ name: "hash", type: "bytes32" }],
  WalletCall: [
    { name: "to", type: "address" },
    { name: "value", type: "uint256" },
    { name: "data", type: "bytes" },
    { name: "nonce", type: "uint256" },
  ],
} as const;

/** A contract wallet on a chain, and what its owners can do with it. */
export type MultiOwnerWallet = {
  address: Address;
  owners: Owners;
  /**
   * The wallet as a page meets it: what it signs, these owners sign for it, and the first of them sends its transactions.
   * @param signers Ascending by address; the first two of the three where not given, which is enough.
   */
  account: (signers?: readonly LocalAccount[]) => WalletAccount;
  /** Has an owner approve by a transaction what is asked by this hash, or take that back. */
  approve: (owner: LocalAccount, hash: Hex, isApproved?: boolean) => Promise<void>;
};
type Owners = readonly [LocalAccount, LocalAccount, LocalAccount];

/** The same three owners every time, ascending by address. */
function inventOwners(): Owners {
  const accounts = [11, 12, 13].map((key) => privateKeyToAccount(`0x${key.toString(16).padStart(64, "0")}`));
  const [first, second, third] = inRollOrder(accounts.map(({ address }) => address)).map((address) =>
    accounts.find((account) => account.address === address),
  );
  if (!first || !second || !third) throw new Error("A wallet needs three owners.");
  return [first, second, third];
}

/** Puts up a contract wallet of three owners with coins, of whom two have to agree: another wallet every time. */
export async function deployMultiOwnerWallet({ node, url, accounts }: TestChain): Promise<MultiOwnerWallet> {
  const { abi, bytecode } = JSON.parse(readFileSync(artifact, "utf8")) as { abi: Abi; bytecode: { object: Hex } };
  const owners = inventOwners();
  for (const { address } of owners) await node.setBalance({ address, value: parseEther("1") });
  const args = [owners.map(({ address }) => address), 2n];
  const deployment = await node.deployContract({ abi, bytecode: bytecode.object, args, account: accounts[0] });
  const { contractAddress } = await node.waitForTransactionReceipt({ hash: deployment });
  if (!contractAddress) throw new Error("The wallet could not be deployed.");
  const address = getAddress(contractAddress);
  const domain = { chainId: foundry.id, verifyingContract: address };

  function send(owner: LocalAccount, functionName: string, args: readonly unknown[]): Promise<Hex> {
    const client = createWalletClient({ account: owner, chain: foundry, transport: http(url) });
    return client.writeContract({ address: domain.verifyingContract, abi, functionName, args });
  }

  async function sign(signers: readonly LocalAccount[], hash: Hex): Promise<Hex> {
    const typedData = { domain, types, primaryType: "WalletMessage", message: { hash } } as const;
    return concatHex(await Promise.all(signers.map((owner) => owner.signTypedData(typedData))));
  }

  async function execute(signers: readonly LocalAccount[], to: Address, data: Hex): Promise<Hex> {
    const [sender] = signers;
    if (!sender) throw new Error("A transaction needs an owner who sends it.");
    const contract = { address: domain.verifyingContract, abi };
    const nonce = (await node.readContract({ ...contract, functionName: "nonce" })) as bigint;
    const message = { to, value: 0n, data, nonce };
    const typedData = { domain, types, primaryType: "WalletCall", message } as const;
    const signatures = await Promise.all(signers.map((owner) => owner.signTypedData(typedData)));
    return send(sender, "execute", [to, 0n, data, concatHex(signatures)]);
  }

  return {
    address,
    owners,
    account: (signers = owners.slice(0, 2)) => ({
      ...signingAccount(address, (hash) => sign(signers, hash)),
      send: ({ to, data }) => execute(signers, to, data),
    }),
    approve: async (owner, hash, isApproved = true) => {
      await node.waitForTransactionReceipt({ hash: await send(owner, "approve", [hash, isApproved]) });
    },
  };
}

/** An account that signs typed data by its hash, and nothing else. */
function signingAccount(address: Address, sign: (hash: Hex) => Promise<Hex>): LocalAccount {
  const never = () => Promise.reject(new Error("A contract has no key."));
  const source: CustomSource = {
    address,
    signTypedData: (typedData) => sign(hashTypedData(typedData)),
    signMessage: never,
    signTransaction: never,
  };
  return toAccount(source);
}
