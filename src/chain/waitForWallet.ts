import { WalletSilentError } from "./errors";

/** How long a wallet may take to answer, in milliseconds. */
const patience = 180_000;

/**
 * The wallet's answer, if it comes within three minutes and before the wait is aborted.
 * @throws {WalletSilentError} where it does not; the signal's reason where it was aborted; and what the wallet said.
 */
export function waitForWallet<Answer>(answer: Promise<Answer>, signal?: AbortSignal): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new WalletSilentError()), patience);
    const stop = () => reject(signal?.reason);
    if (signal?.aborted) stop();
    signal?.addEventListener("abort", stop);
    const end = () => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", stop);
    };
    answer.finally(end).then(resolve, reject);
  });
}
