import { lazy, Suspense, useState } from "react";
import { Link, useParams } from "wouter";
import { moveToChain } from "@/election/draft";
import { useDraft } from "@/features/create/drafts";
import { type PublishingRecord, usePublishingRecord } from "@/features/publish/publishingRecord";
import { Message } from "@/ui/Message";
import { createWords } from "@/words/create";
import { words } from "@/words/words";
import { useChains } from "./chains";
import { OpenedDraft } from "./OpenedDraft";

const PublishingDraft = lazy(async () => ({ default: (await import("./PublishingDraft")).PublishingDraft }));

/** An election that is being written (`#/organise/<draft>`), on the chain that the draft names or the page's first. */
export function DraftPage() {
  const { draft: id = "" } = useParams();
  const { draft, change, isKept } = useDraft(id);
  const [{ value: record, isReading, isUnkept }, setRecord] = usePublishingRecord(id);
  const [isFresh, setFresh] = useState(false);
  const chains = useChains();
  const chainId = record?.chainId ?? draft?.chainId;
  const opened = chains.find(({ chain }) => chain.id === chainId) ?? chains[0];
  if (record && opened?.chain.id !== record.chainId) {
    return (
      <Message heading={words.election.unknownChain} lead={createWords.form.otherChain(String(record.chainId))}>
        <Link href="/organise">{createWords.form.toDesk}</Link>
      </Message>
    );
  }
  // What was begun goes on by itself, whatever has become of its draft.
  if (record && opened) {
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
    <OpenedDraft
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
