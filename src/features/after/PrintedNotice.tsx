import type { ReactNode } from "react";
import { type Election, splitName } from "@/election/election";
import type { Phase } from "@/election/phase";
import { splitRules } from "@/election/rules";
import { Notice } from "@/ui/Notice";
import { QrCode } from "@/ui/QrCode";
import { formatMomentIn, readersZone } from "@/ui/zonedFormat";
import { afterWords } from "@/words/after";
import { words } from "@/words/words";
import styles from "./PrintedNotice.module.css";
import { whoMayVote } from "./whoMayVote";

type PrintedNoticeProps = {
  election: Election;
  /** By the clock. */
  phase: Phase;
  /** The election's page. */
  link: string;
  chainName: string;
  /** Whether voters can hand what they sign to a relay. */
  isByRelay: boolean;
  /** Says where the chain binds nobody. */
  mark: ReactNode;
  /** The name that readers know the organiser by. */
  organiser: string | undefined;
};

/** An election on one sheet for the notice board: the question, when, who stands, and how to vote. */
export function PrintedNotice({ election, phase, link, chainName, isByRelay, mark, organiser }: PrintedNoticeProps) {
  const zone = readersZone();
  const contact = splitRules(election.description).rules.find(({ label }) => label === "Contact");
  return (
    <article className={styles.notice}>
      <header className={styles.head}>
        <p className={styles.kind}>
          {afterWords.noticeHeading} {mark}
        </p>
        <h1>
          <bdi>{election.title}</bdi>
        </h1>
        {election.titleFlags.map((flag) => (
          <p key={flag} className={styles.flag}>
            {words.flags.question[flag]}
          </p>
        ))}
        {phase === "closed" && (
          <Notice tone="caution" lead={afterWords.over}>
            {afterWords.overLead}
          </Notice>
        )}
      </header>
      <dl className={styles.window}>
        {[["from", election.opens] as const, ["until", election.closes] as const].map(([edge, seconds]) => (
          <div key={edge}>
            <dt>{afterWords[edge]}</dt>
            <dd>
              <strong>{formatMomentIn(seconds, zone)}</strong>
              {zone !== "UTC" && <small>{formatMomentIn(seconds, "UTC")}</small>}
            </dd>
          </div>
        ))}
      </dl>
      <section className={styles.candidates}>
        <h2>{afterWords.candidates}</h2>
        <Names election={election} />
      </section>
      <section className={styles.how}>
        <h2>{afterWords.how}</h2>
        <ol>
          <li>{afterWords.stepLink}</li>
          <li>{afterWords.stepMark}</li>
          <li>{afterWords.stepSign}</li>
        </ol>
        <div className={styles.code}>
          <QrCode text={link} label={afterWords.code} />
        </div>
        <p className={styles.link}>
          {afterWords.linkLabel}{" "}
          <span>
            {/* Broken before the address, if anywhere: it is to be typed. */}
            {link.slice(0, -election.address.length)}
            <wbr />
            {election.address}
          </span>
        </p>
      </section>
      <footer className={styles.foot}>
        <p>
          {whoMayVote(election)} {isByRelay ? afterWords.noFee : afterWords.fee} {afterWords.public}
        </p>
        <p>
          {afterWords.zone(zone)} {afterWords.recordedOn(`${chainName} (${election.chainId})`)}
        </p>
        <p>
          {organiser && `${afterWords.organiser}: ${organiser}. `}
          {contact && <span dir="auto">{`${afterWords.contact}: ${contact.text}`}</span>}
        </p>
      </footer>
    </article>
  );
}

/** The names with their notes, in ballot order; many are set in columns. */
function Names({ election: { candidates } }: Pick<PrintedNoticeProps, "election">) {
  const room = candidates.length > 30 ? styles.crowded : candidates.length > 6 ? styles.many : "";
  return (
    <ol className={`${styles.names} ${room}`}>
      {candidates.map(({ id, name, flags }) => {
        const { title, note } = splitName(name);
        return (
          <li key={id}>
            <bdi>{title}</bdi>
            {note && (
              <small>
                <bdi>{note}</bdi>
              </small>
            )}
            {flags
              .filter((flag) => flag !== "alike")
              .map((flag) => (
                <small key={flag} className={styles.flag}>
                  {words.flags.name[flag]}
                </small>
              ))}
          </li>
        );
      })}
    </ol>
  );
}
