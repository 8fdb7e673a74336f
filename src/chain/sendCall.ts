import { type Address, type Hash, type Hex, isHash } from "viem";
import { sendTransaction } from "viem/actions";
import type { GetSigner } from "./connection";
import { NotSentError } from "./errors";
import { waitForWallet } from "./waitForWallet";

/** A call that an account is to send. `gas`: the limit, where not the wallet is to find one. */
export type CallToSend = { chainId: number; account: Address; to: Address; data: Hex; gas?: bigint };

/**
 * Has a call signed and sent by the wallet.
 * @param onSent Told the transaction's hash, also where nobody waits any longer.
 * @param signal Aborts the wait for the wallet.
 * @throws What the wallet said; `WalletSilentError`; `NotSentError`.
 */
export async function sendCall(
  getSigner: GetSigner,
  { chainId, account, ...call }: CallToSend,
  onSent: (hash: Hash) => void,
  signal: AbortSignal,
): Promise<void> {
  // One wait after the other: a wallet that names its account after we stopped waiting is asked for nothing more.
  const signer = await waitForWallet(getSigner(chainId, account), signal);
  // Checks the wallet's chain once more, so a switch after the choice cannot sign on another chain.
  const sent = sendTransaction(signer, { account: signer.account, chain: signer.chain ?? null, ...call }).then(
    (hash) => {
      // A stranger's word, whatever the type says.
      if (!isHash(hash)) throw new NotSentError();
      onSent(hash);
    },
  );
  await waitForWallet(sent, signal);
}
