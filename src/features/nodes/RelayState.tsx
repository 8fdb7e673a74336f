import { probeRelay, type RelayProbe } from "@/chain/probeRelay";
import { formatCount, formatDuration, formatList } from "@/ui/format";
import { nodesWords } from "@/words/nodes";
import styles from "./EndpointState.module.css";
import { useProbe } from "./useProbe";

const words = nodesWords.relay;

/** What a relay says of itself just now, in words of our own. */
export function RelayState({ relay, chainId }: { relay: string; chainId: number }) {
  const probe = useProbe("relay", probeRelay, relay, chainId);
  if (!probe) return <p className={styles.asking}>{nodesWords.asking}</p>;
  if (probe.state !== "serves") return <p className={styles[probe.state]}>{words[probe.state]}</p>;
  return (
    <>
      <p className={probe.problems.length > 0 ? styles.ails : styles.answers}>{stateOf(probe)}</p>
      {probe.isChoosy && <p className={styles.note}>{words.choosy}</p>}
      {probe.held !== undefined && <p className={styles.note}>{heldOf(probe.held)}</p>}
    </>
  );
}

function stateOf({ problems, longestWait }: Extract<RelayProbe, { state: "serves" }>): string {
  if (problems.length > 0) return words.ails(formatList(problems.map((problem) => words.problems[problem])));
  if (longestWait === undefined) return words.serves;
  return longestWait === 0n ? words.servesAtOnce : words.servesWithin(formatDuration(longestWait));
}

function heldOf(held: bigint): string {
  if (held === 0n) return words.holdsNone;
  return held === 1n ? words.holdsOne : words.holds(formatCount(held));
}
