import { type ChainConfiguration, isPractice } from "@/chain/configuration";
import { explainPublishing } from "@/chain/explainPublishing";
import type { Publishing } from "@/election/publishing";
import { formatCount } from "@/ui/format";
import { formatCoin } from "@/ui/formatCoin";
import { Notice } from "@/ui/Notice";
import { publishWords } from "@/words/publish";
import styles from "./Publish.module.css";
import type { useCost } from "./useCost";

const words = publishWords.cost;

type CostProps = {
  chain: ChainConfiguration;
  /** "What it costs", or what is left of it. */
  heading: string;
  /** How many are left to sign. */
  transactions: number;
  electorate: Publishing["electorate"];
  cost: ReturnType<typeof useCost>;
};

/** What publishing will cost, in the chain's coin and in gas, whether the account holds as much, and what voters pay. */
export function Cost({ chain, heading, transactions, electorate, cost: { data, error } }: CostProps) {
  const relays = electorate.kind === "anyone" ? [] : chain.relays.map((relay) => new URL(relay).host);
  return (
    <section className={styles.cost} aria-label={heading}>
      <p className={styles.term}>{heading}</p>
      {data ? (
        <>
          <p>{words.now(formatCoin(data.total, chain.currency))}</p>
          <p className={styles.soft}>
            {words.detail(
              formatCount(data.gas),
              transactions === 1 ? words.one : words.several(formatCount(BigInt(transactions))),
            )}{" "}
            {isPractice(chain) ? words.nothing : words.data}{" "}
            {relays.length > 0 ? words.relayed(relays.join(", ")) : words.voters}{" "}
            {data.balance !== undefined && words.holds(formatCoin(data.balance, chain.currency))}
          </p>
          {data.balance !== undefined && data.balance < data.total && (
            <Notice tone="caution" lead={words.short(formatCoin(data.balance, chain.currency))}>
              {words.shortLead}
            </Notice>
          )}
        </>
      ) : error ? (
        <Notice tone="caution" lead={words.unknown}>
          {explainPublishing(error)}
        </Notice>
      ) : (
        <p role="status">{words.reading}</p>
      )}
    </section>
  );
}
