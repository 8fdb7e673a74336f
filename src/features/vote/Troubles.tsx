import type { Head } from "@/chain/watchHead";
import { relayName } from "@/election/relayName";
import type { RelayFault, RelayStatement } from "@/election/relayStatement";
import { formatCount, formatDuration, formatMoment } from "@/ui/format";
import { Notice } from "@/ui/Notice";
import { useNow } from "@/ui/useNow";
import { rescueWords as words } from "@/words/rescue";
import { formatClock } from "./formatClock";

/** A relay that is named, and what for. */
export type NamedRelay = { statement: RelayStatement; fault: RelayFault };

type TroublesProps = {
  faults: readonly NamedRelay[];
  /** The block at which the contract counts no ballot of this voter. */
  head: Head;
  /** When voting ends, in unix seconds, where that is near. */
  closes: bigint | undefined;
};

/** Which relays have not kept their word, and that little time is left. */
export default function Troubles({ faults, head, closes }: TroublesProps) {
  const now = useNow(60_000);
  return (
    <>
      {faults.map(({ statement, fault }) => {
        const { relay, at, block } = statement;
        const lead = words.named[fault](relayName(relay), formatClock(at, now));
        const rest =
          fault === "late"
            ? words.laterInNone(formatCount(head.number - block), formatDuration(head.timestamp - at))
            : words.countsNone(formatCount(head.number));
        return (
          <Notice key={relay} tone="caution" lead={lead}>
            {/* Changes with every block: not to be read out each time. */}
            <span aria-live="off">{rest}</span>
          </Notice>
        );
      })}
      {closes !== undefined && (
        <Notice tone="caution" lead={words.pressing(formatMoment(closes, now))}>
          {words.pressingRest}
        </Notice>
      )}
    </>
  );
}
