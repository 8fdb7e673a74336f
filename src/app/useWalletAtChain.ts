import type { WalletAtChain } from "@/chain/connection";
import type { OpenedChain } from "./chains";
import { useWallet } from "./wallet";

/** The reader's wallet, as whatever votes or publishes on a chain needs it. */
export function useWalletAtChain({ chain }: OpenedChain): WalletAtChain {
  const { wallet, state, open } = useWallet();
  return {
    connection: state.connection,
    getSigner: wallet?.signer,
    onConnect: open,
    onSwitchChain: async () => wallet?.switchChain(chain.id),
  };
}
