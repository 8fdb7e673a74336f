import * as v from "valibot";
import type { ChainConfiguration } from "@/chain/configuration";
import { explainError } from "@/chain/explainError";
import type { Node } from "@/chain/node";
import type { Head } from "@/chain/watchHead";
import type { Search } from "@/election/search";
import { stalePatience } from "@/election/stalePatience";
import { Button } from "@/ui/Button";
import { formatAgo, formatCount } from "@/ui/format";
import { Notice } from "@/ui/Notice";
import { useStored } from "@/ui/stored";
import { useDrawn } from "@/ui/useDrawn";
import { useNow } from "@/ui/useNow";
import { homeWords } from "@/words/home";
import { words } from "@/words/words";
import styles from "./ElectionList.module.css";
import { ListedElections } from "./ListedElections";
import { NoElections } from "./NoElections";
import { useElectionList } from "./useElectionList";

/** How many elections are read at first, and how many more at each request. */
const page = 24;

/** How many the reader has asked for. */
const Most = v.pipe(v.number(), v.safeInteger(), v.minValue(page), v.maxValue(10_000));

type ElectionListProps = {
  chain: ChainConfiguration;
  node: Node;
  head: Head | undefined;
  headError: unknown;
  search: Search;
  onSearch: (search: Search) => void;
};

/** The elections of one chain: those of organisers whom the reader knows by phase, strangers' apart. */
export function ElectionList({ chain, node, head, headError, search, onSearch }: ElectionListProps) {
  // Remembered in this tab, so that the way back from an election leads to the same place in the list.
  const [most = page, setMost] = useStored("fleeting", `recount.listed.${chain.id}`, Most);
  const { value: list, error } = useElectionList(node, chain.id, head, BigInt(most));
  const failure = headError ?? error;
  useDrawn(Boolean(list ?? failure));

  if (!list) {
    return failure ? (
      <Notice tone="fault" lead={words.fault.node}>
        {explainError(failure)}
      </Notice>
    ) : (
      <p className={styles.soft}>{homeWords.loading}</p>
    );
  }
  return (
    <>
      {Boolean(failure) && (
        <Notice tone="caution" lead={words.fault.node}>
          {explainError(failure)}
        </Notice>
      )}
      {list.total === 0n ? (
        <NoElections chain={chain} node={node} head={list.head} />
      ) : (
        <ListedElections chain={chain} node={node} list={list} search={search} onSearch={onSearch} />
      )}
      {list.total > 0n && <Freshness head={list.head} />}
      {list.total > BigInt(list.elections.length + list.unrecognised.length) && (
        <Older
          isReading={list.elections.length + list.unrecognised.length < most}
          onMore={() => setMost(most + page)}
        />
      )}
    </>
  );
}

/** At which block the figures were read, how long ago, and a warning where no newer block came. */
function Freshness({ head }: { head: Head }) {
  const age = Math.max(0, (useNow(1000) - head.seenAt) / 1000);
  const ago = formatAgo(age);
  return (
    <>
      <p className={styles.soft}>{homeWords.counted(formatCount(head.number), ago)}</p>
      {age > stalePatience(head) && <Notice tone="caution" lead={words.count.stale(ago)} />}
    </>
  );
}

function Older({ isReading, onMore }: { isReading: boolean; onMore: () => void }) {
  return (
    <Button aria-disabled={isReading} onClick={isReading ? undefined : onMore}>
      {isReading ? homeWords.readingOlder : homeWords.older}
    </Button>
  );
}
