import type { ReactNode } from "react";
import { type Hex, numberToHex, size } from "viem";
import { explainError } from "@/chain/explainError";
import type { Casting, Way } from "@/chain/readCasting";
import type { BoxPlace, Receipt } from "@/chain/readReceipt";
import type { Ballot } from "@/election/tally";
import { formatCount } from "@/ui/format";
import { formatMomentIn, readersZone } from "@/ui/zonedFormat";
import { receiptWords as words } from "@/words/receipt";
import { Fact } from "./Fact";
import styles from "./Receipt.module.css";

/** How many bytes of a signature stand on the sheet: those of a wallet with many owners would fill it. */
const mostShown = 260;

type EvidenceProps = {
  receipt: Receipt & { ballot: Ballot };
  casting: Casting | undefined;
  error: unknown;
};

/** What there is to show for the ballot: its block, who brought it, what the voter signed, and its byte in the box. */
export function Evidence({ receipt: { ballot, box }, casting, error }: EvidenceProps) {
  const unread = error ? `${words.notRead} ${explainError(error)}` : words.reading;
  return (
    <section className={styles.part}>
      <h2>{words.evidence}</h2>
      <dl className={styles.facts}>
        <Fact name={words.block}>
          {words.blockNumber(formatCount(ballot.block))}
          {casting && `, ${formatMomentIn(casting.timestamp, readersZone())}`}
          <Mono>{ballot.blockHash}</Mono>
        </Fact>
        <Fact name={words.transaction}>
          {casting ? <Mono>{casting.transaction}</Mono> : <span role="status">{unread}</span>}{" "}
          <span className={styles.soft}>{words.logIndex(formatCount(BigInt(ballot.logIndex)))}</span>
        </Fact>
        {casting && <Sender sent={casting.sent} />}
        {casting?.sent && (
          <Fact name={words.signature}>
            <Signature way={casting.sent.way} />
          </Fact>
        )}
        {box && (
          <Fact name={words.box}>
            {words.boxByte(String(box.word), String(box.word + 1), String(box.place + 1), String(box.number))}
            <Word box={box} />
          </Fact>
        )}
      </dl>
    </section>
  );
}

function Sender({ sent }: { sent: Casting["sent"] }) {
  return (
    <Fact name={words.sender}>
      {sent ? (
        <>
          <Mono>{sent.sender}</Mono>
          <span>
            {words.senders[sent.way.kind]} {sent.isProven ? words.proven : words.unproven}
          </span>
        </>
      ) : (
        words.notKept
      )}
    </Fact>
  );
}

function Signature({ way }: { way: Way }) {
  if (way.kind === "unshown") return words.unshown[way.why];
  if (way.kind === "own") return words.own;
  return (
    <>
      {way.kind === "wallet" ? words.wallet : words.key(formatCount(BigInt(way.ballots)), way.ballots === 1)}{" "}
      <SignatureBytes signature={way.signature} />
    </>
  );
}

function SignatureBytes({ signature }: { signature: Hex }) {
  const bytes = size(signature);
  if (bytes === 0) return words.noBytes;
  if (bytes <= mostShown) return <Mono>{signature}</Mono>;
  return (
    <>
      {words.longSignature(formatCount(BigInt(bytes)))} <Mono>{`${signature.slice(0, 2 + 2 * 96)}…`}</Mono>
    </>
  );
}

/** A word of the ballot box, with the voter's byte marked in it. */
function Word({ box: { value, place } }: { box: BoxPlace }) {
  const word = numberToHex(value, { size: 32 });
  const at = 2 + 2 * place;
  return (
    <Mono>
      {word.slice(0, at)}
      <strong className={styles.own}>{word.slice(at, at + 2)}</strong>
      {word.slice(at + 2)}
    </Mono>
  );
}

function Mono({ children }: { children: ReactNode }) {
  return <span className={`${styles.mono} ${styles.hash}`}>{children}</span>;
}
