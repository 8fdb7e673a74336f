import { useId } from "react";
import { Link } from "wouter";
import { listElectionsOnRoll } from "@/chain/listElectionsOnRoll";
import type { Node } from "@/chain/node";
import type { Roll } from "@/chain/readRoll";
import type { Head } from "@/chain/watchHead";
import { useLive } from "@/ui/useLive";
import { rollsWords as words } from "@/words/rolls";
import styles from "./RollView.module.css";

type RollElectionsProps = { node: Node; chainId: number; roll: Roll; head: Head };

/** The elections that a roll serves, each with a way to its page. */
export function RollElections({ node, chainId, roll, head }: RollElectionsProps) {
  const id = useId();
  const { value, error } = useLive(["rollElections", chainId, roll.address], head.hash, () =>
    listElectionsOnRoll(node, roll.address, head.number),
  );
  return (
    <section className={styles.part} aria-labelledby={id}>
      <h2 id={id}>{words.elections}</h2>
      {!value && <p className={styles.soft}>{error ? words.electionsUnread : words.electionsReading}</p>}
      {value?.length === 0 && <p className={styles.soft}>{words.electionsNone}</p>}
      {value && value.length > 0 && (
        <ul className={styles.elections}>
          {value.map(({ address, title }) => (
            <li key={address}>
              <Link href={`/${chainId}/${address}`}>
                <bdi>{title}</bdi>
              </Link>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
