import type { Connection, GetSigner } from "@/chain/connection";

/** What voting needs of the reader's wallet. */
export type Voter = {
  connection: Connection;
  getSigner: GetSigner | undefined;
  /** Opens the choice of wallets. */
  onConnect: () => void;
  /** Asks the wallet to go to the election's chain. */
  onSwitchChain: () => Promise<void>;
};
