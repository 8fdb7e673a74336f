import { useQuery } from "@tanstack/react-query";

/** How often an endpoint is asked anew, in milliseconds. */
const interval = 5000;

/**
 * What an endpoint is found to be, now and again; undefined until the first answer.
 * @param kind What it is probed as: the same address may stand in both lists.
 */
export function useProbe<Probe>(
  kind: "node" | "relay",
  probe: (endpoint: string, chainId: number) => Promise<Probe>,
  endpoint: string,
  chainId: number,
): Probe | undefined {
  const { data } = useQuery({
    queryKey: ["endpoint", kind, endpoint, chainId],
    queryFn: () => probe(endpoint, chainId),
    refetchInterval: interval,
    // Without a network whatever is on this machine still answers, and the rest is found not to.
    networkMode: "always",
    // An answer of a minute ago says nothing of now.
    gcTime: 0,
  });
  return data;
}
