import { planDelivery } from "@/chain/carryBallots";
import { isPractice } from "@/chain/configuration";
import { explainDelivery } from "@/chain/explainDelivery";
import { chainTime } from "@/election/phase";
import { Button } from "@/ui/Button";
import { formatCount } from "@/ui/format";
import { Notice } from "@/ui/Notice";
import { deliverWords } from "@/words/deliver";
import styles from "./Actions.module.css";
import type { BroughtBallot } from "./brought";
import { CarryReview } from "./CarryReview";
import type { DeliverActionsProps } from "./DeliverActions";
import { useCarry } from "./useCarry";

const words = deliverWords.carry;

type CarryActionsProps = DeliverActionsProps & { chosen: readonly BroughtBallot[]; onClose: () => void };

/** Delivering from the reader's own account: connect, go to the right chain, look once more, sign. */
export function CarryActions(props: CarryActionsProps) {
  const { chain, node, election, head, wallet, chosen, switchChain, onClose } = props;
  const { carrying, carry, stopWaiting, reset } = useCarry(node, election);
  const { connection, getSigner } = wallet;

  const back = (
    <Button
      look="link"
      onClick={() => {
        reset();
        onClose();
      }}
    >
      {deliverWords.review.back}
    </Button>
  );

  if (connection.status !== "connected") {
    return (
      <div className={styles.row}>
        <Button look="main" onClick={wallet.onConnect}>
          {deliverWords.actions.connect}
        </Button>
        {back}
      </div>
    );
  }
  if (connection.chainId !== chain.id) {
    return (
      <>
        {switchChain}
        <p>{back}</p>
      </>
    );
  }

  const deliveries = planDelivery(
    election,
    chosen.map(({ ballot }) => ballot),
  );
  if (carrying.stage === "checking" || carrying.stage === "signing") {
    const { stage, number, all } = carrying;
    return (
      <div className={styles.row}>
        <p role="status">
          {words[stage]} {all > 1 && words.of(formatCount(BigInt(number)), formatCount(BigInt(all)))}
        </p>
        {stage === "signing" && !connection.practice && (
          <Button look="link" onClick={stopWaiting}>
            {words.stopWaiting}
          </Button>
        )}
      </div>
    );
  }

  return (
    <>
      {carrying.stage === "failed" && carrying.carrier === connection.address && (
        <div role="alert">
          <Notice tone="fault" lead={words.failed}>
            {explainDelivery(carrying.error)}
          </Notice>
        </div>
      )}
      <CarryReview
        chain={chain}
        node={node}
        election={election}
        head={head}
        carrier={connection.address}
        isPractice={connection.practice && isPractice(chain)}
        deliveries={deliveries}
        onConfirm={
          getSigner &&
          (() => {
            const now = chainTime(head, Date.now());
            void carry(getSigner, connection.address, deliveries, now).then((isSent) => isSent && onClose());
          })
        }
        back={back}
      />
    </>
  );
}
