import type { Verdict } from "@/chain/judgeBallots";
import { Button } from "@/ui/Button";
import { formatCount, shorten } from "@/ui/format";
import { Stamp } from "@/ui/Stamp";
import { deliverWords } from "@/words/deliver";
import { words as shared } from "@/words/words";
import styles from "./Actions.module.css";
import { countBallots } from "./Reports";
import { type Followed, forgetSent, underWay } from "./sentDeliveries";

const words = deliverWords.sent;

type SentListProps = { sent: readonly Followed[]; verdicts: ReadonlyMap<string, Verdict> | undefined };

/** The transactions that were sent from here, and what the chain says of each. */
export function SentList({ sent, verdicts }: SentListProps) {
  if (sent.length === 0) return null;
  return (
    <section className={styles.sent} aria-label={words.label}>
      <div role="status">
        <ul>
          {sent.map((each) => (
            <li key={each.hash}>
              <div>
                <p title={each.hash}>{words.ballots(countBallots(each.codes.length), shorten(each.hash))}</p>
                <p>{tell(each, verdicts)}</p>
              </div>
              {(each.state === "inBlock" || each.state === "final") && (
                <Stamp tone={each.state === "final" ? "good" : "caution"}>
                  {each.state === "final" ? shared.stamps.final : shared.stamps.counted}
                </Stamp>
              )}
              {!underWay.includes(each.state) && (
                <Button look="link" onClick={() => forgetSent(each.hash)}>
                  {words.forget}
                </Button>
              )}
            </li>
          ))}
        </ul>
      </div>
    </section>
  );
}

function tell({ state, codes }: Followed, verdicts: SentListProps["verdicts"]): string {
  if (state !== "final" || !verdicts) return words[state];
  // What was removed from the page since is not judged any more.
  const judged = codes.flatMap((code) => verdicts.get(code) ?? []);
  const counted = judged.filter((verdict) => verdict.kind === "counted" && verdict.isThis).length;
  if (counted === judged.length) return words.final;
  return `${words.final} ${words.less(formatCount(BigInt(counted)), formatCount(BigInt(judged.length)))}`;
}
