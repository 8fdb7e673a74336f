import { organiserName } from "@/election/organiser";
import { PrintedNotice } from "@/features/after/PrintedNotice";
import { useTitle } from "@/ui/useTitle";
import { afterWords } from "@/words/after";
import { ChainMark } from "./ChainMark";
import { electionLink } from "./electionLink";
import { OpenedElection, type WatchedElection } from "./OpenedElection";
import { PrintBar } from "./PrintBar";

/** An election's notice, to be printed: `#/<chainId>/<address>/notice`. */
export function NoticePage() {
  return <OpenedElection page={Opened} />;
}

function Opened({ opened: { chain }, election, phase }: WatchedElection) {
  useTitle(afterWords.noticeTitle(election.title));
  return (
    <>
      <PrintBar election={election} print={afterWords.print} back={afterWords.back} />
      <PrintedNotice
        election={election}
        phase={phase}
        link={electionLink(election)}
        chainName={chain.name}
        isByRelay={chain.relays.length > 0 && election.roll !== undefined && election.written !== undefined}
        mark={<ChainMark chain={chain} />}
        organiser={organiserName({ named: chain.organisers, opened: [] }, election.organiser)}
      />
    </>
  );
}
