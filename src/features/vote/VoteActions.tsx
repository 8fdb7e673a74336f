import { lazy, Suspense } from "react";
import { ErrorBoundary } from "@/ui/ErrorBoundary";
import { CastActions } from "./CastActions";
import { Part } from "./Part";
import type { SignActionsProps } from "./SignActions";

const Unlisted = lazy(() => import("./Unlisted"));
const SignActions = lazy(() => import("./SignActions"));

type VoteActionsProps = SignActionsProps & {
  /** Whether the connected address is not on the roll. */
  isUnlisted: boolean;
  /** Whether a relay is known that delivers this election's ballots. */
  canSign: boolean;
};

/** What can be done below the candidates, by whoever is connected; what not everybody needs is loaded when it is met. */
export function VoteActions({ isUnlisted, canSign, ...props }: VoteActionsProps) {
  const { node, head, deliverLink, kept, onKeep, isRevising, onRevise, isPaying, onPay, ...cast } = props;
  const { chain, election, voter } = cast;
  const { connection } = voter;
  if (isUnlisted) {
    return (
      <Part>
        <Unlisted chain={chain} node={node} election={election} connection={connection} head={head} />
      </Part>
    );
  }
  if (!canSign || connection.status !== "connected") return <CastActions {...cast} />;
  return (
    // Who cannot load what signs may still cast the ballot by a transaction.
    <ErrorBoundary fallback={<CastActions {...cast} />}>
      <Suspense>
        <SignActions {...props} />
      </Suspense>
    </ErrorBoundary>
  );
}
