import { useState } from "react";
import type { Address } from "viem";

/** A flag of the connected address, and what sets it: another account starts without it, not in the middle of something. */
export function useOwnFlag(address: Address | undefined): [isSet: boolean, set: (isSet: boolean) => void] {
  const [owner, setOwner] = useState<Address>();
  const set = (isSet: boolean) => setOwner((before) => (isSet ? address : before === address ? undefined : before));
  return [address !== undefined && owner === address, set];
}
