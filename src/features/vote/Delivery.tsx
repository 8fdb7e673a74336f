import { lazy, useState } from "react";
import type { Head } from "@/chain/watchHead";
import type { Election } from "@/election/election";
import { isPressing } from "@/election/lateness";
import { chainTime } from "@/election/phase";
import { relayName } from "@/election/relayName";
import { faultOf } from "@/election/relayStatement";
import type { SignedBallot } from "@/election/signedBallot";
import { Button } from "@/ui/Button";
import { Notice } from "@/ui/Notice";
import { useIsKept } from "@/ui/stored";
import { useNow } from "@/ui/useNow";
import { signWords as words } from "@/words/sign";
import { words as common } from "@/words/words";
import shared from "./CastActions.module.css";
import styles from "./Delivery.module.css";
import { type KeptBallot, keyOf } from "./keptBallot";
import { Part } from "./Part";
import { RescueFold } from "./RescueFold";
import { useDelivery } from "./useDelivery";

const Troubles = lazy(() => import("./Troubles"));
const ChooseAgain = lazy(() => import("./ChooseAgain"));

type DeliveryProps = {
  relays: readonly string[];
  election: Election;
  ballot: SignedBallot;
  kept: KeptBallot;
  onKeep: (kept: KeptBallot | undefined) => void;
  /** Whether the contract says that it counts nothing of this voter at `head`; otherwise that is not known. */
  isUncounted: boolean;
  head: Head;
  /** The link by which anybody can deliver a ballot. */
  deliverLink: (ballot: SignedBallot) => Promise<string>;
  /** To the review of the same ballot, with the network fee paid by the voter; absent where nobody can vote any more. */
  onPay: (() => void) | undefined;
  /** Back to the ballot paper. */
  onChooseAgain: () => void;
};

/** Where a signed ballot stands that the contract does not count: with this browser alone, or with relays. */
export function Delivery(props: DeliveryProps) {
  const { relays, election, ballot, kept, onKeep, isUncounted, head, deliverLink, onPay, onChooseAgain } = props;
  const { closes } = election;
  const { told } = kept;
  const time = chainTime(head, useNow(5000));
  const isTooLate = head.timestamp >= closes;
  // The first relay that was given the ballot needs a block or two.
  const hadTime = told.length === 0 || told.some(({ block }) => head.number > block + 1n);
  const isPressed = isUncounted && isPressing(time, closes) && hadTime;
  const { answers, isTrying, tryAll } = useDelivery({
    relays,
    election,
    ballot,
    told,
    head,
    isToAll: isPressed,
    isWanted: !isTooLate,
  });
  const isStored = useIsKept("lasting", keyOf(election, ballot.voter));
  const [isAsking, setAsking] = useState(false);

  const faults = told.flatMap((statement) => {
    const fault = isUncounted && faultOf(statement, head, closes);
    return fault ? { statement, fault } : [];
  });

  if (isTooLate && isUncounted) {
    return (
      <div className={styles.delivery}>
        <p role="status">{words.stands.tooLate}</p>
        {faults.length > 0 && (
          <Part>
            <Troubles faults={faults} head={head} closes={undefined} />
          </Part>
        )}
        <Button look="link" onClick={() => onKeep(undefined)}>
          {common.cast.hide}
        </Button>
      </div>
    );
  }

  const name = election.candidates.find(({ id }) => id === kept.candidate)?.short ?? kept.choice;
  const isRefused = (relay: string) => answers?.some((answer) => answer.relay === relay && "reason" in answer);
  const holder = told.find(
    (statement) => !isRefused(statement.relay) && !faults.some((named) => named.statement === statement),
  );
  const isStuck = isUncounted && !holder && (answers !== undefined || faults.length > 0);
  const says = holder && holder.state !== "void" && holder.state !== "gone" && words.says[holder.state];

  return (
    <div className={styles.delivery}>
      <p role="status">{words.stands[standOf()]}</p>
      {says && <p className={shared.small}>{says(relayName(holder.relay))}</p>}
      {(isPressed || faults.length > 0) && (
        <Part>
          <Troubles faults={faults} head={head} closes={isPressed ? closes : undefined} />
        </Part>
      )}
      {!isStored && !holder && <Notice tone="caution" lead={words.unkept} />}
      <RescueFold
        isNeeded={isStuck || isPressed || faults.length > 0}
        relays={relays}
        ballot={ballot}
        candidates={election.candidates}
        told={told}
        faults={faults}
        answers={answers ?? []}
        isTrying={isTrying}
        onTryAll={tryAll}
        deliverLink={deliverLink}
      />
      {onPay && (
        <div className={shared.row}>
          <Button look="link" onClick={onPay}>
            {words.pay}
          </Button>
          <Button look="link" onClick={() => setAsking(true)}>
            {words.chooseAgain}
          </Button>
        </div>
      )}
      {isAsking && (
        <Part>
          <ChooseAgain
            name={name}
            onClose={() => setAsking(false)}
            onConfirm={() => {
              setAsking(false);
              onChooseAgain();
            }}
          />
        </Part>
      )}
    </div>
  );

  function standOf(): keyof typeof words.stands {
    if (!isUncounted) return "asking";
    if (kept.counted) return "takenBack";
    if (holder) return "withRelay";
    if (!isStuck) return "handing";
    return told.length > 0 ? "heldBack" : "notHanded";
  }
}
