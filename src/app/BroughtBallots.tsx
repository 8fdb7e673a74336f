import { useState } from "react";
import type { Address } from "viem";
import { explainError } from "@/chain/explainError";
import { NotAnElectionError } from "@/chain/readElection";
import type { Head } from "@/chain/watchHead";
import { shownText } from "@/election/shownText";
import { BallotGroup } from "@/features/deliver/BallotGroup";
import type { Brought, BroughtBallot } from "@/features/deliver/brought";
import { SwitchChain } from "@/features/vote/SwitchChain";
import { Button } from "@/ui/Button";
import { shorten } from "@/ui/format";
import { Pager, pageOf } from "@/ui/Pager";
import { deliverWords } from "@/words/deliver";
import { ChainMark } from "./ChainMark";
import type { OpenedChain } from "./chains";
import styles from "./DeliverPage.module.css";
import { electionLink } from "./electionLink";
import { useElection } from "./useElection";
import { useHead } from "./useHead";
import { useWalletAtChain } from "./useWalletAtChain";

const words = deliverWords.group;

/** How many elections are shown at once: each is read from the chain, and a file may name thousands. */
const pageSize = 10;

type Ballots = { items: readonly BroughtBallot[]; brought: Brought };
type AtChain = Ballots & { opened: OpenedChain };

/** The ballots of one chain, by their elections. */
export function BallotsOfChain({ opened, items, brought }: AtChain) {
  const { head, error } = useHead(opened);
  const [wished, setPage] = useState(0);
  const elections = [...new Set(items.map(({ ballot }) => ballot.election))];
  const { page, shown } = pageOf(elections, wished, pageSize);
  return (
    <>
      {shown.map((election) => (
        <BallotsOfElection
          key={election}
          opened={opened}
          address={election}
          head={head}
          headError={error}
          items={items.filter(({ ballot }) => ballot.election === election)}
          brought={brought}
        />
      ))}
      <Pager of={words.elections} page={page} size={pageSize} total={elections.length} onChange={setPage} />
    </>
  );
}

type AtElection = AtChain & { address: Address; head: Head | undefined; headError: unknown };

/** The ballots of one election; or why it is none, or cannot be read. */
function BallotsOfElection({ opened, address, head, headError, items, brought }: AtElection) {
  const { chain, node } = opened;
  const { election, error } = useElection(opened, address, head);
  const wallet = useWalletAtChain(opened);

  if (election && head) {
    return (
      <BallotGroup
        chain={chain}
        node={node}
        election={election}
        head={head}
        headError={headError}
        wallet={wallet}
        items={items}
        brought={brought}
        mark={<ChainMark chain={chain} />}
        link={electionLink(election)}
        switchChain={<SwitchChain chainName={chain.name} onSwitch={wallet.onSwitchChain} />}
      />
    );
  }
  const failure = error ?? headError;
  if (failure instanceof NotAnElectionError) {
    const isEmpty = failure.reason === "noCode";
    return (
      <Unshown
        heading={isEmpty ? words.noCode : words.unrecognised}
        lead={isEmpty ? words.noCodeLead : words.unrecognisedLead}
        place={address}
        items={items}
        brought={brought}
      />
    );
  }
  return (
    <Unshown
      heading={failure ? words.unreachable : words.reading}
      lead={failure ? explainError(failure) : undefined}
      place={address}
      items={items}
      brought={brought}
    />
  );
}

/** Ballots of a chain that this page does not know. */
export function BallotsOfUnknownChain({ chainId, items, brought }: Ballots & { chainId: number }) {
  return (
    <Unshown heading={words.unknownChain(`${chainId}`)} lead={words.unknownChainLead} items={items} brought={brought} />
  );
}

type UnshownProps = Ballots & { heading: string; lead?: string | undefined; place?: Address };

/** Ballots whose election cannot be shown: what they say, and why there is no more. */
function Unshown({ heading, lead, place, items, brought }: UnshownProps) {
  return (
    <article className={styles.missing} aria-label={heading}>
      <h3>{heading}</h3>
      <div role="status">{lead && <p>{lead}</p>}</div>
      {place && <p className={styles.address}>{place}</p>}
      <ul>
        {items.map(({ code, ballot }) => {
          const [name, voter] = [shownText(ballot.choice) || "—", shorten(ballot.voter)];
          return (
            <li key={code}>
              <span>
                <bdi>{name}</bdi> · {voter}
              </span>
              <Button
                look="link"
                aria-label={deliverWords.list.removeOf(name, voter)}
                onClick={() => brought.remove(new Set([code]))}
              >
                {deliverWords.list.remove}
              </Button>
            </li>
          );
        })}
      </ul>
    </article>
  );
}
