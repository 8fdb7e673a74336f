import { type ReactNode, useRef, useState } from "react";
import type { ChainConfiguration } from "@/chain/configuration";
import type { WalletAtChain } from "@/chain/connection";
import { explainError } from "@/chain/explainError";
import type { Verdict } from "@/chain/judgeBallots";
import type { Node } from "@/chain/node";
import type { Head } from "@/chain/watchHead";
import type { Election } from "@/election/election";
import { Notice } from "@/ui/Notice";
import { Pager, pageOf } from "@/ui/Pager";
import { useKeptFocus } from "@/ui/useKeptFocus";
import { deliverWords as words } from "@/words/deliver";
import styles from "./BallotGroup.module.css";
import { type Brought, type BroughtBallot, voterOf } from "./brought";
import { DeliverActions } from "./DeliverActions";
import { SentList } from "./SentList";
import { Slip } from "./Slip";
import { underWay, useSentDeliveries } from "./sentDeliveries";
import { useVerdicts } from "./useVerdicts";

/** How many ballots stand on a page. */
const pageSize = 20;

type BallotGroupProps = {
  chain: ChainConfiguration;
  node: Node;
  election: Election;
  head: Head;
  /** Why there is no newer block. */
  headError: unknown;
  wallet: WalletAtChain;
  /** The ballots of this election. */
  items: readonly BroughtBallot[];
  brought: Brought;
  /** What says of the chain that votes on it bind nobody. */
  mark: ReactNode;
  /** The link to the election's page. */
  link: string;
  /** In place of the next step while the wallet is on another chain. */
  switchChain: ReactNode;
};

/** The ballots of one election: what each is, whether it would count, and what delivers those that would. */
export function BallotGroup(props: BallotGroupProps) {
  const { chain, node, election, head, headError, wallet, items, brought, mark, link, switchChain } = props;
  const { value: verdicts, error } = useVerdicts(node, election, head, items);
  const sent = useSentDeliveries(node, election, head);
  const [page, setPage] = useState(0);
  const group = useRef<HTMLElement>(null);
  const keepFocus = useKeptFocus(group);
  const { page: shownPage, shown } = pageOf(items, page, pageSize);
  const failure = error ?? headError;

  const onTheWay = new Set(sent.flatMap(({ state, codes }) => (underWay.includes(state) ? codes : [])));
  const ready = items.filter(({ code }) => verdicts?.get(code)?.kind === "counts" && !onTheWay.has(code));
  const rivals = findRivals(items, verdicts);

  return (
    <article ref={group} className={styles.group} aria-label={election.title} tabIndex={-1} onFocus={keepFocus}>
      <header className={styles.head}>
        <h3>
          <a href={link}>
            <bdi>{election.title}</bdi>
          </a>
        </h3>
        <p>
          {chain.name} {mark}
        </p>
      </header>
      {failure !== undefined && (
        <div className={styles.failure}>
          <Notice tone="caution" lead={explainError(failure)}>
            {verdicts && words.group.stale} <a href="#/nodes">{words.group.chooseNodes}</a>
          </Notice>
        </div>
      )}
      <ul className={styles.list}>
        {shown.map((item) => (
          <Slip
            key={item.code}
            item={item}
            election={election}
            verdict={verdicts?.get(item.code)}
            head={head}
            isUnread={failure !== undefined}
            isUnderWay={onTheWay.has(item.code)}
            rivals={rivals.get(voterOf(item.ballot)) ?? "none"}
            receipt={`${link}/receipt/${item.ballot.voter}`}
            onChoose={(isChosen) => brought.choose(item, isChosen)}
            onRemove={() => brought.remove(new Set([item.code]))}
          />
        ))}
      </ul>
      <div className={styles.actions}>
        <Pager of={words.list.heading} page={shownPage} size={pageSize} total={items.length} onChange={setPage} />
        <SentList sent={sent} verdicts={verdicts} />
        {verdicts && (
          <DeliverActions
            chain={chain}
            node={node}
            election={election}
            head={head}
            wallet={wallet}
            ready={ready}
            isAllCounted={items.every(({ code }) => isCountedAs(verdicts.get(code)))}
            isUnderWay={onTheWay.size > 0}
            brought={brought}
            switchChain={switchChain}
          />
        )}
      </div>
    </article>
  );
}

function isCountedAs(verdict: Verdict | undefined): boolean {
  return verdict?.kind === "counted" && verdict.isThis;
}

/** The voters of whom several ballots could count, and whether these are for different candidates. */
function findRivals(items: readonly BroughtBallot[], verdicts: ReadonlyMap<string, Verdict> | undefined) {
  const rivals = new Map<string, "same" | "differ">();
  const choices = new Map<string, string>();
  for (const { code, ballot } of items) {
    if (verdicts?.get(code)?.kind !== "counts") continue;
    const voter = voterOf(ballot);
    const other = choices.get(voter);
    if (other === undefined) choices.set(voter, ballot.choice);
    else if (rivals.get(voter) !== "differ") rivals.set(voter, other === ballot.choice ? "same" : "differ");
  }
  return rivals;
}
