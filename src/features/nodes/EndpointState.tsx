import type { Probe } from "@/chain/probeEndpoint";
import { formatCount } from "@/ui/format";
import { nodesWords as words } from "@/words/nodes";
import styles from "./NodeList.module.css";
import { useProbe } from "./useProbe";

/** What an endpoint says of itself just now. */
export function EndpointState({ endpoint, chainId }: { endpoint: string; chainId: number }) {
  const probe = useProbe(endpoint, chainId);
  return <p className={probe ? styles[probe.state] : styles.asking}>{stateOf(probe)}</p>;
}

function stateOf(probe: Probe | undefined): string {
  if (!probe) return words.asking;
  if (probe.state === "silent") return words.silent;
  if (probe.state === "otherChain") return words.otherChain(String(probe.chainId));
  return words.answers(formatCount(probe.block), formatCount(BigInt(probe.milliseconds)));
}
