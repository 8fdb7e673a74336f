import type { ComponentType } from "react";
import { type Address, isAddress } from "viem";
import { useParams } from "wouter";
import { explainError } from "@/chain/explainError";
import type { Count } from "@/chain/readCount";
import { NotAnElectionError } from "@/chain/readElection";
import type { Head } from "@/chain/watchHead";
import type { Election } from "@/election/election";
import { chainTime, type Phase, phaseAt } from "@/election/phase";
import { useRememberedOrganiser } from "@/features/browse/useOpenedOrganisers";
import { useCount } from "@/features/results/useCount";
import { Message } from "@/ui/Message";
import { useDrawn } from "@/ui/useDrawn";
import { useNow } from "@/ui/useNow";
import { words } from "@/words/words";
import { type OpenedChain, useChains } from "./chains";
import { useElection } from "./useElection";
import { useHead } from "./useHead";

/** An election as its pages get it: what never changes, where it stands now, and its live count. */
export type WatchedElection = {
  opened: OpenedChain;
  election: Election;
  head: Head;
  /** Chain time now, in unix seconds. */
  time: bigint;
  /** By the clock: voting ends with it. */
  phase: Phase;
  /** By the count's block, the newest one until it is counted: a result is one only at a block after the close. */
  countPhase: Phase;
  /** The last reconciled count; none while what was read contradicts itself. */
  count: Count | undefined;
  /** Why there is no newer count. */
  countError: unknown;
  /** Why there is no newer block. */
  headError: unknown;
};

type Page = { page: ComponentType<WatchedElection> };

/** A page of the election that the link names (`#/<chainId>/<address>…`), or why there is nothing to show. */
export function OpenedElection({ page }: Page) {
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
  return <ElectionAt key={`${chainId}/${address}`} opened={opened} address={address} page={page} />;
}

function NoElection({ heading, lead }: { heading: string; lead: string }) {
  return (
    <Message heading={heading} lead={lead}>
      <a href="#/">{words.election.backToList}</a>
    </Message>
  );
}

/** The way out where no node answers is another node: not every page has the foot that leads there. */
function NoNode({ failure }: { failure: unknown }) {
  return (
    <Message heading={words.fault.node} lead={explainError(failure)}>
      <a href="#/nodes">{words.fault.chooseNodes}</a>
    </Message>
  );
}

function ElectionAt({ opened, address, page }: Page & { opened: OpenedChain; address: Address }) {
  const { head, error: headError } = useHead(opened);
  const { election, error } = useElection(opened, address, head);

  if (election && head) {
    return <Watched opened={opened} election={election} head={head} headError={headError} page={page} />;
  }
  if (error instanceof NotAnElectionError) {
    return error.reason === "noCode" ? (
      <NoElection heading={words.election.noCode} lead={words.election.noCodeLead} />
    ) : (
      <NoElection heading={words.election.unrecognised} lead={words.election.unrecognisedLead} />
    );
  }
  const failure = error ?? headError;
  if (failure) return <NoNode failure={failure} />;
  return <p role="status">{words.election.loading}</p>;
}

type WatchedProps = Page & Pick<WatchedElection, "opened" | "election" | "head" | "headError">;

function Watched({ page: Page, opened, election, head, headError }: WatchedProps) {
  const time = chainTime(head, useNow(1000));
  useRememberedOrganiser(election.chainId, election.organiser);
  const { count, error } = useCount(opened.node, election, head);
  useDrawn(Boolean(count ?? error ?? headError));
  return (
    <Page
      opened={opened}
      election={election}
      head={head}
      time={time}
      phase={phaseAt(election, time)}
      countPhase={phaseAt(election, (count?.head ?? head).timestamp)}
      count={count}
      countError={error}
      headError={headError}
    />
  );
}
