import { isAddressEqual } from "viem";
import { Link } from "wouter";
import type { ChainConfiguration } from "@/chain/configuration";
import type { WalletAtChain } from "@/chain/connection";
import { explainPublishing } from "@/chain/explainPublishing";
import { isStepDone, type PublishingStep } from "@/election/publishing";
import { Button } from "@/ui/Button";
import { formatCount, shorten } from "@/ui/format";
import { Notice } from "@/ui/Notice";
import { formatMomentIn, readersZone } from "@/ui/zonedFormat";
import { publishWords } from "@/words/publish";
import styles from "./Publish.module.css";
import type { PublishingRecord } from "./publishingRecord";
import { nameStep } from "./StepLines";
import { ToChain } from "./ToChain";
import { OtherTabError, type usePublishing } from "./usePublishing";

const words = publishWords.under;

type NextStepProps = {
  chain: ChainConfiguration;
  record: PublishingRecord;
  steps: readonly PublishingStep[];
  publishing: ReturnType<typeof usePublishing>;
  organiser: WalletAtChain;
  /** Chain time, in unix seconds; undefined until a block was read. */
  time: bigint | undefined;
};

/** What the organiser can do now: connect, switch, go on, pause; or why it does not go on. */
export function NextStep({ chain, record, steps, publishing, organiser, time }: NextStepProps) {
  const { progress, activity, isRunning, error } = publishing;
  const { connection } = organiser;
  const next = progress && steps.find((step) => !isStepDone(step, progress));
  if (!next) return null;

  if (isRunning) {
    return (
      <div className={styles.row}>
        <Button onClick={publishing.pause}>{words.pause}</Button>
        {activity?.activity === "signing" && (
          <Button look="link" onClick={publishing.stopWaiting}>
            {publishWords.stopWaiting}
          </Button>
        )}
      </div>
    );
  }

  const { opens, closes } = record.question;
  // Before more is paid for a roll whose election could not be created.
  if (time !== undefined && closes <= time) {
    return (
      <Notice tone="fault" lead={words.over(formatMomentIn(closes, readersZone()))}>
        {words.overLead}
      </Notice>
    );
  }

  const failure = error && (
    <div role="alert">
      <Notice tone="fault" lead={words.failed}>
        {error instanceof OtherTabError ? words.otherTab : explainPublishing(error)}
      </Notice>
    </div>
  );
  if (connection.status !== "connected") {
    return (
      <>
        {failure}
        <div className={styles.row}>
          <Button look="main" onClick={organiser.onConnect}>
            {publishWords.connect}
          </Button>
        </div>
      </>
    );
  }
  if (!isAddressEqual(connection.address, record.publisher)) {
    return (
      <>
        <Notice tone="caution" lead={words.otherAccount(shorten(record.publisher))}>
          {words.otherAccountLead}
        </Notice>
        <div className={styles.row}>
          <Button look="main" onClick={organiser.onConnect}>
            {words.chooseAccount}
          </Button>
        </div>
      </>
    );
  }
  if (connection.chainId !== chain.id) return <ToChain chainName={chain.name} onSwitch={organiser.onSwitchChain} />;

  const isClosing = next.kind === "closeRoll";
  const voters = record.electorate.kind === "voters" ? record.electorate.voters.length : 0;
  return (
    <>
      {failure}
      {!failure && publishing.asked === steps.indexOf(next) && (
        <Notice tone="caution" lead={words.asked}>
          {words.askedLead}
        </Notice>
      )}
      {time !== undefined && opens <= time && (
        <Notice tone="caution" lead={words.opensNow(formatMomentIn(opens, readersZone()))}>
          {words.opensNowLead}
        </Notice>
      )}
      {isClosing && (
        <Notice tone="caution" lead={words.beforeClosing}>
          {words.beforeClosingLead}{" "}
          {progress?.roll && <Link href={`/${chain.id}/rolls/${progress.roll.address}`}>{words.seeRoll}</Link>}
        </Notice>
      )}
      <div className={styles.row}>
        <Button look="main" onClick={() => publishing.goOn(isClosing)}>
          {isClosing ? words.closeRoll(formatCount(BigInt(voters))) : words.goOn(nameStep(next))}
        </Button>
      </div>
    </>
  );
}
