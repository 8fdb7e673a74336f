import { useEffect, useState } from "react";
import type { Head } from "@/chain/watchHead";
import type { OpenedChain } from "./chains";

/** The chain's newest head, live; `error` tells why there is no newer one. */
export type HeadState = { head: Head | undefined; error: unknown };

export function useHead({ watch }: Pick<OpenedChain, "watch">): HeadState {
  const [state, setState] = useState<HeadState>({ head: undefined, error: undefined });
  useEffect(() => {
    // The last head stays while other nodes of the chain are asked: what a reader has marked must not go with it.
    return watch(
      (head) => setState({ head, error: undefined }),
      (error) => setState(({ head }) => ({ head, error })),
    );
  }, [watch]);
  return state;
}
