import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { WrongSignatureError } from "@/chain/errors";
import { explainError } from "@/chain/explainError";
import type { Node } from "@/chain/node";
import { checkWalletBallot, type NotAcceptedError } from "@/chain/signByContract";
import type { Candidate } from "@/election/election";
import type { SignedBallot } from "@/election/signedBallot";
import { Button } from "@/ui/Button";
import { Notice } from "@/ui/Notice";
import { contractWalletWords as words } from "@/words/contractWallet";
import styles from "./CastActions.module.css";

/** How long until a wallet's contract is asked again, in milliseconds: its owners take minutes at the least. */
const pause = 15_000;

type NotAcceptedProps = {
  node: Node;
  candidate: Candidate;
  /** What the contract did not accept, and why. */
  refusal: NotAcceptedError;
  onAccept: (ballot: SignedBallot) => void;
};

/** While a wallet's contract does not accept what the wallet returned: what to do, and asking it again. */
export function NotAccepted({ node, candidate, refusal, onAccept }: NotAcceptedProps) {
  const { ballot } = refusal;
  // What the page asks by itself is not read out each time.
  const [isAsked, setAsked] = useState(false);
  const { data, isFetching, refetch } = useQuery({
    queryKey: ["accepted", ballot.chainId, ballot.election, ballot.voter, ballot.choice, ballot.signature],
    queryFn: () => checkWalletBallot(node, ballot, candidate.id).then(() => ({ cause: undefined }), refused),
    initialData: { cause: refusal.cause },
    staleTime: Number.POSITIVE_INFINITY,
    networkMode: "always",
    refetchInterval: pause,
    // The wallet is in front of the page, or in another tab.
    refetchIntervalInBackground: true,
    gcTime: 0,
  });
  const isAccepted = data.cause === undefined;
  useEffect(() => {
    if (isAccepted) onAccept(ballot);
  });

  const isRefused = data.cause instanceof WrongSignatureError;
  return (
    <div className={styles.review}>
      <div role="alert">
        <Notice tone="caution" lead={isRefused ? words.notAccepted : words.unasked}>
          {isRefused ? (ballot.signature === "0x" ? words.toApprove : words.tooFew) : explainError(data.cause)}
        </Notice>
      </div>
      <p className={styles.small}>{words.asksAgain}</p>
      <div className={styles.row}>
        <Button
          onClick={() => {
            setAsked(true);
            void refetch();
          }}
        >
          {words.askNow}
        </Button>
        <span role="status">{isAsked && (isFetching ? words.asking : words.notYet)}</span>
      </div>
    </div>
  );
}

function refused({ cause }: NotAcceptedError) {
  return { cause };
}
