import { useId } from "react";
import { CopyButton } from "@/ui/CopyButton";
import { rollWords } from "@/words/roll";
import styles from "./JoinCard.module.css";

const words = rollWords.join;

/** How the members come by an address, and how the organiser comes by theirs. */
export function JoinCard() {
  const id = useId();
  const link = `${window.location.href.split("#", 1)[0]}#/join`;
  return (
    <section className={styles.card} aria-labelledby={id}>
      <h3 id={id}>{words.heading}</h3>
      <p>{words.lead}</p>
      <p>{words.send}</p>
      <p className={styles.link}>
        <a href="#/join">{link}</a>
        <CopyButton text={link} label={words.link} copied={words.copied} />
      </p>
    </section>
  );
}
