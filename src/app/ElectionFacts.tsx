import { Link } from "wouter";
import type { ChainConfiguration } from "@/chain/configuration";
import type { Election } from "@/election/election";
import { organiserName } from "@/election/organiser";
import { shorten } from "@/ui/format";
import { words } from "@/words/words";
import { ChainMark } from "./ChainMark";
import styles from "./ElectionFacts.module.css";

/** What tells an election from any other: its addresses, and the chain on which they are. */
export function ElectionFacts({ chain, election }: { chain: ChainConfiguration; election: Election }) {
  const organiser = organiserName({ named: chain.organisers, opened: [] }, election.organiser);
  const { roll } = election;
  return (
    <dl className={styles.facts}>
      <dt>{words.election.address}</dt>
      <dd>{election.address}</dd>
      <dt>{words.election.organiser}</dt>
      <dd>
        {organiser && <span className={styles.organiser}>{organiser} · </span>}
        {election.organiser}
      </dd>
      {roll && (
        <>
          <dt>{words.election.roll}</dt>
          <dd>
            <Link href={`/${chain.id}/rolls/${roll.address}`}>{roll.address}</Link>
            {/* Anyone may put up an election on anyone's roll: that it lists you says nothing for who asks. */}
            {roll.publisher !== election.organiser && ` ${words.election.othersRoll(shorten(roll.publisher))}`}
          </dd>
        </>
      )}
      <dt>{words.election.chain}</dt>
      <dd>
        {chain.name} ({chain.id}) <ChainMark chain={chain} />
      </dd>
    </dl>
  );
}
