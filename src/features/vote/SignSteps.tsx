import { lazy, type ReactNode } from "react";
import type { Node } from "@/chain/node";
import type { Candidate } from "@/election/election";
import type { SignedBy } from "@/election/signedBallot";
import { Button } from "@/ui/Button";
import { signWords as words } from "@/words/sign";
import { CastActions, type CastActionsProps } from "./CastActions";
import { Part } from "./Part";
import type { SignActionsProps } from "./SignActions";
import { SignReview } from "./SignReview";
import { useHeldElsewhere } from "./useHeldElsewhere";

const HeldElsewhere = lazy(() => import("./HeldElsewhere"));
const NotSigned = lazy(() => import("./NotSigned"));
const WalletRefused = lazy(() => import("./WalletRefused"));
const SignedBefore = lazy(() => import("./SignedBefore"));

type SignStepsProps = Pick<SignActionsProps, "kept" | "onRevise" | "isPaying" | "onPay"> & {
  node: Node;
  /** What casting by a transaction takes. */
  cast: CastActionsProps;
  /** The marked one. */
  candidate: Candidate | undefined;
  /** The words that the wallet shows. */
  slip: ReactNode;
  /** Who signs for the account; undefined while that is not known. */
  signedBy: SignedBy | undefined;
};

/** From the choice to the last look before signing; or before paying, for who would rather. */
export function SignSteps(props: SignStepsProps) {
  const { node, cast, candidate, slip, signedBy, kept, onRevise, isPaying, onPay } = props;
  const { chain, election, phase, voter, vote, place, casting, choice, isReviewing, onReview } = cast;
  const { connection } = voter;
  const { stage } = casting;
  const isOpen = phase === "open";
  const isRelayed = chain.relays.length > 0;
  const isSignable = isRelayed && candidate?.genuine === true;
  const isPractice = connection.status === "connected" && connection.practice;

  const leaveReview = () => {
    casting.reset();
    onReview(false);
    onPay(false);
  };
  const isSame = isReviewing && kept !== undefined && kept.candidate === choice;
  const isUnsigned = isOpen && !kept && vote?.stage === "none";
  const held = useHeldElsewhere(chain.relays, election, isUnsigned ? place : undefined);
  const before = kept ? (
    <Part>
      <SignedBefore
        name={election.candidates.find(({ id }) => id === kept.candidate)?.short ?? ""}
        isSame={isSame}
        onKeep={() => {
          leaveReview();
          onRevise(false);
        }}
      />
    </Part>
  ) : (
    isUnsigned &&
    held && (
      <Part>
        <HeldElsewhere
          relay={held.relay}
          name={held.candidate.short}
          isSame={isReviewing ? held.candidate.id === choice : undefined}
        />
      </Part>
    )
  );
  const isReady = isOpen && connection.status === "connected" && connection.chainId === chain.id;

  if (isReady && isReviewing && candidate && isSignable && !isPaying) {
    const { address: signer } = connection;
    const { written } = election;
    const sign =
      signedBy && place !== undefined && written !== undefined
        ? () => {
            const ballot = { chainId: chain.id, election: election.address, voter: signer, index: place, signedBy };
            casting.sign({ ...ballot, candidate: candidate.id, title: written, choice: candidate.written });
          }
        : undefined;
    return (
      <>
        {stage.stage === "failed" && (
          <Part>
            {signedBy === "wallet" ? (
              <WalletRefused
                node={node}
                election={election}
                error={stage.error}
                onAccept={(ballot, { id }) => casting.accept(ballot, id)}
              />
            ) : (
              <NotSigned error={stage.error} />
            )}
          </Part>
        )}
        {before}
        <SignReview
          chain={chain}
          election={election}
          candidate={candidate}
          voter={signer}
          slip={slip}
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
      {isReady && !isReviewing && isRelayed && signedBy && candidate?.genuine !== false && <p>{words.free}</p>}
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
