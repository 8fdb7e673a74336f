import type { OwnVote } from "@/election/ownVote";
import { Button } from "@/ui/Button";
import { formatCount } from "@/ui/format";
import { Stamp } from "@/ui/Stamp";
import { words } from "@/words/words";
import styles from "./CastActions.module.css";
import type { CastBallot } from "./useCastBallot";
import type { Sent } from "./useSentBallot";

type ProgressProps = {
  casting: CastBallot;
  vote: OwnVote | undefined;
  sent: Sent | undefined;
  /** The link to the voter's receipt. */
  receipt: string;
  /** Back to the ballot; absent where nobody can vote any more. */
  onVoteAgain: (() => void) | undefined;
  /** Puts a ballot out of mind of which nothing is left to wait for. */
  onForget: () => void;
};

/** How far the ballot has come: first by this page's own steps, then by what the chain says. */
export function Progress({ casting, vote, sent, receipt, onVoteAgain, onForget }: ProgressProps) {
  const { stage } = casting.stage;
  const isCounted = vote !== undefined && vote.stage !== "none";
  const isOver = sent !== undefined && (sent.isTakenBack || sent.isOver);

  return (
    <div className={styles.progress}>
      <p role="status">{stage === "checking" || stage === "signing" ? words.cast[stage] : sentence(vote, sent)}</p>
      {isCounted && (
        <>
          <Stamp tone={vote.stage === "final" ? "good" : "caution"}>
            {vote.stage === "final" ? words.stamps.final : words.stamps.counted}
          </Stamp>
          <a href={receipt}>{words.cast.receipt}</a>
        </>
      )}
      {isOver && (
        <Button look="link" onClick={onVoteAgain ?? onForget}>
          {onVoteAgain ? words.cast.voteAgain : words.cast.hide}
        </Button>
      )}
      {stage === "signing" && (
        <Button look="link" onClick={casting.stopWaiting}>
          {words.cast.stopWaiting}
        </Button>
      )}
    </div>
  );
}

function sentence(vote: OwnVote | undefined, sent: Sent | undefined): string {
  if (vote?.stage === "final") return words.cast.final(formatCount(vote.block));
  if (vote?.stage === "inBlock") return words.cast.inBlock(formatCount(vote.block));
  if (!sent) return words.cast.sent.waiting;
  const isOnItsWay = sent.isTakenBack && (sent.state === "waiting" || sent.state === "unknown");
  return isOnItsWay ? words.cast.takenBack : words.cast.sent[sent.state];
}
