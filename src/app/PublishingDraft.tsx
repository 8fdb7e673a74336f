import type { Address } from "viem";
import { Link } from "wouter";
import { explainError } from "@/chain/explainError";
import type { Head } from "@/chain/watchHead";
import { phaseAt } from "@/election/phase";
import { shownText } from "@/election/shownText";
import { Share } from "@/features/after/Share";
import { Publishing } from "@/features/publish/Publishing";
import type { PublishingRecord } from "@/features/publish/publishingRecord";
import { Notice } from "@/ui/Notice";
import { useDrawn } from "@/ui/useDrawn";
import { useTitle } from "@/ui/useTitle";
import { createWords } from "@/words/create";
import { words } from "@/words/words";
import type { OpenedChain } from "./chains";
import { electionLink } from "./electionLink";
import styles from "./OrganisePage.module.css";
import { useElection } from "./useElection";
import { useHead } from "./useHead";
import { useOrganiser } from "./useOrganiser";

type PublishingDraftProps = {
  id: string;
  record: PublishingRecord;
  isUnkept: boolean;
  isFresh: boolean;
  opened: OpenedChain;
  onLeave: () => void;
};

/** A draft that is being published, or was: until it is left, nothing of it can be edited. */
export function PublishingDraft({ id, record, isUnkept, isFresh, opened, onLeave }: PublishingDraftProps) {
  const { head, error } = useHead(opened);
  const organiser = useOrganiser(opened);
  const title = shownText(record.question.title);
  useTitle(createWords.form.pageTitle(title));
  useDrawn(true);

  return (
    <div className={styles.page}>
      <header>
        <p className={styles.place}>
          <Link href="/organise">{createWords.form.toDesk}</Link>
        </p>
        <h1>
          <bdi>{title}</bdi>
        </h1>
      </header>
      {error !== undefined && (
        <Notice tone="caution" lead={words.fault.node}>
          {explainError(error)}
        </Notice>
      )}
      <Publishing
        draft={id}
        record={record}
        isUnkept={isUnkept}
        isFresh={isFresh}
        chain={opened.chain}
        node={opened.node}
        head={head}
        organiser={organiser}
        onLeave={onLeave}
        drawShare={(election) => <SharePublished opened={opened} election={election} head={head} />}
      />
    </div>
  );
}

type SharePublishedProps = { opened: OpenedChain; election: Address; head: Head | undefined };

function SharePublished({ opened, election: address, head }: SharePublishedProps) {
  const { election } = useElection(opened, address, head);
  if (!election || !head) return null;
  return <Share election={election} phase={phaseAt(election, head.timestamp)} link={electionLink(election)} />;
}
