import { useId } from "react";
import { Join } from "@/features/join/Join";
import { Notice } from "@/ui/Notice";
import { useDrawn } from "@/ui/useDrawn";
import { useTitle } from "@/ui/useTitle";
import { joinWords } from "@/words/join";
import styles from "./RollsPage.module.css";
import { useWallet } from "./wallet";

/** Where a member shows the organiser of an election their address: `#/join`. */
export function JoinPage() {
  const id = useId();
  const { state, open } = useWallet();
  const { connection } = state;
  useTitle(joinWords.pageTitle);
  useDrawn(true);
  return (
    <article className={styles.page}>
      <header className={styles.head}>
        <h1>{joinWords.heading}</h1>
        <p>{joinWords.lead}</p>
      </header>
      <Join own={connection.status === "connected" ? connection.address : undefined} onConnect={open} />
      <section className={styles.meaning} aria-labelledby={id}>
        <h2 id={id}>{joinWords.whatHeading}</h2>
        <p>{joinWords.what}</p>
        <p>{joinWords.public}</p>
        <p>{joinWords.use}</p>
        <Notice tone="caution" lead={joinWords.closed} />
      </section>
    </article>
  );
}
