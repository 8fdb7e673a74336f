import type { Connection, GetSigner } from "@/chain/connection";

/** What publishing needs of the organiser's wallet. */
export type Organiser = {
  connection: Connection;
  getSigner: GetSigner | undefined;
  /** Opens the choice of wallets. */
  onConnect: () => void;
  /** Asks the wallet to go to the election's chain. */
  onSwitchChain: () => Promise<void>;
};
