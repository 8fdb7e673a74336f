import { Button } from "@/ui/Button";
import { Dialog } from "@/ui/Dialog";
import { againWords as words } from "@/words/again";
import shared from "./CastActions.module.css";
import styles from "./ChooseAgain.module.css";

type ChooseAgainProps = {
  /** For whom the undelivered ballot is. */
  name: string;
  onClose: () => void;
  onConfirm: () => void;
};

/** Before a second choice while a signed ballot is under way: what was signed cannot be called back. */
export default function ChooseAgain({ name, onClose, onConfirm }: ChooseAgainProps) {
  return (
    <Dialog heading={words.heading} onClose={onClose}>
      <p className={styles.warning}>
        {words.signed(name)} {words.warning}
      </p>
      <div className={shared.row}>
        <Button look="main" onClick={onClose}>
          {words.keep(name)}
        </Button>
        <Button look="link" onClick={onConfirm}>
          {words.chooseAgain}
        </Button>
      </div>
    </Dialog>
  );
}
