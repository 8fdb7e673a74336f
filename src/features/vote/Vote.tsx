import { lazy, Suspense, useEffect, useState } from "react";
import * as v from "valibot";
import type { Address, Hex } from "viem";
import type { ChainConfiguration } from "@/chain/configuration";
import type { WalletAtChain } from "@/chain/connection";
import type { Node } from "@/chain/node";
import type { Count } from "@/chain/readCount";
import type { Head } from "@/chain/watchHead";
import type { Election } from "@/election/election";
import type { OwnVote } from "@/election/ownVote";
import type { Phase } from "@/election/phase";
import { ErrorBoundary } from "@/ui/ErrorBoundary";
import { Notice } from "@/ui/Notice";
import { useStored } from "@/ui/stored";
import { words } from "@/words/words";
import { Ballot } from "./Ballot";
import { CastActions } from "./CastActions";
import { Eligibility } from "./Eligibility";
import { Steps } from "./Steps";
import { type CastStage, useCastBallot } from "./useCastBallot";
import { useHasCoin } from "./useHasCoin";
import { useOwnVote } from "./useOwnVote";
import { rememberSent, useSentBallot } from "./useSentBallot";
import styles from "./Vote.module.css";

const Unlisted = lazy(() => import("./Unlisted"));

type VoteProps = {
  chain: ChainConfiguration;
  node: Node;
  election: Election;
  phase: Phase;
  /** Whether a block stands after the close, so that the result is shown in place of the ballot. */
  isDecided: boolean;
  head: Head;
  count: Count | undefined;
  /** Why there is no newer count. */
  countError: unknown;
  voter: WalletAtChain;
  /** The voter's index on the roll; null where the address is not on it, undefined while that is not known. */
  place: bigint | null | undefined;
  placeError: unknown;
};

/** A marked candidate's id, kept through a reload, and no longer than the tab: it is nobody else's business. */
const Choice = v.custom<Hex>((input) => typeof input === "string" && /^0x[0-9a-f]{64}$/.test(input));

/** Voting from the choice to the final block. The choice stays marked whatever fails on the way. */
export function Vote(props: VoteProps) {
  const { chain, node, election, phase, isDecided, head, count, countError, voter, place, placeError } = props;
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

  // What cannot be lost any more need not be marked again, and is not shown to whoever uses this tab next.
  const isFinal = own.vote?.stage === "final";
  useEffect(() => {
    if (isFinal) setChoice(undefined);
  }, [isFinal, setChoice]);

  const { stage } = casting.stage;
  // By address: another account starts with the choice, not in the middle of a review.
  const isReviewing = address !== undefined && reviewer === address;
  const isCasting = stage === "checking" || stage === "signing";
  const counted = own.vote && own.vote.stage !== "none" ? own.vote : undefined;
  // After the close only what became of one's own ballot is left to say.
  if (isDecided && stage === "idle" && !counted && !sent) return null;
  // After the close nothing can be done about it.
  const isUnlisted = place === null && phase !== "closed" && !counted && !sent;
  const canMark = phase === "open" && !counted && !isCasting && !sent && !isUnlisted;

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
            place={place}
            isUnderWay={isCasting || (sent !== undefined && !sent.isOver && sent.state !== "asking")}
            hasCoin={hasCoin}
            error={own.error ?? countError ?? placeError}
          />
        }
        actions={
          isUnlisted ? (
            <ErrorBoundary fallback={<Notice tone="fault" lead={words.fault.partMissing} />}>
              <Suspense>
                <Unlisted chain={chain} node={node} election={election} connection={connection} head={head} />
              </Suspense>
            </ErrorBoundary>
          ) : phase === "open" || stage !== "idle" || counted || sent ? (
            <CastActions
              chain={chain}
              election={election}
              phase={phase}
              voter={voter}
              vote={own.vote}
              place={place ?? undefined}
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
      {(phase === "open" || counted) && !isUnlisted && (
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
