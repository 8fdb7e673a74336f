import type { ReactNode } from "react";
import type { Address } from "viem";
import type { Count } from "@/chain/readCount";
import type { Election } from "@/election/election";
import { phaseAt } from "@/election/phase";
import { formatCount } from "@/ui/format";
import { formatMomentIn, readersZone } from "@/ui/zonedFormat";
import { receiptWords as words } from "@/words/receipt";
import styles from "./Receipt.module.css";
import { ReceiptHead } from "./ReceiptHead";

type NoBallotProps = {
  election: Election;
  voter: Address;
  mark: ReactNode;
  /** Its head is the block at which the contract was asked. */
  count: Count;
  isOnRoll: boolean;
};

/** What is to be said of a voter of whom the contract counts no ballot at that block, and why none. */
export function NoBallot({ election, voter, mark, count, isOnRoll }: NoBallotProps) {
  const said = isOnRoll ? sentences(election, voter, count) : words.none.notOnRoll;
  return (
    <article className={styles.receipt}>
      <ReceiptHead heading={words.noReceipt} election={election} mark={mark} />
      <div className={styles.voter}>
        <p className={styles.label}>{words.voter}</p>
        <p className={styles.mono}>{voter}</p>
      </div>
      <p role="status" className={styles.none}>
        <strong>{said.lead}</strong> {said.rest}
      </p>
    </article>
  );
}

function sentences(election: Election, voter: Address, { head, takenBack }: Count): { lead: string; rest: string } {
  const gone = takenBack.find((ballot) => ballot.voter === voter.toLowerCase());
  if (gone) return words.none.takenBack(formatCount(gone.block));
  const [block, zone] = [formatCount(head.number), readersZone()];
  const phase = phaseAt(election, head.timestamp);
  if (phase === "upcoming") return words.none.upcoming(block, formatMomentIn(election.opens, zone));
  const closes = formatMomentIn(election.closes, zone);
  if (phase === "open") return words.none.open(block, closes);
  const { lead, rest } = words.none.closed(block, closes);
  const isFinal = head.finalizedTimestamp >= election.closes;
  return { lead, rest: isFinal ? rest : `${rest} ${words.none.closedInBlocks}` };
}
