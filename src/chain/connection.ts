import type { Account, Address, Chain, Client, Transport } from "viem";

/**
 * The connection to a voter's wallet, as plain data. `address` is checksummed, and so are `others`: the accounts that the
 * wallet shows to this page besides. `chainId` is the chain the wallet is on.
 */
export type Connection =
  | { status: "starting" }
  | { status: "disconnected" }
  | { status: "connecting" }
  | {
      status: "connected";
      address: Address;
      others: readonly Address[];
      chainId: number;
      name: string;
      practice: boolean;
    };

/** What signs and sends as one account of a wallet on one chain. */
export type Signer = Client<Transport, Chain | undefined, Account>;

/**
 * Asks the wallet for a signer.
 * @throws {AccountChangedError} where the wallet is on another account than `address`, and what the wallet said.
 */
export type GetSigner = (chainId: number, address: Address) => Promise<Signer>;

/** The reader's wallet, as whatever votes or publishes on one chain needs it. */
export type WalletAtChain = {
  connection: Connection;
  getSigner: GetSigner | undefined;
  /** Opens the choice of wallets. */
  onConnect: () => void;
  /** Asks the wallet to go to the chain. */
  onSwitchChain: () => Promise<void>;
};
