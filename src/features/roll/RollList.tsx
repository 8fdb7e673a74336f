import { type ReactNode, useState } from "react";
import type { Address } from "viem";
import type { ChainConfiguration } from "@/chain/configuration";
import { explainError } from "@/chain/explainError";
import type { RollList as Listed } from "@/chain/listRolls";
import type { Node } from "@/chain/node";
import { type Roll, RollConflictError } from "@/chain/readRoll";
import type { Head } from "@/chain/watchHead";
import { stalePatience } from "@/election/stalePatience";
import { Button } from "@/ui/Button";
import { formatAgo, formatCount } from "@/ui/format";
import { Notice } from "@/ui/Notice";
import { useDrawn } from "@/ui/useDrawn";
import { useNow } from "@/ui/useNow";
import { rollsWords as words } from "@/words/rolls";
import { words as common } from "@/words/words";
import styles from "./RollList.module.css";
import { sortRolls } from "./sortRolls";
import { useRolls } from "./useRolls";

/** How many rolls are read at first, and how many more at each request. */
const page = 20;

type RollListProps = {
  chain: ChainConfiguration;
  node: Node;
  head: Head | undefined;
  headError: unknown;
  /** The reader's own address, where a wallet is connected: its rolls stand first. */
  own: Address | undefined;
  /** Draws one roll as a list's item. */
  children: (roll: Roll) => ReactNode;
};

/** The rolls of one chain, or why there are none to show. */
export function RollList({ chain, node, head, headError, own, children }: RollListProps) {
  const [most, setMost] = useState(page);
  const { value: list, error } = useRolls(node, chain.id, head, BigInt(most));
  const failure = error ?? headError;
  useDrawn(Boolean(list ?? failure));

  if (failure instanceof RollConflictError) {
    return (
      <Notice tone="fault" lead={words.conflict}>
        {words.conflictLead}
      </Notice>
    );
  }
  if (!list) {
    return failure ? (
      <Notice tone="fault" lead={common.fault.node}>
        {explainError(failure)}
      </Notice>
    ) : (
      <p className={styles.soft} role="status">
        {words.reading}
      </p>
    );
  }
  const read = list.rolls.length + list.unrecognised.length;
  return (
    <>
      {Boolean(failure) && (
        <Notice tone="caution" lead={common.fault.node}>
          {explainError(failure)}
        </Notice>
      )}
      {list.total === 0n ? (
        <None chain={chain} list={list} />
      ) : (
        <ul className={styles.list}>{sortRolls(list.rolls, own, chain.organisers).map(children)}</ul>
      )}
      {list.unrecognised.length > 0 && (
        <p className={styles.soft}>{words.unrecognised(formatCount(BigInt(list.unrecognised.length)))}</p>
      )}
      {list.total > BigInt(read) && (
        <Button aria-disabled={read < most} onClick={read < most ? undefined : () => setMost(most + page)}>
          {read < most ? words.readingOlder : words.older}
        </Button>
      )}
      <Freshness head={list.head} />
    </>
  );
}

function None({ chain, list }: { chain: ChainConfiguration; list: Listed }) {
  return (
    <div className={styles.none}>
      <p className={styles.noneHeading}>{list.hasFactory ? words.none : words.noFactory}</p>
      <p>{list.hasFactory ? words.noneLead(chain.name) : words.noFactoryLead(chain.name)}</p>
    </div>
  );
}

/** At which block something was read and how long ago, with a warning where no newer block came. */
export function Freshness({ head }: { head: Head }) {
  const age = Math.max(0, (useNow(1000) - head.seenAt) / 1000);
  const ago = formatAgo(age);
  return (
    <>
      <p className={styles.soft}>{words.at(formatCount(head.number), ago)}</p>
      {age > stalePatience(head) && <Notice tone="caution" lead={common.count.stale(ago)} />}
    </>
  );
}
