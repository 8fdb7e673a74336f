import { useState } from "react";
import { receiptFileName, writeReceiptFile } from "@/election/receiptFile";
import { Button } from "@/ui/Button";
import { CopyButton } from "@/ui/CopyButton";
import { saveFile } from "@/ui/saveFile";
import { receiptWords as words } from "@/words/receipt";
import type { CertificateProps } from "./Certificate";
import styles from "./Receipt.module.css";

/** What can be done with a receipt: printed, its link copied, its evidence saved. On paper none of it is there. */
export function ReceiptTools({ chain, election, receipt, place, casting, link }: CertificateProps) {
  const [saved, setSaved] = useState<string>();
  const save = () => {
    const { head, ballot, voter, box, asked, agreeing } = receipt;
    const name = receiptFileName({ election, voter });
    const text = writeReceiptFile({
      election,
      chainName: chain.name,
      link,
      voter,
      ballot,
      readAt: head,
      final: { number: head.finalized, hash: head.finalizedHash, timestamp: head.finalizedTimestamp },
      nodes: { asked, agreeing },
      box: box && place !== undefined ? { ...box, index: place } : undefined,
      timestamp: casting?.timestamp,
      transaction: casting?.transaction,
      sender: casting?.sent?.sender,
      isSenderProven: casting?.sent?.isProven ?? false,
      way: casting?.sent?.way,
    });
    saveFile(name, "application/json", text);
    setSaved(name);
  };
  return (
    <div className={styles.tools}>
      <Button look="main" onClick={() => window.print()}>
        {words.print}
      </Button>
      <CopyButton text={link} label={words.copyLink} copied={words.copied} />
      <Button onClick={save}>{words.save}</Button>
      <p role="status" className={styles.soft}>
        {saved && words.saved(saved)}
      </p>
    </div>
  );
}
