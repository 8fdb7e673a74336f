import { useEffect } from "react";
import type { ChainConfiguration } from "@/chain/configuration";
import type { WalletAtChain } from "@/chain/connection";
import type { Node } from "@/chain/node";
import type { Count } from "@/chain/readCount";
import type { Head } from "@/chain/watchHead";
import type { Election } from "@/election/election";
import type { Phase } from "@/election/phase";
import type { SignedBallot } from "@/election/signedBallot";
import { useStored } from "@/ui/stored";
import { Ballot } from "./Ballot";
import { currentStep } from "./currentStep";
import { Eligibility } from "./Eligibility";
import { keepBallot, useKeptBallot } from "./keptBallot";
import { Steps } from "./Steps";
import { StoredHash } from "./storedHash";
import { useCastBallot } from "./useCastBallot";
import { useHasCoin } from "./useHasCoin";
import { useOwnFlag } from "./useOwnFlag";
import { useOwnVote } from "./useOwnVote";
import { rememberSent, useSentBallot } from "./useSentBallot";
import styles from "./Vote.module.css";
import { VoteActions } from "./VoteActions";

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
  /** The link by which anybody can deliver a signed ballot. */
  deliverLink: (ballot: SignedBallot) => Promise<string>;
};

/** Voting from the choice to the final block. The choice stays marked whatever fails on the way. */
export function Vote(props: VoteProps) {
  const { chain, node, election, phase, isDecided, head, count, countError, voter, place, placeError, deliverLink } =
    props;
  // Kept through a reload, and no longer than the tab: it is nobody else's business.
  const [choice, setChoice] = useStored("fleeting", `recount.choice.${chain.id}.${election.address}`, StoredHash);
  const { connection } = voter;
  const address = connection.status === "connected" ? connection.address : undefined;
  const [isReviewing, onReview] = useOwnFlag(address);
  const [isPaying, onPay] = useOwnFlag(address);
  const [isRevising, onRevise] = useOwnFlag(address);
  // A wallet shows the words themselves, so they must be text.
  const isText = election.roll !== undefined && election.written !== undefined;
  const own = useOwnVote(node, election, address, count);
  const { sent, forget } = useSentBallot(node, election, address, own.vote, count?.head);
  const { kept, change, isByRelay } = useKeptBallot(election, isText ? address : undefined, own.vote);
  // What was signed is seen through, though the reader may have removed every relay since.
  const canSign = isText && (chain.relays.length > 0 || kept !== undefined);
  const hasCoin = useHasCoin(node, chain.id, canSign ? undefined : address, count?.head);
  const casting = useCastBallot(node, voter.getSigner, address, {
    onSent: (hash, ballot) => rememberSent(election, ballot.voter, hash, ballot.candidate),
    onSigned: (signed, candidate) => {
      keepBallot(election, candidate, signed);
      onRevise(false);
      onReview(false);
    },
  });

  // What cannot be lost any more need not be marked again, and is not shown to whoever uses this tab next.
  const isFinal = own.vote?.stage === "final";
  useEffect(() => {
    if (isFinal) setChoice(undefined);
  }, [isFinal, setChoice]);

  const { stage } = casting.stage;
  const isCasting = stage === "checking" || stage === "signing";
  const signed = isRevising ? undefined : kept;
  const counted = own.vote && own.vote.stage !== "none" ? own.vote : undefined;
  const isMine = counted !== undefined || sent !== undefined || kept !== undefined;
  // After the close only what became of one's own ballot is left to say.
  if (isDecided && stage === "idle" && !isMine) return null;
  // After the close nothing can be done about it.
  const isUnlisted = place === null && phase !== "closed" && !isMine;
  const canMark = phase === "open" && !counted && !isCasting && !sent && !signed && !isUnlisted;
  const isSent = sent !== undefined && !sent.isOver && sent.state !== "asking";
  const vote = { vote: own.vote, place: place ?? undefined, sent, onForget: forget, casting };
  const choosing = { choice: signed?.candidate ?? choice, onClear: () => setChoice(undefined), isReviewing, onReview };
  const signing = {
    node,
    head: count?.head ?? head,
    deliverLink,
    kept,
    onKeep: change,
    isRevising,
    onRevise,
    isPaying,
    onPay,
  };

  return (
    <div className={styles.vote}>
      <Ballot
        election={election}
        marked={counted?.candidate ?? sent?.candidate ?? choosing.choice}
        onMark={canMark ? setChoice : undefined}
        eligibility={
          <Eligibility
            chain={chain}
            election={election}
            phase={phase}
            connection={connection}
            vote={own.vote}
            place={place}
            isUnderWay={isSent}
            isSigned={signed !== undefined}
            hasCoin={hasCoin}
            error={own.error ?? countError ?? placeError}
          />
        }
        actions={
          (isUnlisted || phase === "open" || stage !== "idle" || isMine) && (
            <VoteActions
              isUnlisted={isUnlisted}
              canSign={canSign}
              chain={chain}
              election={election}
              phase={phase}
              voter={voter}
              {...vote}
              {...choosing}
              {...signing}
            />
          )
        }
      />
      {(phase === "open" || counted) && !isUnlisted && (
        <Steps
          current={currentStep(own.vote, isReviewing || isCasting, sent && !sent.isOver, signed)}
          isByRelay={isByRelay || (canSign && !isPaying && !sent && !counted)}
        />
      )}
    </div>
  );
}
