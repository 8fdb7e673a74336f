import { isHttp } from "@/chain/configuration";
import { type Probe, probeEndpoint } from "@/chain/probeEndpoint";
import { formatCount } from "@/ui/format";
import { nodesWords as words } from "@/words/nodes";
import styles from "./EndpointState.module.css";
import { useProbe } from "./useProbe";

/** What a node says of itself just now. */
export function NodeState({ endpoint, chainId }: { endpoint: string; chainId: number }) {
  const probe = useProbe("node", probeEndpoint, endpoint, chainId);
  return (
    <>
      <p className={probe ? styles[probe.state] : styles.asking}>{stateOf(probe)}</p>
      {!isHttp(endpoint) && <p className={styles.note}>{words.announces}</p>}
    </>
  );
}

function stateOf(probe: Probe | undefined): string {
  if (!probe) return words.asking;
  if (probe.state === "silent") return words.silent;
  if (probe.state === "otherChain") return words.otherChain(String(probe.chainId));
  return words.answers(formatCount(probe.block), formatCount(BigInt(probe.milliseconds)));
}
