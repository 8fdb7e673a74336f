import { useState } from "react";
import type { Hex } from "viem";
import type { ChainConfiguration } from "@/chain/configuration";
import type { WalletAtChain } from "@/chain/connection";
import { explainError } from "@/chain/explainError";
import type { Election } from "@/election/election";
import type { OwnVote } from "@/election/ownVote";
import type { Phase } from "@/election/phase";
import { Notice } from "@/ui/Notice";
import { words } from "@/words/words";
import { ChooseActions } from "./ChooseActions";
import { Progress } from "./Progress";
import { Review } from "./Review";
import { SwitchChain } from "./SwitchChain";
import type { CastBallot } from "./useCastBallot";
import type { Sent } from "./useSentBallot";

export type CastActionsProps = {
  chain: ChainConfiguration;
  election: Election;
  phase: Phase;
  voter: WalletAtChain;
  vote: OwnVote | undefined;
  /** The voter's index on the roll; undefined while that is not known, and where there is no roll. */
  place: bigint | undefined;
  /** The reader's ballot on its way. */
  sent: Sent | undefined;
  onForget: () => void;
  casting: CastBallot;
  choice: Hex | undefined;
  isReviewing: boolean;
  /** Begins or leaves the last look before signing. */
  onReview: (begins: boolean) => void;
  onClear: () => void;
};

/** What the reader can do next: connect, switch chain, review, sign; or how far the ballot has come. */
export function CastActions(props: CastActionsProps) {
  const {
    chain,
    election,
    phase,
    voter,
    vote,
    place,
    sent,
    onForget,
    casting,
    choice,
    isReviewing,
    onReview,
    onClear,
  } = props;
  const [isUnmarked, setUnmarked] = useState(false);
  const { connection } = voter;
  const { stage } = casting;

  const isCounted = vote !== undefined && vote.stage !== "none";
  if (isCounted || sent || stage.stage === "checking" || stage.stage === "signing") {
    const voteAgain = () => {
      onForget();
      onReview(false);
      casting.reset();
    };
    return (
      <Progress
        casting={casting}
        vote={vote}
        sent={sent}
        receipt={`#/${chain.id}/${election.address}/receipt/${"address" in connection && connection.address}`}
        onVoteAgain={phase === "open" ? voteAgain : undefined}
        onForget={onForget}
      />
    );
  }

  const candidate = election.candidates.find(({ id }) => id === choice);
  const failure = stage.stage === "failed" && (
    <div role="alert">
      <Notice tone="fault" lead={words.cast.failed}>
        {explainError(stage.error)}
      </Notice>
    </div>
  );

  if (phase !== "open") return failure;

  if (connection.status !== "connected") {
    return (
      <>
        {failure}
        <ChooseActions
          election={election}
          label={words.cast.connect}
          onNext={voter.onConnect}
          onClear={candidate && onClear}
        />
      </>
    );
  }

  if (connection.chainId !== chain.id) {
    return (
      <>
        {failure}
        <SwitchChain chainName={chain.name} onSwitch={voter.onSwitchChain} />
      </>
    );
  }

  if (isReviewing && candidate) {
    return (
      <>
        {failure}
        <Review
          chain={chain}
          election={election}
          candidate={candidate}
          voter={connection.address}
          isPractice={connection.practice}
          onSign={() => {
            const ballot = { voter: connection.address, candidate: candidate.id, index: place };
            casting.cast({ chainId: chain.id, election: election.address, ...ballot });
          }}
          onChange={() => {
            onReview(false);
            casting.reset();
          }}
        />
      </>
    );
  }

  return (
    <>
      {failure}
      <ChooseActions
        election={election}
        label={words.cast.review}
        isDisabled={!vote || (election.roll && place === undefined)}
        isUnmarked={isUnmarked && !candidate}
        onNext={() => {
          setUnmarked(!candidate);
          onReview(candidate !== undefined);
        }}
        onClear={candidate && onClear}
      />
    </>
  );
}
