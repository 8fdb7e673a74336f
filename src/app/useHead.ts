import { useEffect, useState } from "react";
import { type Head, watchHead } from "@/chain/watchHead";
import type { OpenedChain } from "./chains";

/** The chain's newest head, live; `error` tells why there is no newer one. */
export type HeadState = { head: Head | undefined; error: unknown };

export function useHead({ chain, node }: OpenedChain): HeadState {
  const [state, setState] = useState<HeadState>({ head: undefined, error: undefined });
  useEffect(() => {
    // The last head stays while other nodes of the chain are asked: what a reader has marked must not go with it.
    return watchHead(
      chain,
      node,
      (head) => setState({ head, error: undefined }),
      (error) => setState(({ head }) => ({ head, error })),
    );
  }, [chain, node]);
  return state;
}
