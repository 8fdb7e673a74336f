import {
  type Address,
  type EIP1193Parameters,
  type EIP1193RequestFn,
  getAddress,
  http,
  numberToHex,
  SwitchChainError,
} from "viem";
import { createConnector } from "wagmi";

/** The storage key under which the chosen practice voter is remembered. */
const chosenKey = "practiceVoter";

/** What a practice voter's connector is called; its id is this and the address. */
export const practiceType = "practice";

/**
 * A wallet without keys: an account that a local development node keeps unlocked and signs for itself.
 * Offer it only on a practice chain (`isPractice`).
 * @param endpoint The local node's http endpoint.
 */
export function practiceVoter(address: Address, chainId: number, endpoint: string) {
  const { request: askNode } = http(endpoint, { retryCount: 0 })({ retryCount: 0 });
  const provider = {
    request: ((call: EIP1193Parameters) => {
      if (call.method === "eth_requestAccounts" || call.method === "eth_accounts") return Promise.resolve([address]);
      return askNode(call as Parameters<typeof askNode>[0]);
    }) as EIP1193RequestFn,
  };

  return createConnector<typeof provider, Record<string, unknown>, { [chosenKey]: Address }>(
    ({ emitter, storage }) => ({
      id: `${practiceType}:${address}`,
      name: address,
      type: practiceType,
      async connect() {
        await storage?.setItem(chosenKey, address);
        // The type's answer depends on a flag that this app never sets (`withCapabilities`).
        return { accounts: [address], chainId } as never;
      },
      async disconnect() {
        await storage?.removeItem(chosenKey);
      },
      getAccounts: async () => [address],
      getChainId: async () => chainId,
      getProvider: async () => provider,
      isAuthorized: async () => (await storage?.getItem(chosenKey)) === address,
      switchChain: async () => {
        throw new SwitchChainError(new Error("A practice voter lives on the practice chain only."));
      },
      onAccountsChanged() {},
      onChainChanged() {},
      onDisconnect() {
        emitter.emit("disconnect");
      },
    }),
  );
}

/**
 * The addresses of the accounts that a node keeps unlocked, checksummed; none where it does not answer, or belongs to
 * another chain than it should: what it keeps unlocked there may be worth something.
 */
export async function practiceAddresses(endpoint: string, chainId: number, most: number): Promise<Address[]> {
  const { request } = http(endpoint, { retryCount: 0, timeout: 2000 })({ retryCount: 0 });
  const [chain, accounts] = await Promise.all([
    request({ method: "eth_chainId" }),
    request({ method: "eth_accounts" }),
  ]).catch(() => [undefined, []]);
  if (chain !== numberToHex(chainId)) return [];
  return (accounts as Address[]).slice(0, most).map((account) => getAddress(account));
}
