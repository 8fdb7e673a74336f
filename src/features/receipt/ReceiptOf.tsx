import type { ReactNode } from "react";
import type { Address } from "viem";
import type { ChainConfiguration } from "@/chain/configuration";
import { explainError } from "@/chain/explainError";
import type { Node } from "@/chain/node";
import type { Count } from "@/chain/readCount";
import { ReceiptConflictError } from "@/chain/readReceipt";
import type { Election } from "@/election/election";
import { formatCount } from "@/ui/format";
import { Notice } from "@/ui/Notice";
import { receiptWords as words } from "@/words/receipt";
import { Certificate } from "./Certificate";
import { NoBallot } from "./NoBallot";
import styles from "./Receipt.module.css";
import { useCasting, useReceipt } from "./useReceipt";

type ReceiptOfProps = {
  chain: ChainConfiguration;
  node: Node;
  election: Election;
  /** Checksummed. */
  voter: Address;
  /** The voter's index on the roll; null where the address is not on it, undefined while that is not known. */
  place: bigint | null | undefined;
  /** Why the place is not known. */
  placeError: unknown;
  count: Count;
  /** Whether a newer count could not be read. */
  isStale: boolean;
  /** The link to this receipt. */
  link: string;
  /** Says where the chain binds nobody. */
  mark: ReactNode;
};

/** A voter's receipt; or that no ballot is counted, or that neither is known. It never says that for want of an answer. */
export function ReceiptOf(props: ReceiptOfProps) {
  const { chain, node, election, voter, place, placeError, count, isStale, link, mark } = props;
  // The cast is exact: a roll has at most 1,493,248 voters.
  const onRoll = typeof place === "bigint" ? Number(place) : undefined;
  const { value: receipt, error } = useReceipt(node, election, voter, election.roll ? onRoll : null, count);
  const casting = useCasting(node, election, receipt?.ballot, onRoll);

  if (election.roll && place === null) {
    return <NoBallot election={election} voter={voter} mark={mark} count={count} isOnRoll={false} />;
  }
  if (election.roll && place === undefined) return <Waiting error={placeError}>{words.readingPlace}</Waiting>;

  const conflict = [error, casting.error].find((failure) => failure instanceof ReceiptConflictError);
  if (conflict) {
    return (
      <Sheet>
        <Notice tone="fault" lead={words.conflict}>
          {words.conflicts[conflict.between](formatCount(conflict.block))}
        </Notice>
      </Sheet>
    );
  }
  if (!receipt) return <Waiting error={error}>{words.asking}</Waiting>;

  const { ballot } = receipt;
  return (
    <>
      {Boolean(error) && (
        <Sheet>
          <Notice tone="caution" lead={words.unread}>
            {explainError(error)} {words.older(formatCount(receipt.head.number))}
          </Notice>
        </Sheet>
      )}
      {ballot ? (
        <Certificate
          chain={chain}
          election={election}
          receipt={{ ...receipt, ballot }}
          place={onRoll}
          casting={casting.data}
          castingError={casting.error}
          isStale={isStale || Boolean(error)}
          link={link}
          mark={mark}
        />
      ) : (
        <NoBallot election={election} voter={voter} mark={mark} count={{ ...count, head: receipt.head }} isOnRoll />
      )}
    </>
  );
}

function Waiting({ error, children }: { error: unknown; children: string }) {
  return (
    <Sheet>
      {error ? (
        <Notice tone="fault" lead={words.unread}>
          {explainError(error)}
        </Notice>
      ) : (
        <p role="status">{children}</p>
      )}
    </Sheet>
  );
}

function Sheet({ children }: { children: ReactNode }) {
  return <div className={styles.notice}>{children}</div>;
}
