import { useQuery } from "@tanstack/react-query";
import type { Candidate, Election } from "@/election/election";

/** How often relays are asked, in milliseconds. */
const pause = 15_000;

/** A ballot of the voter that a relay says it holds, although nothing was signed in this browser. Its word alone. */
export type HeldElsewhere = { relay: string; candidate: Candidate };

/**
 * Asks the relays whether they hold a ballot of the voter at that place on the roll: it may have been signed on another
 * device. For a candidate on the ballot: anything else a stranger may say helps nobody.
 * @param index Undefined where there is nothing to be asked.
 */
export function useHeldElsewhere(
  relays: readonly string[],
  { chainId, address, candidates }: Election,
  index: bigint | undefined,
): HeldElsewhere | undefined {
  const { data } = useQuery<HeldElsewhere | null>({
    queryKey: ["heldElsewhere", chainId, address, `${index}`, relays],
    queryFn: async ({ signal }) => {
      const { lookUpBallot } = await import("@/chain/submitBallot");
      const place = { chainId, election: address, index: Number(index) };
      const asked = relays.map(async (relay) => {
        const word = await lookUpBallot(relay, place, signal).catch(() => undefined);
        const candidate = candidates.find(({ written }) => written === word?.choice);
        return candidate && word?.state !== "void" ? { relay, candidate } : null;
      });
      return (await Promise.all(asked)).find((held) => held !== null) ?? null;
    },
    enabled: index !== undefined,
    networkMode: "always",
    refetchInterval: pause,
    staleTime: pause,
  });
  return data ?? undefined;
}
