import { useState } from "react";
import type { OwnVote } from "@/election/ownVote";
import { Button } from "@/ui/Button";
import { formatCount } from "@/ui/format";
import { Stamp } from "@/ui/Stamp";
import { words } from "@/words/words";
import styles from "./CastActions.module.css";
import type { CastBallot, CastStage } from "./useCastBallot";

type ProgressProps = { casting: CastBallot; vote: OwnVote | undefined; onVoteAgain: () => void };

/** How far the ballot has come: first by this page's own steps, then by what the chain says. */
export function Progress({ casting, vote, onVoteAgain }: ProgressProps) {
  const { stage } = casting;
  const isCounted = vote !== undefined && vote.stage !== "none";
  const [wasCounted, setWasCounted] = useState(isCounted);
  if (isCounted && !wasCounted) setWasCounted(true);
  const isTakenBack = wasCounted && vote?.stage === "none";

  return (
    <div className={styles.progress}>
      <p role="status">{isTakenBack ? words.cast.takenBack : sentence(stage, vote)}</p>
      {isCounted && (
        <Stamp tone={vote.stage === "final" ? "good" : "caution"}>
          {vote.stage === "final" ? words.stamps.final : words.stamps.counted}
        </Stamp>
      )}
      {isTakenBack && (
        <Button look="link" onClick={onVoteAgain}>
          {words.cast.voteAgain}
        </Button>
      )}
      {stage.stage === "signing" && (
        <Button look="link" onClick={casting.stopWaiting}>
          {words.cast.stopWaiting}
        </Button>
      )}
    </div>
  );
}

function sentence(stage: CastStage, vote: OwnVote | undefined): string {
  if (vote?.stage === "final") return words.cast.final(formatCount(vote.block));
  if (vote?.stage === "inBlock") return words.cast.inBlock(formatCount(vote.block));
  if (stage.stage === "checking") return words.cast.checking;
  if (stage.stage === "signing") return words.cast.signing;
  return words.cast.sent;
}
