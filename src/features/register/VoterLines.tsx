import { useEffect, useRef } from "react";
import type { Address } from "viem";
import { formatCount } from "@/ui/format";
import { registerWords as words } from "@/words/register";
import styles from "./Register.module.css";

type VoterLinesProps = {
  voters: readonly Address[];
  /** The link to a receipt, but for the voter's address. */
  receipts: string;
  /** The index on the roll of the first of them. */
  from: number;
  /** By index on the roll: 0 where there is no ballot. */
  marks: Uint8Array;
  own: number | undefined;
  found: number | undefined;
};

/** A page of the roll: each voter's number, address, and whether there is a ballot. */
export function VoterLines({ voters, receipts, from, marks, own, found }: VoterLinesProps) {
  const list = useRef<HTMLOListElement>(null);
  // The page that holds the line may be read after it was found. The focus stays where the reader looks for the next one.
  useEffect(() => {
    if (found !== undefined) list.current?.children[found - from]?.scrollIntoView({ block: "nearest" });
  }, [found, from]);

  return (
    <ol ref={list} className={styles.lines} start={from + 1}>
      {voters.map((voter, place) => {
        const index = from + place;
        const hasVoted = marks[index] !== 0;
        return (
          <li
            key={voter}
            className={`${index === own ? styles.own : ""} ${index === found ? styles.found : ""}`}
            aria-current={index === found || undefined}
          >
            <span className={styles.number}>{formatCount(BigInt(index + 1))}</span>
            <span>
              {index === own && <strong className={styles.you}>{words.you}</strong>}
              <span className={styles.address}>{voter}</span>
            </span>
            {hasVoted ? (
              <a className={styles.voted} href={receipts + voter} aria-label={`${words.voted}: ${voter}`}>
                {words.voted}
              </a>
            ) : (
              <span className={styles.notVoted}>
                <span aria-hidden="true">—</span>
                <span className="visually-hidden">{words.notVoted}</span>
              </span>
            )}
          </li>
        );
      })}
    </ol>
  );
}
