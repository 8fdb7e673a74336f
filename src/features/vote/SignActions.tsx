import type { ReactNode } from "react";
import { explainError } from "@/chain/explainError";
import type { Node } from "@/chain/node";
import type { Head } from "@/chain/watchHead";
import { Button } from "@/ui/Button";
import { Notice } from "@/ui/Notice";
import { signWords as words } from "@/words/sign";
import { CastActions, type CastActionsProps } from "./CastActions";
import { Delivery } from "./Delivery";
import type { KeptBallot } from "./keptBallot";
import { SignReview } from "./SignReview";
import { useSignsByKey } from "./useSignsByKey";

type SignActionsProps = CastActionsProps & {
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
  const counted = vote && vote.stage !== "none" ? vote : undefined;
  const { stage } = casting;
  const nameOf = (id: string) => election.candidates.find((candidate) => candidate.id === id)?.short ?? "";

  if (counted || sent || stage.stage === "checking" || stage.stage === "signing") {
    const isOther = counted && kept && kept.candidate !== counted.candidate;
    const { lead, rest } = words.otherCounted(nameOf(counted?.candidate ?? ""), nameOf(kept?.candidate ?? ""));
    return (
      <>
        <CastActions {...cast} />
        {isOther && (
          <Notice tone="caution" lead={lead}>
            {rest}{" "}
            <Button look="link" onClick={() => onKeep(undefined)}>
              {words.hide}
            </Button>
          </Notice>
        )}
      </>
    );
  }

  const isOpen = phase === "open";
  if (kept && address && !isRevising && !isPaying) {
    const { index, choice: name, signature } = kept;
    return (
      <Delivery
        relays={chain.relays}
        election={election}
        ballot={{ chainId: chain.id, election: election.address, voter: address, index, choice: name, signature }}
        kept={kept}
        onKeep={onKeep}
        isUncounted={vote !== undefined}
        isTooLate={head.timestamp >= election.closes}
        onPay={
          isOpen
            ? () => {
                onPay(true);
                onReview(true);
              }
            : undefined
        }
        onChooseAgain={() => onRevise(true)}
      />
    );
  }

  const candidate = election.candidates.find(({ id }) => id === choice);
  const isReady = isOpen && connection.status === "connected" && connection.chainId === chain.id;
  const isSignable = candidate?.genuine === true && signsByKey !== false;
  const leave = (begins: boolean) => {
    onReview(begins);
    if (!begins) onPay(false);
  };
  const isSame = kept !== undefined && kept.candidate === choice;
  const warning: ReactNode = kept && (
    <Notice tone="caution" lead={(isSame ? words.again.safe : words.again.warning)(nameOf(kept.candidate))}>
      <Button
        look="link"
        onClick={() => {
          onRevise(false);
          leave(false);
        }}
      >
        {words.again.keep(nameOf(kept.candidate))}
      </Button>
    </Notice>
  );

  if (isReady && isReviewing && candidate && isSignable && !isPaying) {
    const { address: signer, practice } = connection;
    return (
      <>
        {stage.stage === "failed" && (
          <div role="alert">
            <Notice tone="fault" lead={words.failed}>
              {explainError(stage.error, words.errors)}
            </Notice>
          </div>
        )}
        {warning}
        <SignReview
          chain={chain}
          election={election}
          candidate={candidate}
          voter={signer}
          isPractice={practice}
          onSign={
            signsByKey && place !== undefined && election.written !== undefined
              ? () => {
                  const ballot = { chainId: chain.id, election: election.address, voter: signer, index: place };
                  const paper = { title: election.written ?? "", choice: candidate.written };
                  casting.sign({ ...ballot, ...paper, candidate: candidate.id });
                }
              : undefined
          }
          onPay={() => {
            casting.reset();
            onPay(true);
          }}
          onChange={() => {
            leave(false);
            casting.reset();
          }}
        />
      </>
    );
  }

  return (
    <>
      {warning}
      <CastActions {...cast} onReview={leave} />
      {isReviewing && signsByKey === false && <p>{words.contractWallet}</p>}
      {isReviewing && isSignable && isPaying && (
        <Button look="link" onClick={() => onPay(false)}>
          {words.payInstead}
        </Button>
      )}
    </>
  );
}
