import type { Address } from "viem";
import { Link } from "wouter";
import type { ChainConfiguration } from "@/chain/configuration";
import type { Roll } from "@/chain/readRoll";
import { shorten } from "@/ui/format";
import { rollsWords as words } from "@/words/rolls";
import styles from "./RollList.module.css";
import { Publisher, tellSize } from "./tellRoll";

type RollRowProps = { chain: ChainConfiguration; roll: Roll; own: Address | undefined };

/** One roll in the list; leads to its page. */
export function RollRow({ chain, roll, own }: RollRowProps) {
  return (
    <li>
      <Link href={`/${chain.id}/rolls/${roll.address}`} className={styles.link}>
        <span className={styles.size}>{tellSize(roll.size)}</span>
        <span className={styles.facts}>
          <span>
            {words.by} <Publisher publisher={roll.publisher} own={own} named={chain.organisers} />
          </span>
          <span className={roll.closed ? undefined : styles.open}>{roll.closed ? words.closed : words.open}</span>
          <span className={styles.address}>{shorten(roll.address)}</span>
        </span>
      </Link>
    </li>
  );
}
