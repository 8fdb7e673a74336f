import { type Address, getAddress, isAddress } from "viem";
import { useParams } from "wouter";
import { ReceiptOf } from "@/features/receipt/ReceiptOf";
import { Reconciled } from "@/features/results/Reconciled";
import { Message } from "@/ui/Message";
import { useTitle } from "@/ui/useTitle";
import { receiptWords } from "@/words/receipt";
import { ChainMark } from "./ChainMark";
import { electionLink } from "./electionLink";
import { OpenedElection, type WatchedElection } from "./OpenedElection";
import { PrintBar } from "./PrintBar";
import styles from "./ReceiptPage.module.css";
import { usePlaceOnRoll } from "./usePlaceOnRoll";

/** What is counted for one voter, and how anybody can see that: `#/<chainId>/<address>/receipt/<voter>`. */
export function ReceiptPage() {
  return <OpenedElection page={Opened} />;
}

function Opened(watched: WatchedElection) {
  const { voter = "" } = useParams();
  const { election } = watched;
  const isHex = /^0x[0-9a-fA-F]{40}$/.test(voter);
  if (isHex && isAddress(voter)) return <OfVoter key={voter} {...watched} voter={getAddress(voter)} />;
  return (
    <Message
      heading={isHex ? receiptWords.badVoterChecksum : receiptWords.badVoter}
      lead={isHex ? receiptWords.badVoterChecksumLead : receiptWords.badVoterLead}
    >
      <a href={electionLink(election)}>{receiptWords.back}</a>
    </Message>
  );
}

function OfVoter(watched: WatchedElection & { voter: Address }) {
  const { opened, election, voter, head, count, countError, headError } = watched;
  const { chain, node } = opened;
  useTitle(receiptWords.pageTitle(election.title));
  const { place, error: placeError } = usePlaceOnRoll(node, election, voter, head);
  const error = countError ?? headError;
  return (
    <>
      <PrintBar election={election} back={receiptWords.back} />
      {/* On paper the receipt says itself at which block; why there is none is printed too. */}
      <div className={count && styles.freshness}>
        <Reconciled count={count} error={error}>
          {() => null}
        </Reconciled>
      </div>
      {count && (
        <ReceiptOf
          chain={chain}
          node={node}
          election={election}
          voter={voter}
          place={place}
          placeError={placeError}
          count={count}
          isStale={Boolean(error)}
          link={`${electionLink(election)}/receipt/${voter}`}
          mark={<ChainMark chain={chain} />}
        />
      )}
    </>
  );
}
