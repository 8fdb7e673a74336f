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
              {hasCounted(each, verdicts) && (
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

/** Whether a block holds it, and the contract counts a ballot in it: a batch passes over what came too late. */
function hasCounted({ state, codes }: Followed, verdicts: SentListProps["verdicts"]): boolean {
  return (state === "inBlock" || state === "final") && countIn(codes, verdicts).counted > 0;
}

function tell({ state, codes }: Followed, verdicts: SentListProps["verdicts"]): string {
  const { judged, counted } = countIn(codes, verdicts);
  if (state !== "final" || counted === judged) return words[state];
  return `${words.final} ${words.less(formatCount(BigInt(counted)), formatCount(BigInt(judged)))}`;
}

/** How many of the ballots are judged, and how many of these count. What was removed from the page is not judged any more. */
function countIn(codes: readonly string[], verdicts: SentListProps["verdicts"]): { judged: number; counted: number } {
  const judged = codes.flatMap((code) => verdicts?.get(code) ?? []);
  const counted = judged.filter((verdict) => verdict.kind === "counted" && verdict.isThis);
  return { judged: judged.length, counted: counted.length };
}
