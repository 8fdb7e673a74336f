import { ElectionList } from "@/features/browse/ElectionList";
import { useTitle } from "@/ui/useTitle";
import { words } from "@/words/words";
import { type OpenedChain, useChains } from "./chains";
import styles from "./HomePage.module.css";
import { useHead } from "./useHead";

/** All elections on the chains of this page. */
export function HomePage() {
  const chains = useChains();
  useTitle(words.pageTitle);
  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <h1>{words.list.heading}</h1>
        <p>{words.list.lead}</p>
      </header>
      {chains.map((opened) => (
        <ElectionsOfChain key={opened.chain.id} opened={opened} />
      ))}
    </div>
  );
}

function ElectionsOfChain({ opened }: { opened: OpenedChain }) {
  const { head, error } = useHead(opened);
  return <ElectionList chain={opened.chain} node={opened.node} head={head} headError={error} />;
}
