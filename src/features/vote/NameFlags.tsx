import type { Candidate, Election } from "@/election/election";
import { formatCount } from "@/ui/format";
import { words } from "@/words/words";
import styles from "./NameFlags.module.css";

/** What may mislead about a name, in plain words beside it. */
export function NameFlags({ election, candidate }: { election: Election; candidate: Candidate }) {
  const { candidates } = election;
  const number = formatCount(BigInt(candidates.indexOf(candidate) + 1));
  const warnings = candidate.flags.map((flag) =>
    flag === "alike" ? words.flags.alike(number, formatCount(BigInt(candidates.length))) : words.flags.name[flag],
  );
  if (!candidate.genuine) warnings.push(words.flags.falseName);
  return warnings.map((warning) => (
    <span key={warning} className={styles.flag}>
      {warning}
    </span>
  ));
}
