import { lazy } from "react";
import type { Node } from "@/chain/node";
import type { Head } from "@/chain/watchHead";
import type { SignedBallot } from "@/election/signedBallot";
import { BallotSlip } from "./BallotSlip";
import { CastActions, type CastActionsProps } from "./CastActions";
import { Delivery } from "./Delivery";
import type { KeptBallot } from "./keptBallot";
import { Part } from "./Part";
import { SignSteps } from "./SignSteps";
import { useSignedBy } from "./useSignedBy";
import { WhileWalletAsks } from "./WhileWalletAsks";

const WalletSlip = lazy(() => import("./WalletSlip"));
const OtherCounted = lazy(() => import("./OtherCounted"));

export type SignActionsProps = CastActionsProps & {
  node: Node;
  head: Head;
  /** The link by which anybody can deliver a signed ballot. */
  deliverLink: (ballot: SignedBallot) => Promise<string>;
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
  const { node, head, deliverLink, kept, onKeep, isRevising, onRevise, isPaying, onPay, ...cast } = props;
  const { chain, election, phase, voter, vote, sent, casting, choice, onReview } = cast;
  const { connection } = voter;
  const address = connection.status === "connected" ? connection.address : undefined;
  const signedBy = useSignedBy(node, chain.id, address, head);
  const { stage } = casting;
  const nameOf = (id: string) => election.candidates.find((candidate) => candidate.id === id)?.short ?? "";

  const candidate = election.candidates.find(({ id }) => id === choice);
  const isSignable = candidate?.genuine === true && !isPaying;
  const isPractice = connection.status === "connected" && connection.practice;

  const slip =
    candidate &&
    (address && signedBy === "wallet" ? (
      <Part>
        <WalletSlip election={election} candidate={candidate} voter={address} />
      </Part>
    ) : (
      <BallotSlip election={election} candidate={candidate} />
    ));

  const counted = vote && vote.stage !== "none" ? vote : undefined;
  if (counted || sent || stage.stage === "checking" || stage.stage === "signing") {
    return (
      <>
        <CastActions {...cast} />
        {stage.stage === "signing" && isSignable && !isPractice && <WhileWalletAsks slip={slip} />}
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
    const { index, choice: name, signature } = kept;
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
          signedBy: kept.signedBy,
          signature,
        }}
        kept={kept}
        onKeep={onKeep}
        isUncounted={vote !== undefined}
        head={head}
        deliverLink={deliverLink}
        onPay={isOpen ? payFor : undefined}
        onChooseAgain={() => onRevise(true)}
      />
    );
  }

  return (
    <SignSteps
      node={node}
      cast={cast}
      candidate={candidate}
      slip={slip}
      signedBy={signedBy}
      kept={kept}
      onRevise={onRevise}
      isPaying={isPaying}
      onPay={onPay}
    />
  );
}
