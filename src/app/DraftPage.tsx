import { lazy, Suspense, useState } from "react";
import { Link, useParams } from "wouter";
import { explainError } from "@/chain/explainError";
import { readFactories } from "@/chain/readFactories";
import { type Draft, moveToChain } from "@/election/draft";
import { chainTime } from "@/election/phase";
import { shownText } from "@/election/shownText";
import { DraftForm } from "@/features/create/DraftForm";
import { useDraft } from "@/features/create/drafts";
import { Description } from "@/features/describe/Description";
import { type PublishingRecord, usePublishingRecord } from "@/features/publish/publishingRecord";
import { readVoters } from "@/features/roll/voterList";
import { Message } from "@/ui/Message";
import { Notice } from "@/ui/Notice";
import { useDrawn } from "@/ui/useDrawn";
import { useLive } from "@/ui/useLive";
import { useNow } from "@/ui/useNow";
import { useTitle } from "@/ui/useTitle";
import { createWords } from "@/words/create";
import { words } from "@/words/words";
import { type OpenedChain, useChains } from "./chains";
import styles from "./OrganisePage.module.css";
import { useHead } from "./useHead";
import { useOrganiser } from "./useOrganiser";

const Publish = lazy(async () => ({ default: (await import("@/features/publish/Publish")).Publish }));
const PublishingDraft = lazy(async () => ({ default: (await import("./PublishingDraft")).PublishingDraft }));
const ListSummary = lazy(async () => ({ default: (await import("@/features/roll/ListSummary")).ListSummary }));
const RollInput = lazy(async () => ({ default: (await import("@/features/roll/RollInput")).RollInput }));

/** An election that is being written (`#/organise/<draft>`), on the chain that the draft names or the page's first. */
export function DraftPage() {
  const { draft: id = "" } = useParams();
  const { draft, change, isKept } = useDraft(id);
  const [{ value: record, isReading, isUnkept }, setRecord] = usePublishingRecord(id);
  const [isFresh, setFresh] = useState(false);
  const chains = useChains();
  const chainId = record?.chainId ?? draft?.chainId;
  const opened = chains.find(({ chain }) => chain.id === chainId) ?? chains[0];
  // What was begun goes on by itself, whatever has become of its draft.
  if (record && opened?.chain.id === record.chainId) {
    return (
      <Suspense fallback={<p role="status">{words.wallet.loading}</p>}>
        <PublishingDraft
          key={record.begun}
          id={id}
          record={record}
          isUnkept={isUnkept}
          isFresh={isFresh}
          opened={opened}
          onLeave={() => {
            setFresh(false);
            setRecord(undefined);
          }}
        />
      </Suspense>
    );
  }
  if (isReading) return <p role="status">{words.wallet.loading}</p>;
  if (!draft || !opened) {
    return (
      <Message heading={createWords.form.missing} lead={createWords.form.missingLead}>
        <Link href="/organise">{createWords.form.toDesk}</Link>
      </Message>
    );
  }
  const begin = (next: PublishingRecord) => {
    setFresh(true);
    setRecord(next);
  };
  // It may have been written on a page that knows other chains.
  const here = draft.chainId === undefined ? draft : moveToChain(draft, opened.chain.id);
  return (
    <Opened
      key={opened.chain.id}
      id={id}
      draft={here}
      isKept={isKept}
      opened={opened}
      onChange={change}
      onBegin={begin}
    />
  );
}

type OpenedProps = {
  id: string;
  draft: Draft;
  isKept: boolean;
  opened: OpenedChain;
  onChange: (part: Partial<Draft>) => void;
  onBegin: (record: PublishingRecord) => void;
};

function Opened({ id, draft, isKept, opened, onChange, onBegin }: OpenedProps) {
  const chains = useChains();
  const { head, error } = useHead(opened);
  const now = useNow(1000);
  const organiser = useOrganiser(opened);
  const { connection } = organiser;
  const own = connection.status === "connected" ? connection.address : undefined;
  const title = shownText(draft.title) || createWords.untitled;
  useTitle(createWords.form.pageTitle(title));
  useDrawn(true);
  const factories = useLive(["factories", opened.chain.id], head && "once", () => readFactories(opened.node));

  return (
    <div className={styles.wide}>
      <header>
        <p className={styles.place}>
          <Link href="/organise">{createWords.form.toDesk}</Link>
          <span>{isKept ? createWords.form.kept : createWords.desk.unkept}</span>
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
      <DraftForm
        id={id}
        draft={draft}
        onChange={onChange}
        chain={opened.chain}
        factories={factories.value}
        chains={chains.map(({ chain }) => chain)}
        chainClock={head && { time: chainTime(head, now), clock: now / 1000 }}
        drawDescription={(text) => <Description text={text} />}
        drawRollInput={(voters, setVoters) => (
          <Suspense fallback={<p role="status">{words.wallet.loading}</p>}>
            <RollInput
              chain={opened.chain}
              node={opened.node}
              head={head}
              headError={error}
              own={own}
              list={id}
              voters={voters}
              onChange={setVoters}
            />
          </Suspense>
        )}
        drawList={(list) => (
          <Suspense fallback={words.wallet.loading}>
            <ListSummary list={list} />
          </Suspense>
        )}
        drawPublish={(question, electorate) => (
          <Suspense fallback={<p role="status">{words.wallet.loading}</p>}>
            <Publish
              chain={opened.chain}
              node={opened.node}
              head={head}
              question={question}
              electorate={electorate}
              organiser={organiser}
              readVoters={readVoters}
              onBegin={onBegin}
            />
          </Suspense>
        )}
      />
    </div>
  );
}
