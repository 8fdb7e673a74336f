import type { ReactNode } from "react";
import type { ChainConfiguration } from "@/chain/configuration";
import type { Casting } from "@/chain/readCasting";
import type { Receipt } from "@/chain/readReceipt";
import { type Election, splitName } from "@/election/election";
import type { Ballot } from "@/election/tally";
import { formatCount } from "@/ui/format";
import { QrCode } from "@/ui/QrCode";
import { Stamp } from "@/ui/Stamp";
import { receiptWords } from "@/words/receipt";
import { words } from "@/words/words";
import { Evidence } from "./Evidence";
import styles from "./Receipt.module.css";
import { isLong, ReceiptHead } from "./ReceiptHead";
import { ReceiptTools } from "./ReceiptTools";
import { Recorded } from "./Recorded";

export type CertificateProps = {
  chain: ChainConfiguration;
  election: Election;
  receipt: Receipt & { ballot: Ballot };
  /** The voter's index on the roll; undefined where there is no roll. */
  place: number | undefined;
  /** How the ballot came into its block; undefined until that is read. */
  casting: Casting | undefined;
  castingError: unknown;
  /** Whether nothing newer could be read. */
  isStale: boolean;
  link: string;
  mark: ReactNode;
};

/** For whom a ballot is counted, where it stands and how final, on one sheet of paper. */
export function Certificate(props: CertificateProps) {
  const { chain, election, receipt, place, casting, castingError, isStale, link, mark } = props;
  const { ballot, head, voter } = receipt;
  const isFinal = ballot.block <= head.finalized;
  const block = formatCount(ballot.block);
  return (
    <>
      <ReceiptTools {...props} />
      <article className={styles.receipt}>
        <ReceiptHead heading={receiptWords.heading} election={election} mark={mark} />
        <section className={styles.statement}>
          <p className={styles.label}>{receiptWords.countedFor}</p>
          <Choice election={election} ballot={ballot} />
          <p className={styles.state}>
            <Stamp tone={isFinal ? "good" : "caution"}>{isFinal ? words.stamps.final : words.stamps.counted}</Stamp>
            <span role="status">{isFinal ? receiptWords.final(block) : receiptWords.inBlock(block)}</span>
          </p>
          {isStale && <p className={styles.caution}>{receiptWords.stale}</p>}
        </section>
        <section className={styles.voter}>
          <p className={styles.label}>{receiptWords.voter}</p>
          <p className={styles.mono}>{voter}</p>
          <p className={styles.soft}>
            {election.roll && place !== undefined
              ? receiptWords.place(formatCount(BigInt(place + 1)), formatCount(election.roll.size))
              : receiptWords.anyone}
          </p>
        </section>
        <Evidence receipt={receipt} casting={casting} error={castingError} />
        <Recorded chain={chain} election={election} receipt={receipt} casting={casting} />
        <footer className={styles.foot}>
          <div className={styles.said}>
            <p className={styles.public}>
              <strong>{receiptWords.public}.</strong> {receiptWords.publicText}
            </p>
            <p className={styles.soft}>
              <strong>{receiptWords.limits}.</strong> {receiptWords.limitsText}
            </p>
            <p className={styles.soft}>
              {receiptWords.link} <span className={styles.mono}>{link}</span>
            </p>
          </div>
          <div className={styles.code}>
            <QrCode text={link} label={receiptWords.code} />
          </div>
        </footer>
      </article>
    </>
  );
}

/** The name for which the ballot is counted, with its note and whatever is to be said of it. */
function Choice({ election, ballot }: { election: Election; ballot: Ballot }) {
  const number = election.candidates.findIndex(({ id }) => id === ballot.candidate) + 1;
  const candidate = election.candidates[number - 1];
  if (!candidate) return <p className={styles.mono}>{ballot.candidate}</p>;
  const { title, note } = splitName(candidate.name);
  return (
    <div>
      <p className={`${styles.choice} ${isLong(title) ? styles.long : ""}`}>
        <bdi>{title}</bdi>
      </p>
      {note && (
        <p className={styles.note}>
          <bdi>{note}</bdi>
        </p>
      )}
      {candidate.flags.map((flag) => (
        <p key={flag} className={styles.flag}>
          {flag === "alike"
            ? words.flags.alike(formatCount(BigInt(number)), formatCount(BigInt(election.candidates.length)))
            : words.flags.name[flag]}
        </p>
      ))}
      {!candidate.genuine && <p className={styles.flag}>{words.flags.falseName}</p>}
    </div>
  );
}
