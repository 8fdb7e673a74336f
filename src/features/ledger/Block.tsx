import type { ReactNode } from "react";
import type { Hash } from "viem";
import type { Node } from "@/chain/node";
import { jointOf } from "@/election/blocks";
import { formatCount } from "@/ui/format";
import { Moment } from "@/ui/Moment";
import { Notice } from "@/ui/Notice";
import { ledgerWords } from "@/words/ledger";
import { recordWords } from "@/words/record";
import { Fingerprint } from "./Fingerprint";
import styles from "./Ledger.module.css";
import { useHeader } from "./useHeader";

type Place = { number: bigint; hash: Hash };

type BlockProps = {
  node: Node;
  block: Place;
  heading: string;
  isFinal: boolean;
  /** What stands beneath it, if it is shown. */
  older: Place | undefined;
  children: ReactNode;
};

/** One block: what it says of itself, what it holds, and how it is joined to the one beneath it. */
export function Block({ node, block, heading, isFinal, older, children }: BlockProps) {
  const { data: header, error } = useHeader(node, block.hash);
  const id = `block-${block.hash}`;
  const unknown = error ? ledgerWords.unread : ledgerWords.reading;

  return (
    <li>
      <article className={styles.block} aria-labelledby={id}>
        <header className={styles.blockHead}>
          <h3 id={id}>{heading}</h3>
          <p className={styles.soft}>
            {header && (
              <>
                <Moment seconds={header.timestamp} /> ·{" "}
              </>
            )}
            {isFinal ? ledgerWords.final : recordWords.notFinal}
          </p>
        </header>
        <dl className={styles.facts}>
          <dt>{ledgerWords.fingerprint}</dt>
          <dd>
            <Fingerprint hash={block.hash} />
          </dd>
          <dt>{ledgerWords.parent}</dt>
          <dd>{header ? <Fingerprint hash={header.parentHash} /> : unknown}</dd>
        </dl>
        {header && header.number !== block.number && <Notice tone="fault" lead={ledgerWords.otherNumber} />}
        {children}
      </article>
      {older && header && <Joint newer={{ ...header, number: block.number }} older={older} />}
    </li>
  );
}

type JointProps = { newer: { number: bigint; parentHash: Hash }; older: Place };

function Joint({ newer, older }: JointProps) {
  const joint = jointOf(newer, older);
  if (joint.kind === "apart") {
    const between = ledgerWords.apart(formatCount(joint.between), joint.between === 1n);
    return <p className={`${styles.joint} ${styles.apart}`}>{between}</p>;
  }
  if (joint.kind === "linked") return <p className={`${styles.joint} ${styles.linked}`}>{ledgerWords.linked}</p>;
  return (
    <div className={styles.broken}>
      <Notice tone="fault" lead={ledgerWords.broken(formatCount(newer.number), formatCount(older.number))}>
        {ledgerWords.brokenRest}
      </Notice>
    </div>
  );
}
