import type { Node } from "@/chain/node";
import { NotAcceptedError } from "@/chain/signByContract";
import type { Candidate, Election } from "@/election/election";
import type { SignedBallot } from "@/election/signedBallot";
import { contractWalletWords as words } from "@/words/contractWallet";
import { NotAccepted } from "./NotAccepted";
import NotSigned from "./NotSigned";

type WalletRefusedProps = {
  node: Node;
  election: Election;
  /** Why nothing was signed that counts. */
  error: unknown;
  onAccept: (ballot: SignedBallot, candidate: Candidate) => void;
};

/** Why a contract wallet has signed nothing that counts; or not yet. */
export default function WalletRefused({ node, election, error, onAccept }: WalletRefusedProps) {
  // Not the marked one: the wallet may answer after another one was marked.
  const isOwn = ({ written, genuine }: Candidate) =>
    error instanceof NotAcceptedError && genuine && written === error.ballot.choice;
  const candidate = election.candidates.find(isOwn);
  if (!candidate || !(error instanceof NotAcceptedError)) return <NotSigned error={error} inTask={words.errors} />;
  const accept = (ballot: SignedBallot) => onAccept(ballot, candidate);
  return <NotAccepted node={node} candidate={candidate} refusal={error} onAccept={accept} />;
}
