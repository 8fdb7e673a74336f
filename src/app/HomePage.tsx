import { useId, useState } from "react";
import { everything, type Search } from "@/election/search";
import { ElectionList } from "@/features/browse/ElectionList";
import { SearchForm } from "@/features/browse/SearchForm";
import { useTitle } from "@/ui/useTitle";
import { homeWords } from "@/words/home";
import { words } from "@/words/words";
import { ChainMark } from "./ChainMark";
import { type OpenedChain, useChains } from "./chains";
import styles from "./HomePage.module.css";
import { useHead } from "./useHead";

/** All elections on the chains of this page. */
export function HomePage() {
  const chains = useChains();
  const [search, setSearch] = useState<Search>(everything);
  useTitle(words.pageTitle);
  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <h1>{homeWords.heading}</h1>
        <p>{homeWords.lead}</p>
      </header>
      <search>
        <SearchForm search={search} onChange={setSearch} />
      </search>
      {chains.map((opened) => (
        <ElectionsOfChain
          key={opened.chain.id}
          opened={opened}
          isAlone={chains.length === 1}
          search={search}
          onSearch={setSearch}
        />
      ))}
    </div>
  );
}

type ElectionsOfChainProps = {
  opened: OpenedChain;
  /** The only chain needs no visible heading. */
  isAlone: boolean;
  search: Search;
  onSearch: (search: Search) => void;
};

function ElectionsOfChain({ opened: { chain, node, watch }, isAlone, search, onSearch }: ElectionsOfChainProps) {
  const id = useId();
  const { head, error } = useHead({ watch });
  return (
    <section className={styles.chain} aria-labelledby={id}>
      <h2 id={id} className={isAlone ? "visually-hidden" : undefined}>
        {chain.name} <ChainMark chain={chain} />
      </h2>
      <ElectionList chain={chain} node={node} head={head} headError={error} search={search} onSearch={onSearch} />
    </section>
  );
}
