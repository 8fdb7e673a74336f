import { useParams } from "wouter";
import { RollList } from "@/features/roll/RollList";
import { RollRow } from "@/features/roll/RollRow";
import { Message } from "@/ui/Message";
import { useTitle } from "@/ui/useTitle";
import { rollsWords } from "@/words/rolls";
import { words } from "@/words/words";
import { type OpenedChain, useChains } from "./chains";
import styles from "./RollsPage.module.css";
import { useHead } from "./useHead";
import { useWallet } from "./wallet";

/** The electoral rolls on a chain: `#/<chainId>/rolls`. */
export function RollsPage() {
  const { chainId = "" } = useParams();
  const opened = useChains().find(({ chain }) => String(chain.id) === chainId);
  if (opened) return <RollsOfChain opened={opened} />;
  return (
    <Message heading={words.election.unknownChain} lead={words.election.unknownChainLead(chainId)}>
      <a href="#/">{words.election.backToList}</a>
    </Message>
  );
}

function RollsOfChain({ opened: { chain, node, watch } }: { opened: OpenedChain }) {
  const { head, error } = useHead({ watch });
  const { connection } = useWallet().state;
  const own = connection.status === "connected" ? connection.address : undefined;
  useTitle(rollsWords.pageTitle);
  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <h1>{rollsWords.heading}</h1>
        <p>{rollsWords.lead}</p>
      </header>
      <RollList chain={chain} node={node} head={head} headError={error} own={own}>
        {(roll) => <RollRow key={roll.address} chain={chain} roll={roll} own={own} />}
      </RollList>
    </div>
  );
}
