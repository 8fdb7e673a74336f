import { useState } from "react";
import * as v from "valibot";
import type { Address, Hex } from "viem";
import type { ChainConfiguration } from "@/chain/configuration";
import type { Node } from "@/chain/node";
import type { Count } from "@/chain/readCount";
import type { Election } from "@/election/election";
import type { OwnVote } from "@/election/ownVote";
import type { Phase } from "@/election/phase";
import { useStored } from "@/ui/stored";
import { Ballot } from "./Ballot";
import { CastActions } from "./CastActions";
import { Eligibility } from "./Eligibility";
import { Steps } from "./Steps";
import { type CastStage, useCastBallot } from "./useCastBallot";
import { useHasCoin } from "./useHasCoin";
import { useOwnVote } from "./useOwnVote";
import { rememberSent, useSentBallot } from "./useSentBallot";
import styles from "./Vote.module.css";
import type { Voter } from "./voter";

type VoteProps = {
  chain: ChainConfiguration;
  node: Node;
  election: Election;
  phase: Phase;
  /** Whether a block stands after the close, so that the result is shown in place of the ballot. */
  isDecided: boolean;
  count: Count | undefined;
  /** Why there is no newer count. */
  countError: unknown;
  voter: Voter;
};

/** A marked candidate's id, kept through a reload, and no longer than the tab: it is nobody else's business. */
const Choice = v.custom<Hex>((input) => typeof input === "string" && /^0x[0-9a-f]{64}$/.test(input));

/** Voting from the choice to the final block. The choice stays marked whatever fails on the way. */
export function Vote({ chain, node, election, phase, isDecided, count, countError, voter }: VoteProps) {
  const [choice, setChoice] = useStored("fleeting", `recount.choice.${chain.id}.${election.address}`, Choice);
  const [reviewer, setReviewer] = useState<Address>();
  const { connection } = voter;
  const address = connection.status === "connected" ? connection.address : undefined;
  const own = useOwnVote(node, election, address, count);
  const hasCoin = useHasCoin(node, chain.id, address, count?.head);
  const { sent, forget } = useSentBallot(node, election, address, own.vote, count?.head);
  const casting = useCastBallot(node, voter.getSigner, address, (hash, ballot) => {
    rememberSent(election, ballot.voter, hash, ballot.candidate);
  });

  const { stage } = casting.stage;
  // By address: another account starts with the choice, not in the middle of a review.
  const isReviewing = address !== undefined && reviewer === address;
  const isCasting = stage === "checking" || stage === "signing";
  const counted = own.vote && own.vote.stage !== "none" ? own.vote : undefined;
  // After the close only what became of one's own ballot is left to say.
  if (isDecided && stage === "idle" && !counted && !sent) return null;
  const canMark = phase === "open" && !counted && !isCasting && !sent;

  return (
    <div className={styles.vote}>
      <Ballot
        election={election}
        marked={counted?.candidate ?? sent?.candidate ?? choice}
        onMark={canMark ? setChoice : undefined}
        eligibility={
          <Eligibility
            chain={chain}
            election={election}
            phase={phase}
            connection={connection}
            vote={own.vote}
            isUnderWay={isCasting || (sent !== undefined && !sent.isOver && sent.state !== "asking")}
            hasCoin={hasCoin}
            error={own.error ?? countError}
          />
        }
        actions={
          phase === "open" || stage !== "idle" || counted || sent ? (
            <CastActions
              chain={chain}
              election={election}
              phase={phase}
              voter={voter}
              vote={own.vote}
              sent={sent}
              onForget={forget}
              casting={casting}
              choice={choice}
              isReviewing={isReviewing}
              onReview={(begins) => setReviewer(begins ? address : undefined)}
              onClear={() => setChoice(undefined)}
            />
          ) : null
        }
      />
      {(phase === "open" || counted) && (
        <Steps current={sent && !sent.isOver ? 2 : currentStep(own.vote, stage, isReviewing)} />
      )}
    </div>
  );
}

/** 0 choose, 1 sign, 2 in a block, 3 final, 4 all done. */
function currentStep(vote: OwnVote | undefined, stage: CastStage["stage"], isReviewing: boolean): number {
  if (vote?.stage === "final") return 4;
  if (vote?.stage === "inBlock") return 3;
  return isReviewing || stage === "checking" || stage === "signing" ? 1 : 0;
}
