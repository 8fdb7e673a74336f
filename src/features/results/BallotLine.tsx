import { getAddress } from "viem";
import type { Header } from "@/chain/readHeader";
import type { Ballot } from "@/election/tally";
import { formatCount, formatIso, formatMoment, shorten } from "@/ui/format";
import { Stamp } from "@/ui/Stamp";
import { recordWords } from "@/words/record";
import { words } from "@/words/words";
import styles from "./BallotRecord.module.css";

type BallotLineProps = {
  ballot: Ballot;
  /** Its place in the record, from 1. */
  number: number;
  /** The candidate's short name. */
  name: string | undefined;
  /** The header of its block, once it was read. */
  header: Header | undefined;
  isFinal: boolean;
  isOwn?: boolean;
  /** The link to a receipt, but for the voter's address. */
  receipts: string;
  /** The reader's clock in milliseconds: the year of a time is shown where it is another one. */
  now: number;
};

/** One ballot of the record: for whom, when, in which block, by which address, and whether a relay brought it. */
export function BallotLine({ ballot, number, name, header, isFinal, isOwn = false, receipts, now }: BallotLineProps) {
  const voter = getAddress(ballot.voter);
  return (
    <li className={isOwn ? styles.own : undefined}>
      <p>
        {isOwn && <strong>{recordWords.you} · </strong>}
        <bdi>{name}</bdi>
      </p>
      <p className={styles.number}>{recordWords.number(formatCount(BigInt(number)))}</p>
      <p className={styles.when}>
        {header ? (
          <time dateTime={formatIso(header.timestamp)}>{formatMoment(header.timestamp, now)}</time>
        ) : (
          recordWords.timeUnknown
        )}
        {!isFinal && ` · ${recordWords.notFinal}`}
      </p>
      <p className={styles.where}>
        <a title={voter} href={receipts + voter}>
          {shorten(voter)}
        </a>{" "}
        · {recordWords.block(formatCount(ballot.block))}
      </p>
      {ballot.carrier && (
        <details className={styles.carrier}>
          <summary>{recordWords.byRelay}</summary>
          <p>{recordWords.carrier(getAddress(ballot.carrier))}</p>
        </details>
      )}
      {isOwn && (
        <Stamp tone={isFinal ? "good" : "caution"}>{isFinal ? words.stamps.final : words.stamps.counted}</Stamp>
      )}
    </li>
  );
}
