import { useState } from "react";
import type { Hash } from "viem";
import { shorten } from "@/ui/format";
import { ledgerWords } from "@/words/ledger";
import styles from "./Fingerprint.module.css";

/** A block's hash, cut to its ends; in full on request, and copied then where the browser allows it. */
export function Fingerprint({ hash }: { hash: Hash }) {
  const [isWhole, setWhole] = useState(false);
  const [isCopied, setCopied] = useState(false);

  const show = () => {
    setWhole(!isWhole);
    setCopied(false);
    // Absent on pages without https.
    if (!isWhole)
      navigator.clipboard?.writeText(hash).then(
        () => setCopied(true),
        () => {},
      );
  };

  return (
    <>
      <button type="button" className={styles.hash} title={hash} aria-expanded={isWhole} onClick={show}>
        {isWhole ? hash : shorten(hash)}
        {!isWhole && <span className="visually-hidden"> {ledgerWords.showWhole}</span>}
      </button>
      <span role="status" className={styles.copied}>
        {isCopied && ledgerWords.copied}
      </span>
    </>
  );
}
