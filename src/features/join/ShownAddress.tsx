import { useId } from "react";
import type { Address } from "viem";
import { CopyButton } from "@/ui/CopyButton";
import { Notice } from "@/ui/Notice";
import { QrCode } from "@/ui/QrCode";
import { joinWords as words } from "@/words/join";
import styles from "./Join.module.css";

type ShownAddressProps = { address: Address; name: string; hasChecksum: boolean };

/** An address, checksummed and large, with its QR code, and ways to send it. */
export function ShownAddress({ address, name, hasChecksum }: ShownAddressProps) {
  const id = useId();
  return (
    <section className={styles.shown} aria-labelledby={id}>
      <h2 id={id}>{words.shown}</h2>
      {!hasChecksum && <Notice tone="caution" lead={words.unchecked} />}
      <div className={styles.both}>
        {/* In halves, so that a line does not end just anywhere; copied as one. */}
        <p className={styles.address}>
          <span>{address.slice(0, 22)}</span>
          <span>{address.slice(22)}</span>
        </p>
        <div className={styles.code}>
          <QrCode text={`ethereum:${address}`} label={words.code} />
        </div>
      </div>
      <p className={styles.actions}>
        <CopyButton text={address} label={words.copy} copied={words.copied} />
        <a className={styles.mail} href={mailLink(address, name)}>
          {words.mail}
        </a>
      </p>
    </section>
  );
}

/** A mail that the organiser can paste as it is: each line short enough that no mail program breaks it. */
function mailLink(address: Address, name: string): string {
  const trimmed = name.trim();
  const lines = [...(trimmed ? [words.mailName(trimmed)] : []), words.mailAddress(address)];
  return `mailto:?subject=${encodeURIComponent(words.subject)}&body=${encodeURIComponent(lines.join("\r\n"))}`;
}
