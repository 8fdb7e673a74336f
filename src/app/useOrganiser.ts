import type { Organiser } from "@/features/publish/organiser";
import type { OpenedChain } from "./chains";
import { useWallet } from "./wallet";

/** The reader's wallet, as whoever publishes on a chain needs it. */
export function useOrganiser({ chain }: OpenedChain): Organiser {
  const { wallet, state, open } = useWallet();
  return {
    connection: state.connection,
    getSigner: wallet?.signer,
    onConnect: open,
    onSwitchChain: async () => wallet?.switchChain(chain.id),
  };
}
