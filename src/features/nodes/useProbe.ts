import { useQuery } from "@tanstack/react-query";
import { type Probe, probeEndpoint } from "@/chain/probeEndpoint";

/** How often an endpoint is asked anew, in milliseconds. */
const interval = 5000;

/** What an endpoint is found to be, now and again; undefined until the first answer. */
export function useProbe(endpoint: string, chainId: number): Probe | undefined {
  const { data } = useQuery({
    queryKey: ["endpoint", endpoint, chainId],
    queryFn: () => probeEndpoint(endpoint, chainId),
    refetchInterval: interval,
    // An answer of a minute ago says nothing of now.
    gcTime: 0,
  });
  return data;
}
