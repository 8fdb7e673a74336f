import { Link, useLocation } from "wouter";
import { isBinding } from "@/chain/configuration";
import { Desk } from "@/features/create/Desk";
import { PublishingMark } from "@/features/publish/PublishingMark";
import { useDrawn } from "@/ui/useDrawn";
import { useTitle } from "@/ui/useTitle";
import { createWords } from "@/words/create";
import { useChains } from "./chains";
import styles from "./OrganisePage.module.css";

const words = createWords.desk;

/** The organiser's desk: drafts, rolls, and what an organiser can do. */
export function OrganisePage() {
  const chains = useChains();
  const [, navigate] = useLocation();
  useTitle(words.pageTitle);
  useDrawn(true);
  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <h1>{words.heading}</h1>
        <p>{words.lead}</p>
      </header>
      <Desk
        rehearsalChain={chains.find(({ chain }) => !isBinding(chain))?.chain.id}
        onOpen={(id) => navigate(`/organise/${id}`)}
        drawMark={(id) => <PublishingMark draft={id} chains={chains} />}
        voters={
          <ul className={styles.links}>
            {chains.map(({ chain }) => (
              <li key={chain.id}>
                <Link href={`/${chain.id}/rolls`}>{words.rolls(chain.name)}</Link> <small>{words.rollsLead}</small>
              </li>
            ))}
            <li>
              <Link href="/join">{words.join}</Link> <small>{words.joinLead}</small>
            </li>
          </ul>
        }
      />
    </div>
  );
}
