import { lazy, Suspense } from "react";
import { Link } from "wouter";
import { explainError } from "@/chain/explainError";
import { readFactories } from "@/chain/readFactories";
import type { Draft } from "@/election/draft";
import { chainTime } from "@/election/phase";
import { shownText } from "@/election/shownText";
import { DraftForm } from "@/features/create/DraftForm";
import { Description } from "@/features/describe/Description";
import type { PublishingRecord } from "@/features/publish/publishingRecord";
import { readVoters } from "@/features/roll/voterList";
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
import { useWalletAtChain } from "./useWalletAtChain";

const Publish = lazy(async () => ({ default: (await import("@/features/publish/Publish")).Publish }));
const ListSummary = lazy(async () => ({ default: (await import("@/features/roll/ListSummary")).ListSummary }));
const RollInput = lazy(async () => ({ default: (await import("@/features/roll/RollInput")).RollInput }));

type OpenedDraftProps = {
  id: string;
  draft: Draft;
  isKept: boolean;
  opened: OpenedChain;
  onChange: (part: Partial<Draft>) => void;
  onBegin: (record: PublishingRecord) => void;
};

/** A draft that can be edited, with what other parts of the page add to its steps. */
export function OpenedDraft({ id, draft, isKept, opened, onChange, onBegin }: OpenedDraftProps) {
  const chains = useChains();
  const { head, error } = useHead(opened);
  const now = useNow(1000);
  const organiser = useWalletAtChain(opened);
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
