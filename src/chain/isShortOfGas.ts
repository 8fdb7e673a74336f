import { BaseError } from "viem";

/** Whether a node says that a call had too little gas; each has words of its own for it, and no code. */
export function isShortOfGas(error: unknown): boolean {
  return error instanceof BaseError && /out ?of ?gas|intrinsic gas|gas required exceeds/i.test(error.message);
}
