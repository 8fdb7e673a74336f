import { type ReactNode, useId } from "react";
import type { Node } from "@/chain/node";
import type { Head } from "@/chain/watchHead";
import type { Election } from "@/election/election";
import styles from "./ElectionList.module.css";
import { ElectionRow } from "./ElectionRow";

type ElectionGroupProps = {
  heading: string;
  node: Node;
  head: Head;
  elections: readonly Election[];
  nameOf: (election: Election) => string | undefined;
  /** What is to be said before the elections. */
  children?: ReactNode;
};

/** Elections under a heading; nothing at all where there are none. */
export function ElectionGroup({ heading, node, head, elections, nameOf, children }: ElectionGroupProps) {
  const id = useId();
  if (elections.length === 0) return null;
  return (
    <section className={styles.group} aria-labelledby={id}>
      <h3 id={id}>{heading}</h3>
      {children}
      <ul className={styles.list}>
        {elections.map((election) => (
          <ElectionRow key={election.address} node={node} election={election} by={nameOf(election)} head={head} />
        ))}
      </ul>
    </section>
  );
}
