import type { Address } from "viem";
import { Link } from "wouter";
import { explainError } from "@/chain/explainError";
import type { Head } from "@/chain/watchHead";
import { draftFromElection } from "@/election/draft";
import { phaseAt } from "@/election/phase";
import { shownText } from "@/election/shownText";
import { Share } from "@/features/after/Share";
import { Preview } from "@/features/create/Preview";
import { Description } from "@/features/describe/Description";
import { Publishing } from "@/features/publish/Publishing";
import type { PublishingRecord } from "@/features/publish/publishingRecord";
import { Notice } from "@/ui/Notice";
import { useDrawn } from "@/ui/useDrawn";
import { useTitle } from "@/ui/useTitle";
import { readersZone } from "@/ui/zonedFormat";
import { createWords } from "@/words/create";
import { words } from "@/words/words";
import type { OpenedChain } from "./chains";
import { electionLink } from "./electionLink";
import styles from "./OrganisePage.module.css";
import { useElection } from "./useElection";
import { useHead } from "./useHead";
import { useWalletAtChain } from "./useWalletAtChain";

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
  const organiser = useWalletAtChain(opened);
  const { chainId, question } = record;
  const candidates = question.candidates.map((name) => ({ name }));
  const shown = draftFromElection({ ...question, chainId, candidates, roll: undefined }, readersZone());
  const title = shownText(question.title);
  useTitle(createWords.form.pageTitle(title));
  useDrawn(true);

  return (
    <div className={styles.wide}>
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
      <div className={styles.columns}>
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
        <aside className={styles.aside}>
          <h2>{createWords.form.preview}</h2>
          <Preview
            draft={shown}
            window={{ opens: question.opens, closes: question.closes, opensAs: "once", closesAs: "once" }}
            drawDescription={(text) => <Description text={text} />}
          />
        </aside>
      </div>
    </div>
  );
}

type SharePublishedProps = { opened: OpenedChain; election: Address; head: Head | undefined };

function SharePublished({ opened, election: address, head }: SharePublishedProps) {
  const { election } = useElection(opened, address, head);
  if (!election || !head) return null;
  return <Share election={election} phase={phaseAt(election, head.timestamp)} link={electionLink(election)} />;
}
