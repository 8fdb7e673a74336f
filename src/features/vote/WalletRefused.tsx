import type { Node } from "@/chain/node";
import { NotAcceptedError } from "@/chain/signByContract";
import type { Candidate } from "@/election/election";
import type { SignedBallot } from "@/election/signedBallot";
import { contractWalletWords as words } from "@/words/contractWallet";
import { NotAccepted } from "./NotAccepted";
import NotSigned from "./NotSigned";

type WalletRefusedProps = {
  node: Node;
  candidate: Candidate;
  /** Why nothing was signed that counts. */
  error: unknown;
  onAccept: (ballot: SignedBallot) => void;
};

/** Why a contract wallet has signed nothing that counts; or not yet. */
export default function WalletRefused({ node, candidate, error, onAccept }: WalletRefusedProps) {
  if (!(error instanceof NotAcceptedError)) return <NotSigned error={error} inTask={words.errors} />;
  return <NotAccepted node={node} candidate={candidate} refusal={error} onAccept={onAccept} />;
}
