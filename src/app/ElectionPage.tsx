import { type Address, isAddress } from "viem";
import { useParams } from "wouter";
import { explainError } from "@/chain/explainError";
import { NotAnElectionError } from "@/chain/readElection";
import type { Head } from "@/chain/watchHead";
import type { Election } from "@/election/election";
import { chainTime, phaseAt } from "@/election/phase";
import { BallotRecord } from "@/features/results/BallotRecord";
import { CountPanel } from "@/features/results/CountPanel";
import { useCount } from "@/features/results/useCount";
import { Vote } from "@/features/vote/Vote";
import { Message } from "@/ui/Message";
import { useNow } from "@/ui/useNow";
import { useTitle } from "@/ui/useTitle";
import { words } from "@/words/words";
import { type OpenedChain, useChains } from "./chains";
import { ElectionHead } from "./ElectionHead";
import styles from "./ElectionPage.module.css";
import { useElection } from "./useElection";
import { useHead } from "./useHead";
import { useWallet } from "./wallet";

/** The page of one election, named by its link: `#/<chainId>/<address>`. */
export function ElectionPage() {
  const { chainId = "", address = "" } = useParams();
  const opened = useChains().find(({ chain }) => String(chain.id) === chainId);

  if (!/^[1-9]\d*$/.test(chainId) || !/^0x[0-9a-fA-F]{40}$/.test(address)) {
    return <NoElection heading={words.election.badLink} lead={words.election.badLinkLead} />;
  }
  if (!isAddress(address)) {
    return <NoElection heading={words.election.badChecksum} lead={words.election.badChecksumLead} />;
  }
  if (!opened) {
    return <NoElection heading={words.election.unknownChain} lead={words.election.unknownChainLead(chainId)} />;
  }
  return <ElectionAt key={`${chainId}/${address}`} opened={opened} address={address} />;
}

function NoElection({ heading, lead }: { heading: string; lead: string }) {
  return (
    <Message heading={heading} lead={lead}>
      <a href="#/">{words.election.backToList}</a>
    </Message>
  );
}

function ElectionAt({ opened, address }: { opened: OpenedChain; address: Address }) {
  const { head, error: headError } = useHead(opened);
  const { election, error } = useElection(opened, address, head);

  if (election && head) return <Opened opened={opened} election={election} head={head} headError={headError} />;
  if (error instanceof NotAnElectionError) {
    return error.reason === "noCode" ? (
      <NoElection heading={words.election.noCode} lead={words.election.noCodeLead} />
    ) : (
      <NoElection heading={words.election.unrecognised} lead={words.election.unrecognisedLead} />
    );
  }
  const failure = error ?? headError;
  if (failure) {
    return <NoElection heading={words.fault.node} lead={explainError(failure)} />;
  }
  return <p role="status">{words.election.loading}</p>;
}

type OpenedProps = { opened: OpenedChain; election: Election; head: Head; headError: unknown };

function Opened({ opened: { chain, node }, election, head, headError }: OpenedProps) {
  const { wallet, state, open } = useWallet();
  const { connection } = state;
  const time = chainTime(head, useNow(1000));
  // Voting ends by the clock; the count becomes a result with the first block after the close.
  const phase = phaseAt(election, time);
  const countPhase = phaseAt(election, head.timestamp);
  const { count, error } = useCount(node, election, head);
  useTitle(words.election.pageTitle(election.title));

  const countPanel = <CountPanel election={election} phase={countPhase} count={count} error={error ?? headError} />;
  const record = count && countPhase !== "upcoming" && (
    <BallotRecord
      election={election}
      count={count}
      voter={connection.status === "connected" ? connection.address : undefined}
    />
  );
  const voter = {
    connection,
    getSigner: wallet?.signer,
    onConnect: open,
    onSwitchChain: async () => wallet?.switchChain(chain.id),
  };

  return (
    <article className={styles.page}>
      <ElectionHead election={election} phase={phase} time={time} />
      <div className={styles.columns}>
        <div className={styles.main}>
          {countPhase === "closed" && countPanel}
          <Vote
            chain={chain}
            node={node}
            election={election}
            phase={phase}
            isDecided={countPhase === "closed"}
            count={count}
            countError={error}
            voter={voter}
          />
        </div>
        <div className={styles.side}>
          {countPhase !== "closed" && countPanel}
          {record}
        </div>
      </div>
      <dl className={styles.facts}>
        <dt>{words.election.address}</dt>
        <dd>{election.address}</dd>
        <dt>{words.election.organiser}</dt>
        <dd>{election.organiser}</dd>
        <dt>{words.election.chain}</dt>
        <dd>
          {chain.name} ({chain.id})
        </dd>
      </dl>
    </article>
  );
}
