import { Button } from "@/ui/Button";
import { Dialog } from "@/ui/Dialog";
import { signWords as words } from "@/words/sign";
import shared from "./CastActions.module.css";
import styles from "./Delivery.module.css";

type ChooseAgainProps = {
  /** For whom the undelivered ballot is. */
  name: string;
  onClose: () => void;
  onConfirm: () => void;
};

/** Before a second choice while a signed ballot is under way: what was signed cannot be called back. */
export function ChooseAgain({ name, onClose, onConfirm }: ChooseAgainProps) {
  return (
    <Dialog heading={words.again.heading} onClose={onClose}>
      <p className={styles.warning}>
        {words.again.signed(name)} {words.again.warning}
      </p>
      <div className={shared.row}>
        <Button look="main" onClick={onClose}>
          {words.again.keep(name)}
        </Button>
        <Button look="link" onClick={onConfirm}>
          {words.again.chooseAgain}
        </Button>
      </div>
    </Dialog>
  );
}
