import { lazy, useState } from "react";
import type { Election } from "@/election/election";
import { relayName } from "@/election/relayName";
import type { SignedBallot } from "@/election/signedBallot";
import { Button } from "@/ui/Button";
import { Notice } from "@/ui/Notice";
import { useIsKept } from "@/ui/stored";
import { signWords as words } from "@/words/sign";
import { words as common } from "@/words/words";
import shared from "./CastActions.module.css";
import styles from "./Delivery.module.css";
import { type KeptBallot, keyOf } from "./keptBallot";
import { Part } from "./Part";
import { type Delivery as Delivered, isLate, useDelivery } from "./useDelivery";

const Troubles = lazy(() => import("./Troubles"));
const ChooseAgain = lazy(() => import("./ChooseAgain"));

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
  const isHeldBack = isUncounted && isLate(kept, time);
  const troubles = delivery && "troubles" in delivery ? delivery.troubles : [];

  if (isTooLate && isUncounted) {
    return (
      <div className={styles.delivery}>
        <p role="status">{words.stands.tooLate}</p>
        <Button look="link" onClick={() => onKeep(undefined)}>
          {common.cast.hide}
        </Button>
      </div>
    );
  }

  return (
    <div className={styles.delivery}>
      <p role="status">{words.stands[standOf(kept, delivery, isUncounted)]}</p>
      {hasRelay && <p className={shared.small}>{words.says[delivery.state](relayName(delivery.relay))}</p>}
      {(troubles.length > 0 || isHeldBack) && (
        <Part>
          <Troubles troubles={troubles} isLate={isHeldBack} isTrying={isTrying} onTry={tryNow} />
        </Part>
      )}
      {!isStored && !hasRelay && <Notice tone="caution" lead={words.unkept} />}
      <div className={shared.row}>
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
}

function standOf(kept: KeptBallot, delivery: Delivered | undefined, isUncounted: boolean): keyof typeof words.stands {
  if (!isUncounted) return "asking";
  if (kept.counted) return "takenBack";
  if (!delivery) return "handing";
  return "relay" in delivery ? "withRelay" : "notHanded";
}
