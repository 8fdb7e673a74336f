import { useState } from "react";
import type { Election } from "@/election/election";
import type { SignedBallot } from "@/election/signedBallot";
import { Button } from "@/ui/Button";
import { Notice } from "@/ui/Notice";
import { useIsKept } from "@/ui/stored";
import { signWords as words } from "@/words/sign";
import shared from "./CastActions.module.css";
import { ChooseAgain } from "./ChooseAgain";
import styles from "./Delivery.module.css";
import { type KeptBallot, keyOf } from "./keptBallot";
import { type Delivery as Delivered, isLate, isPassing, type Trouble, useDelivery } from "./useDelivery";

type DeliveryProps = {
  relays: readonly string[];
  election: Election;
  ballot: SignedBallot;
  kept: KeptBallot;
  onKeep: (kept: KeptBallot | undefined) => void;
  /** Whether the contract says that it counts nothing of this voter; otherwise that is not known. */
  isUncounted: boolean;
  /** Chain time of the newest block, in unix seconds. */
  time: bigint;
  /** To the review of the same ballot, with the network fee paid by the voter; absent where nobody can vote any more. */
  onPay: (() => void) | undefined;
  /** Back to the ballot paper. */
  onChooseAgain: () => void;
};

/** Where a signed ballot stands that the contract does not count: with this browser alone, or with a relay. */
export function Delivery(props: DeliveryProps) {
  const { relays, election, ballot, kept, onKeep, isUncounted, time, onPay, onChooseAgain } = props;
  const isTooLate = time >= election.closes;
  const { delivery, isTrying, tryNow } = useDelivery(relays, ballot, kept, onKeep, time, !isTooLate);
  const isStored = useIsKept("lasting", keyOf(election, ballot.voter));
  const [isAsking, setAsking] = useState(false);
  const name = election.candidates.find(({ id }) => id === kept.candidate)?.short ?? kept.choice;
  const hasRelay = delivery && "relay" in delivery;
  const troubles = delivery && "troubles" in delivery ? delivery.troubles : [];

  if (isTooLate && isUncounted) {
    return (
      <div className={styles.delivery}>
        <p role="status">{words.stands.tooLate}</p>
        <Button look="link" onClick={() => onKeep(undefined)}>
          {words.hide}
        </Button>
      </div>
    );
  }

  return (
    <div className={styles.delivery}>
      <p role="status">{words.stands[standOf(kept, delivery, isUncounted)]}</p>
      {hasRelay && <p className={shared.small}>{words.says[delivery.state](hostOf(delivery.relay))}</p>}
      {troubles.length > 0 && <Troubles troubles={troubles} />}
      {isUncounted && isLate(kept, time) && (
        <Notice tone="caution" lead={words.late}>
          {words.lateRest}
        </Notice>
      )}
      {!isStored && !hasRelay && <Notice tone="caution" lead={words.unkept} />}
      <div className={shared.row}>
        {troubles.length > 0 && (
          <Button disabled={isTrying} onClick={tryNow}>
            {words.tryNow}
          </Button>
        )}
        {onPay && (
          <Button look="link" onClick={onPay}>
            {words.pay}
          </Button>
        )}
        {onPay && (
          <Button look="link" onClick={() => setAsking(true)}>
            {words.chooseAgain}
          </Button>
        )}
      </div>
      {isAsking && (
        <ChooseAgain
          name={name}
          onClose={() => setAsking(false)}
          onConfirm={() => {
            setAsking(false);
            onChooseAgain();
          }}
        />
      )}
    </div>
  );
}

function standOf(kept: KeptBallot, delivery: Delivered | undefined, isUncounted: boolean): keyof typeof words.stands {
  if (!isUncounted) return "asking";
  if (kept.counted) return "takenBack";
  if (!delivery) return "handing";
  return "relay" in delivery ? "withRelay" : "notHanded";
}

function Troubles({ troubles }: { troubles: readonly Trouble[] }) {
  return (
    <div className={styles.troubles}>
      <ul>
        {troubles.map(({ relay, reason }) => (
          <li key={relay}>
            {words.relayOf(hostOf(relay))} {words.trouble[reason]}
          </li>
        ))}
      </ul>
      {troubles.some(isPassing) && <p className={shared.small}>{words.triesAgain}</p>}
    </div>
  );
}

/** A relay's name to readers. */
export function hostOf(relay: string): string {
  return new URL(relay).host;
}
