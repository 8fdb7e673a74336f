import { useState } from "react";
import type { Hex } from "viem";
import type { ChainConfiguration } from "@/chain/configuration";
import type { Node } from "@/chain/node";
import type { Count } from "@/chain/readCount";
import type { Election } from "@/election/election";
import type { OwnVote } from "@/election/ownVote";
import type { Phase } from "@/election/phase";
import { Ballot } from "./Ballot";
import { CastActions } from "./CastActions";
import { Eligibility } from "./Eligibility";
import { Steps } from "./Steps";
import { useCastBallot } from "./useCastBallot";
import { useOwnVote } from "./useOwnVote";
import styles from "./Vote.module.css";
import type { Voter } from "./voter";

type VoteProps = {
  chain: ChainConfiguration;
  node: Node;
  election: Election;
  phase: Phase;
  count: Count | undefined;
  /** Why there is no newer count. */
  countError: unknown;
  voter: Voter;
};

/** Voting from the choice to the final block. The choice stays marked whatever fails on the way. */
export function Vote({ chain, node, election, phase, count, countError, voter }: VoteProps) {
  const [choice, setChoice] = useState<Hex>();
  const { connection } = voter;
  const address = connection.status === "connected" ? connection.address : undefined;
  const own = useOwnVote(node, election, address, count);
  const casting = useCastBallot(node, voter.getSigner, address);

  const { stage } = casting.stage;
  const isUnderWay = stage === "checking" || stage === "signing" || stage === "sent" || stage === "mined";
  const counted = own.vote && own.vote.stage !== "none" ? own.vote : undefined;
  const canMark = phase === "open" && !counted && !isUnderWay;

  return (
    <div className={styles.vote}>
      <Ballot
        election={election}
        marked={counted?.candidate ?? choice}
        onMark={canMark ? setChoice : undefined}
        eligibility={
          <Eligibility
            chain={chain}
            election={election}
            phase={phase}
            connection={connection}
            vote={own.vote}
            error={own.error ?? countError}
          />
        }
        actions={
          phase === "open" || isUnderWay || counted ? (
            // The key: another account starts with the choice, not in the middle of a review.
            <CastActions
              key={address}
              chain={chain}
              election={election}
              voter={voter}
              vote={own.vote}
              casting={casting}
              choice={choice}
              onClear={() => setChoice(undefined)}
            />
          ) : null
        }
      />
      {(phase === "open" || counted) && <Steps current={currentStep(own.vote, isUnderWay)} />}
    </div>
  );
}

/** 0 choose, 1 sign, 2 in a block, 3 final, 4 all done. */
function currentStep(vote: OwnVote | undefined, isUnderWay: boolean): number {
  if (vote?.stage === "final") return 4;
  if (vote?.stage === "inBlock") return 3;
  return isUnderWay ? 1 : 0;
}
