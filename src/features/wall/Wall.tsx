import { type ReactNode, useRef } from "react";
import { Link } from "wouter";
import type { Election } from "@/election/election";
import type { Phase } from "@/election/phase";
import { QrCode } from "@/ui/QrCode";
import { wallWords } from "@/words/wall";
import { words } from "@/words/words";
import { FullScreen } from "./FullScreen";
import { useFullSize } from "./useFullSize";
import { useWakeLock } from "./useWakeLock";
import styles from "./Wall.module.css";

type WallProps = {
  election: Election;
  phase: Phase;
  /** When the election can be answered. */
  phaseLine: ReactNode;
  /** What the count is called, and the count. */
  heading: string;
  children: ReactNode;
};

/** The count of an election for a hall: as large as the window lets it be, with the way to the ballot as a code. */
export function Wall({ election, phase, phaseLine, heading, children }: WallProps) {
  const wall = useRef<HTMLDivElement>(null);
  useFullSize(wall);
  useWakeLock();
  const path = `/${election.chainId}/${election.address}`;
  const link = new URL(`#${path}`, window.location.href).href;

  return (
    <div ref={wall} className={styles.wall}>
      <header className={styles.head}>
        {phaseLine}
        <h1>
          <bdi>{election.title}</bdi>
        </h1>
        {election.titleFlags.map((flag) => (
          <p key={flag} className={styles.flag}>
            {words.flags.question[flag]}
          </p>
        ))}
      </header>
      <section className={styles.count} aria-labelledby="count-heading">
        <h2 id="count-heading">{heading}</h2>
        {children}
      </section>
      <aside className={styles.link}>
        <div className={styles.code}>
          <QrCode text={link} label={wallWords.code} />
        </div>
        <p>
          <strong>{wallWords.link[phase]}</strong> {/* Broken before the address, if anywhere: it is to be typed. */}
          <span className={styles.address}>
            {link.slice(0, -election.address.length)}
            <wbr />
            {election.address}
          </span>
        </p>
      </aside>
      <footer className={styles.foot}>
        <Link href={path}>{wallWords.back}</Link>
        <FullScreen />
      </footer>
    </div>
  );
}
