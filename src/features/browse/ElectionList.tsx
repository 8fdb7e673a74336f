import { useState } from "react";
import { Link } from "wouter";
import { type ChainConfiguration, isPractice } from "@/chain/configuration";
import { explainError } from "@/chain/explainError";
import type { ListedElection } from "@/chain/listElections";
import type { Node } from "@/chain/node";
import type { Head } from "@/chain/watchHead";
import { type Phase, phaseAt } from "@/election/phase";
import { Button } from "@/ui/Button";
import { formatAgo, formatCount } from "@/ui/format";
import { Notice } from "@/ui/Notice";
import { useDrawn } from "@/ui/useDrawn";
import { useNow } from "@/ui/useNow";
import { words } from "@/words/words";
import styles from "./ElectionList.module.css";
import { ElectionRow } from "./ElectionRow";
import { useElectionList } from "./useElectionList";

/** How many elections are read at first, and how many more at each request. */
const page = 24n;

type ElectionListProps = { chain: ChainConfiguration; node: Node; head: Head | undefined; headError: unknown };

/** All elections of one chain, by phase: what can be voted on now comes first. */
export function ElectionList({ chain, node, head, headError }: ElectionListProps) {
  const [most, setMost] = useState(page);
  const { value: list, error } = useElectionList(node, chain.id, head, most);
  const failure = headError ?? error;
  useDrawn(Boolean(list ?? failure));

  if (!list || !head) {
    return failure ? (
      <Notice tone="fault" lead={words.fault.node}>
        {explainError(failure)}
      </Notice>
    ) : (
      <p className={styles.soft}>{words.list.loading}</p>
    );
  }
  if (list.total === 0n) {
    return (
      <section className={styles.none}>
        <h2>{words.list.none}</h2>
        <p>{words.list.noneLead(chain.name)}</p>
        {isPractice(chain) && <p>{words.list.nonePractice}</p>}
      </section>
    );
  }

  // By the block of the figures: a standing becomes a result with the first block after the close.
  const time = list.head.timestamp;
  const groups: Phase[] = ["open", "upcoming", "closed"];
  return (
    <>
      {Boolean(failure) && (
        <Notice tone="caution" lead={words.fault.node}>
          {explainError(failure)}
        </Notice>
      )}
      {groups.map((phase) => (
        <Group
          key={phase}
          phase={phase}
          chainId={chain.id}
          time={time}
          elections={list.elections.filter((election) => phaseAt(election, time) === phase)}
        />
      ))}
      <Freshness head={list.head} />
      {list.total > most && (
        <Button onClick={() => setMost(most + page)}>
          {words.list.older} ({words.record.of(formatCount(most), formatCount(list.total))})
        </Button>
      )}
    </>
  );
}

/** At which block the figures were read, and how long ago. */
function Freshness({ head }: { head: Head }) {
  const ago = formatAgo(Math.max(0, (useNow(1000) - head.seenAt) / 1000));
  return <p className={styles.soft}>{words.list.asOf(formatCount(head.number), ago)}</p>;
}

type GroupProps = { phase: Phase; chainId: number; time: bigint; elections: readonly ListedElection[] };

function Group({ phase, chainId, time, elections }: GroupProps) {
  if (elections.length === 0) return null;
  return (
    <section className={styles.group} aria-labelledby={`phase-${phase}`}>
      <h2 id={`phase-${phase}`}>{words.phaseShort[phase]}</h2>
      <ul className={styles.list}>
        {elections.map((election) => (
          <li key={election.address}>
            <Link href={`/${chainId}/${election.address}`} className={styles.link}>
              <ElectionRow election={election} phase={phase} time={time} />
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
