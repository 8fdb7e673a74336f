import { lazy } from "react";
import type { Node } from "@/chain/node";
import type { Head } from "@/chain/watchHead";
import { Button } from "@/ui/Button";
import { signWords as words } from "@/words/sign";
import { CastActions, type CastActionsProps } from "./CastActions";
import { Delivery } from "./Delivery";
import type { KeptBallot } from "./keptBallot";
import { Part } from "./Part";
import { SignReview } from "./SignReview";
import { useSignsByKey } from "./useSignsByKey";
import { WhileWalletAsks } from "./WhileWalletAsks";

const NotSigned = lazy(() => import("./NotSigned"));
const OtherCounted = lazy(() => import("./OtherCounted"));
const SignedBefore = lazy(() => import("./SignedBefore"));

export type SignActionsProps = CastActionsProps & {
  node: Node;
  head: Head;
  /** The voter's signed ballot that the contract does not count for good yet. */
  kept: KeptBallot | undefined;
  onKeep: (kept: KeptBallot | undefined) => void;
  /** Whether the voter chooses again although a signed ballot is under way. */
  isRevising: boolean;
  onRevise: (begins: boolean) => void;
  /** Whether the voter prefers to pay the network fee. */
  isPaying: boolean;
  onPay: (begins: boolean) => void;
};

/** What a voter can do next where a relay is known: sign, which costs nothing; or cast the ballot by a transaction. */
export default function SignActions(props: SignActionsProps) {
  const { node, head, kept, onKeep, isRevising, onRevise, isPaying, onPay, ...cast } = props;
  const { chain, election, phase, voter, vote, place, sent, casting, choice, isReviewing, onReview } = cast;
  const { connection } = voter;
  const address = connection.status === "connected" ? connection.address : undefined;
  const signsByKey = useSignsByKey(node, chain.id, address, head);
  const { stage } = casting;
  const nameOf = (id: string) => election.candidates.find((candidate) => candidate.id === id)?.short ?? "";

  const candidate = election.candidates.find(({ id }) => id === choice);
  const isSignable = candidate?.genuine === true && signsByKey !== false;
  const isPractice = connection.status === "connected" && connection.practice;

  const counted = vote && vote.stage !== "none" ? vote : undefined;
  if (counted || sent || stage.stage === "checking" || stage.stage === "signing") {
    return (
      <>
        <CastActions {...cast} />
        {stage.stage === "signing" && candidate && isSignable && !isPaying && !isPractice && (
          <WhileWalletAsks election={election} candidate={candidate} />
        )}
        {counted && kept && kept.candidate !== counted.candidate && (
          <Part>
            <OtherCounted
              counted={nameOf(counted.candidate)}
              signed={nameOf(kept.candidate)}
              onHide={() => onKeep(undefined)}
            />
          </Part>
        )}
      </>
    );
  }

  const isOpen = phase === "open";
  if (kept && address && !(isOpen && (isRevising || isPaying))) {
    const { index, choice: name, signedBy, signature } = kept;
    const payFor = () => {
      onPay(true);
      onReview(true);
    };
    return (
      <Delivery
        relays={chain.relays}
        election={election}
        ballot={{
          chainId: chain.id,
          election: election.address,
          voter: address,
          index,
          choice: name,
          signedBy,
          signature,
        }}
        kept={kept}
        onKeep={onKeep}
        isUncounted={vote !== undefined}
        time={head.timestamp}
        onPay={isOpen ? payFor : undefined}
        onChooseAgain={() => onRevise(true)}
      />
    );
  }

  const leaveReview = () => {
    casting.reset();
    onReview(false);
    onPay(false);
  };
  const isSame = isReviewing && kept !== undefined && kept.candidate === choice;
  const before = kept && (
    <Part>
      <SignedBefore
        name={nameOf(kept.candidate)}
        isSame={isSame}
        onKeep={() => {
          leaveReview();
          onRevise(false);
        }}
      />
    </Part>
  );
  const isReady = isOpen && connection.status === "connected" && connection.chainId === chain.id;

  if (isReady && isReviewing && candidate && isSignable && !isPaying) {
    const { address: signer } = connection;
    const { written } = election;
    const sign =
      signsByKey && place !== undefined && written !== undefined
        ? () => {
            const ballot = { chainId: chain.id, election: election.address, voter: signer, index: place };
            casting.sign({ ...ballot, candidate: candidate.id, title: written, choice: candidate.written });
          }
        : undefined;
    return (
      <>
        {stage.stage === "failed" && (
          <Part>
            <NotSigned error={stage.error} />
          </Part>
        )}
        {before}
        <SignReview
          chain={chain}
          election={election}
          candidate={candidate}
          voter={signer}
          isPractice={isPractice}
          onSign={sign}
          onPay={() => {
            casting.reset();
            onPay(true);
          }}
          onChange={leaveReview}
        />
      </>
    );
  }

  return (
    <>
      {before}
      <CastActions {...cast} onReview={(begins) => (begins ? onReview(true) : leaveReview())} />
      {isReady && !isReviewing && signsByKey && candidate?.genuine !== false && <p>{words.free}</p>}
      {isReviewing && signsByKey === false && <p>{words.contractWallet}</p>}
      {isReviewing && isSignable && isPaying && !isSame && (
        <div>
          <Button look="link" onClick={() => onPay(false)}>
            {words.payInstead}
          </Button>
        </div>
      )}
    </>
  );
}
