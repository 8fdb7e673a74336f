import { type ChainConfiguration, isBinding, isPractice } from "@/chain/configuration";
import { words } from "@/words/words";
import styles from "./ChainMark.module.css";

/** Says of a chain that votes on it bind nobody; nothing of any other chain. */
export function ChainMark({ chain }: { chain: ChainConfiguration }) {
  if (isBinding(chain)) return null;
  return <small className={styles.mark}>{isPractice(chain) ? words.practiceShort : words.notBinding}</small>;
}
