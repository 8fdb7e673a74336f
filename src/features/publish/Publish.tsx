import { useQuery } from "@tanstack/react-query";
import type { Address } from "viem";
import type { ChainConfiguration } from "@/chain/configuration";
import type { WalletAtChain } from "@/chain/connection";
import type { Node } from "@/chain/node";
import type { Head } from "@/chain/watchHead";
import type { Electorate } from "@/election/electorate";
import { type Publishing, publishingSteps } from "@/election/publishing";
import type { Question } from "@/election/question";
import { Button } from "@/ui/Button";
import { shorten } from "@/ui/format";
import { Notice } from "@/ui/Notice";
import { publishWords as words } from "@/words/publish";
import { Cost } from "./Cost";
import styles from "./Publish.module.css";
import type { PublishingRecord } from "./publishingRecord";
import { ToChain } from "./ToChain";
import { useCost } from "./useCost";

type PublishProps = {
  chain: ChainConfiguration;
  node: Node;
  head: Head | undefined;
  question: Question;
  electorate: Electorate;
  organiser: WalletAtChain;
  /** The voters on a list that this browser keeps, in the order of a roll. */
  readVoters: (list: string) => Promise<readonly Address[]>;
  onBegin: (record: PublishingRecord) => void;
};

/** The last look before a draft is published: what it costs and who pays; then it begins. */
export function Publish({ chain, node, head, question, electorate, organiser, readVoters, onBegin }: PublishProps) {
  const { connection } = organiser;
  const own = connection.status === "connected" ? connection.address : undefined;
  const list = electorate.kind === "list" ? electorate.list : undefined;
  const voters = useQuery({
    queryKey: ["voters to publish", list],
    queryFn: () => readVoters(list ?? ""),
    enabled: list !== undefined,
    // The list may have been edited a moment ago, here or in another tab.
    gcTime: 0,
    refetchOnWindowFocus: true,
  });
  const resolved = resolve(electorate, voters.data);
  const ready: Omit<Publishing, "publisher"> | undefined = resolved && { question, electorate: resolved };
  const cost = useCost(
    [chain.id, electorate, voters.data?.length, question.title, question.candidates],
    node,
    head,
    ready,
    own,
  );

  if (list !== undefined && voters.data?.length === 0) return <Notice tone="fault" lead={words.noVoters} />;
  if (!ready) return <p role="status">{words.readingVoters}</p>;
  const transactions = publishingSteps(ready).length;

  return (
    <section className={styles.publish} aria-labelledby="publish-heading">
      <h3 id="publish-heading">{words.heading}</h3>
      <Cost
        chain={chain}
        heading={words.cost.heading}
        transactions={transactions}
        electorate={ready.electorate}
        cost={cost}
      />
      {own === undefined ? (
        <div className={styles.row}>
          <Button look="main" onClick={organiser.onConnect}>
            {words.connect}
          </Button>
        </div>
      ) : connection.status === "connected" && connection.chainId !== chain.id ? (
        <ToChain chainName={chain.name} onSwitch={organiser.onSwitchChain} />
      ) : (
        <div className={styles.row}>
          <Button
            look="main"
            onClick={() => onBegin({ ...ready, publisher: own, chainId: chain.id, begun: Date.now() })}
          >
            {words.begin(shorten(own))}
          </Button>
        </div>
      )}
      <p className={styles.soft}>{words.beginHint}</p>
    </section>
  );
}

function resolve(electorate: Electorate, voters: readonly Address[] | undefined): Publishing["electorate"] | undefined {
  if (electorate.kind !== "list") return electorate;
  return voters && { kind: "voters", voters };
}
