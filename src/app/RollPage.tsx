import { type Address, isAddress } from "viem";
import { Link, useLocation, useParams } from "wouter";
import { explainError } from "@/chain/explainError";
import { NotARollError, RollConflictError } from "@/chain/readRoll";
import { draftOnRoll } from "@/election/draft";
import { addDraft } from "@/features/create/drafts";
import { RollView } from "@/features/roll/RollView";
import { useRoll } from "@/features/roll/useRoll";
import { Message } from "@/ui/Message";
import { Notice } from "@/ui/Notice";
import { useDrawn } from "@/ui/useDrawn";
import { readersZone } from "@/ui/zonedFormat";
import { rollsWords } from "@/words/rolls";
import { words } from "@/words/words";
import { type OpenedChain, useChains } from "./chains";
import styles from "./RollsPage.module.css";
import { useHead } from "./useHead";
import { useWallet } from "./wallet";

/** One electoral roll: `#/<chainId>/rolls/<roll>`. */
export function RollPage() {
  const { chainId = "", roll = "" } = useParams();
  const opened = useChains().find(({ chain }) => String(chain.id) === chainId);
  if (!opened) return <NoRoll heading={words.election.unknownChain} lead={words.election.unknownChainLead(chainId)} />;
  if (!/^0x[0-9a-fA-F]{40}$/.test(roll)) return <NoRoll heading={rollsWords.badLink} lead={rollsWords.badLinkLead} />;
  if (!isAddress(roll)) return <NoRoll heading={words.election.badChecksum} lead={words.election.badChecksumLead} />;
  return <RollAt key={`${chainId}/${roll}`} opened={opened} address={roll} />;
}

function NoRoll({ heading, lead }: { heading: string; lead: string }) {
  return (
    <Message heading={heading} lead={lead}>
      <a href="#/">{words.election.backToList}</a>
    </Message>
  );
}

function RollAt({ opened: { chain, node, watch }, address }: { opened: OpenedChain; address: Address }) {
  const { head, error: headError } = useHead({ watch });
  const { value, error } = useRoll(node, chain.id, address, head);
  const { connection } = useWallet().state;
  const [, navigate] = useLocation();
  const failure = error ?? headError;
  useDrawn(Boolean(value ?? failure));

  if (failure instanceof RollConflictError) {
    return <NoRoll heading={rollsWords.conflict} lead={rollsWords.conflictLead} />;
  }
  if (value?.roll instanceof NotARollError) {
    return value.roll.reason === "noCode" ? (
      <NoRoll heading={rollsWords.noCode} lead={rollsWords.noCodeLead} />
    ) : (
      <NoRoll heading={rollsWords.notRecognised} lead={rollsWords.notRecognisedLead} />
    );
  }
  if (!value) {
    if (!failure) return <p role="status">{rollsWords.loading}</p>;
    return (
      <Message heading={words.fault.node} lead={explainError(failure)}>
        <a href="#/nodes">{words.fault.chooseNodes}</a>
      </Message>
    );
  }
  return (
    <article className={styles.page}>
      <Link href={`/${chain.id}/rolls`} className={styles.back}>
        {rollsWords.back}
      </Link>
      {Boolean(failure) && (
        <Notice tone="caution" lead={words.fault.node}>
          {explainError(failure)}
        </Notice>
      )}
      <RollView
        chain={chain}
        node={node}
        roll={value.roll}
        head={value.head}
        own={connection.status === "connected" ? connection.address : undefined}
        onUse={() => navigate(`/organise/${addDraft(draftOnRoll(chain.id, address, readersZone()))}`)}
      />
    </article>
  );
}
