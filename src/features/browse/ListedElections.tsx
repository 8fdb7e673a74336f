import type { ChainConfiguration } from "@/chain/configuration";
import type { ElectionList } from "@/chain/listElections";
import type { Node } from "@/chain/node";
import type { Election } from "@/election/election";
import { isAcquainted, organiserName } from "@/election/organiser";
import { type Phase, phaseAt } from "@/election/phase";
import { everything, type Search, searchElections } from "@/election/search";
import { Button } from "@/ui/Button";
import { formatCount, formatList } from "@/ui/format";
import { Notice } from "@/ui/Notice";
import { homeWords } from "@/words/home";
import { words } from "@/words/words";
import { ElectionGroup } from "./ElectionGroup";
import styles from "./ElectionList.module.css";
import { OpenedOrganisers } from "./OpenedOrganisers";
import { useOpenedOrganisers } from "./useOpenedOrganisers";

type ListedElectionsProps = {
  chain: ChainConfiguration;
  node: Node;
  list: ElectionList;
  search: Search;
  onSearch: (search: Search) => void;
};

/** What of a list the search finds: elections of organisers whom the reader knows by phase, then strangers'. */
export function ListedElections({ chain, node, list, search, onSearch }: ListedElectionsProps) {
  const { head, elections, unrecognised } = list;
  const [opened] = useOpenedOrganisers(chain.id);
  const known = { named: chain.organisers, opened };
  const nameOf = ({ organiser }: Election) => organiserName(known, organiser);

  const found = searchElections(elections, search, nameOf, head.timestamp);
  const phases: Phase[] = ["open", "upcoming", "closed"];
  const byPhase = phases.map((phase) => ({
    phase,
    elections: found.filter((election) => phaseAt(election, head.timestamp) === phase),
  }));
  const isKnown = ({ organiser }: Election) => isAcquainted(known, organiser);

  return (
    <>
      <p className={styles.soft} role="status">
        {describeFound(list, found.length, search)}
      </p>
      {found.length === 0 && <NothingFound list={list} onClear={() => onSearch(everything)} />}
      {byPhase.map(({ phase, elections }) => (
        <ElectionGroup
          key={phase}
          heading={homeWords.phases[phase]}
          node={node}
          head={head}
          elections={elections.filter(isKnown)}
          nameOf={nameOf}
        />
      ))}
      {opened.length > 0 && (
        <div className={styles.opened}>
          <p>{homeWords.opened}</p>
          <OpenedOrganisers chainId={chain.id} />
        </div>
      )}
      <ElectionGroup
        heading={homeWords.strangers}
        node={node}
        head={head}
        elections={byPhase.flatMap(({ elections }) => elections.filter((election) => !isKnown(election)))}
        nameOf={nameOf}
      >
        <p className={styles.lead}>{homeWords.strangersLead}</p>
      </ElectionGroup>
      {unrecognised.length > 0 && (
        <Notice tone="fault" lead={words.count.conflict}>
          {homeWords.unrecognised(formatList(unrecognised))}
        </Notice>
      )}
    </>
  );
}

/** How many elections are shown, of how many. */
function describeFound({ total, elections }: ElectionList, found: number, { text, phase }: Search): string {
  const isSearching = text.trim() !== "" || phase !== "all";
  const [shown, newest] = [formatCount(BigInt(found)), formatCount(BigInt(elections.length))];
  const all = formatCount(total);
  if (BigInt(elections.length) >= total) return homeWords.found(shown, all);
  return isSearching ? homeWords.foundInNewest(shown, newest, all) : homeWords.newest(newest, all);
}

function NothingFound({ list, onClear }: { list: ElectionList; onClear: () => void }) {
  return (
    <div className={styles.none}>
      <h3>{homeWords.nothingFound}</h3>
      {BigInt(list.elections.length) < list.total && <p>{homeWords.nothingFoundOlder}</p>}
      <p>
        <Button onClick={onClear}>{homeWords.clear}</Button>
      </p>
    </div>
  );
}
