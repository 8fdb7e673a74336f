import { resolveWindow } from "@/election/votingWindow";
import { writeLocal } from "@/election/zonedTime";
import { Button } from "@/ui/Button";
import { Notice } from "@/ui/Notice";
import { formatMomentIn, readersZone } from "@/ui/zonedFormat";
import { createWords } from "@/words/create";
import styles from "./Form.module.css";
import { MomentField } from "./MomentField";
import { RuleFields } from "./RuleFields";
import type { StepProps } from "./step";

const words = createWords.time;

/** How far a clock may be off without a word, in seconds: a block takes its time. */
const patience = 300;

/** Chain time, and the reader's clock at the same moment, both in unix seconds. */
export type ChainClock = { time: bigint; clock: number };

/** When it opens and closes, in the zone of the draft, held against chain time; and the rules in words. */
export function TimeStep({
  draft,
  problems,
  chainClock,
  onChange,
}: StepProps & { chainClock: ChainClock | undefined }) {
  const { zone, opens, closes } = draft;
  const here = readersZone();
  const window = chainClock && resolveWindow(opens, closes, zone, chainClock.time);
  const isClockOff = chainClock && Math.abs(Number(chainClock.time) - chainClock.clock) > patience;

  return (
    <>
      <MomentField
        label={words.opens}
        labelByHand={words.opensAt}
        choices={words.opensChoices}
        hint={opens.kind === "after" && opens.hours === 48 ? words.check : undefined}
        moment={opens}
        resolved={window?.opens}
        zone={zone}
        problems={problems.filter(({ field }) => field === "opens")}
        onChange={(moment) => onChange({ opens: moment })}
        onByHand={() => onChange({ opens: { kind: "at", local: window?.opens ? writeLocal(window.opens, zone) : "" } })}
      />
      <MomentField
        label={words.closes}
        labelByHand={words.closesAt}
        choices={words.closesChoices}
        moment={closes}
        resolved={window?.closes}
        zone={zone}
        problems={problems.filter(({ field }) => field === "closes")}
        onChange={(moment) => onChange({ closes: moment })}
        onByHand={() =>
          onChange({ closes: { kind: "at", local: window?.closes ? writeLocal(window.closes, zone) : "" } })
        }
      />
      <div className={styles.zone}>
        <p>{zone === here ? words.zone(zone) : words.otherZone(zone, here)}</p>
        {zone !== here && (
          <Button look="link" onClick={() => onChange({ zone: here })}>
            {words.takeZone(here)}
          </Button>
        )}
      </div>
      {!chainClock && <p className={styles.soft}>{words.noChainTime}</p>}
      {isClockOff && (
        <Notice
          tone="caution"
          lead={words.clock(
            formatMomentIn(BigInt(Math.floor(chainClock.clock)), zone),
            formatMomentIn(chainClock.time, zone),
          )}
        />
      )}
      <RuleFields draft={draft} onChange={onChange} />
    </>
  );
}
