import { lazy, Suspense } from "react";
import { Link, useParams } from "wouter";
import { explainError } from "@/chain/explainError";
import { readFactories } from "@/chain/readFactories";
import { type Draft, moveToChain } from "@/election/draft";
import { chainTime } from "@/election/phase";
import { shownText } from "@/election/shownText";
import { DraftForm } from "@/features/create/DraftForm";
import { useDraft } from "@/features/create/drafts";
import { Description } from "@/features/describe/Description";
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
import { useWallet } from "./wallet";

const RollInput = lazy(async () => ({ default: (await import("@/features/roll/RollInput")).RollInput }));

/** An election that is being written (`#/organise/<draft>`), on the chain that the draft names or the page's first. */
export function DraftPage() {
  const { draft: id = "" } = useParams();
  const { draft, change, isKept } = useDraft(id);
  const chains = useChains();
  const opened = chains.find(({ chain }) => chain.id === draft?.chainId) ?? chains[0];
  if (!draft || !opened) {
    return (
      <Message heading={createWords.form.missing} lead={createWords.form.missingLead}>
        <Link href="/organise">{createWords.form.toDesk}</Link>
      </Message>
    );
  }
  // It may have been written on a page that knows other chains.
  const here = draft.chainId === undefined ? draft : moveToChain(draft, opened.chain.id);
  return <Opened key={opened.chain.id} id={id} draft={here} isKept={isKept} opened={opened} onChange={change} />;
}

type OpenedProps = {
  id: string;
  draft: Draft;
  isKept: boolean;
  opened: OpenedChain;
  onChange: (part: Partial<Draft>) => void;
};

function Opened({ id, draft, isKept, opened, onChange }: OpenedProps) {
  const chains = useChains();
  const { head, error } = useHead(opened);
  const now = useNow(1000);
  const { connection } = useWallet().state;
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
        drawPublish={() => null}
      />
    </div>
  );
}
