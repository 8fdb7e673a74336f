import { lazy } from "react";
import type { Candidate } from "@/election/election";
import { Button } from "@/ui/Button";
import { signWords as words } from "@/words/sign";
import { CastActions, type CastActionsProps } from "./CastActions";
import { Part } from "./Part";
import type { SignActionsProps } from "./SignActions";
import { SignReview } from "./SignReview";

const NotSigned = lazy(() => import("./NotSigned"));
const SignedBefore = lazy(() => import("./SignedBefore"));

type SignStepsProps = Pick<SignActionsProps, "kept" | "onRevise" | "isPaying" | "onPay"> & {
  /** What casting by a transaction takes. */
  cast: CastActionsProps;
  /** The marked one. */
  candidate: Candidate | undefined;
  /** Whether the account has a key that can sign a ballot; undefined while that is not known. */
  signsByKey: boolean | undefined;
};

/** From the choice to the last look before signing; or before paying, for who would rather. */
export function SignSteps({ cast, candidate, signsByKey, kept, onRevise, isPaying, onPay }: SignStepsProps) {
  const { chain, election, phase, voter, place, casting, choice, isReviewing, onReview } = cast;
  const { connection } = voter;
  const { stage } = casting;
  const isOpen = phase === "open";
  const isRelayed = chain.relays.length > 0;
  const isSignable = isRelayed && candidate?.genuine === true && signsByKey !== false;
  const isPractice = connection.status === "connected" && connection.practice;

  const leaveReview = () => {
    casting.reset();
    onReview(false);
    onPay(false);
  };
  const isSame = isReviewing && kept !== undefined && kept.candidate === choice;
  const before = kept && (
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
  );
  const isReady = isOpen && connection.status === "connected" && connection.chainId === chain.id;

  if (isReady && isReviewing && candidate && isSignable && !isPaying) {
    const { address: signer } = connection;
    const { written } = election;
    const sign =
      signsByKey && place !== undefined && written !== undefined
        ? () => {
            const ballot = {
              chainId: chain.id,
              election: election.address,
              voter: signer,
              index: place,
              signedBy: "key" as const,
            };
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
      {isReady && !isReviewing && isRelayed && signsByKey && candidate?.genuine !== false && <p>{words.free}</p>}
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
