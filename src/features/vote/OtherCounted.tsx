import { Button } from "@/ui/Button";
import { Notice } from "@/ui/Notice";
import { againWords as words } from "@/words/again";
import { words as common } from "@/words/words";
import styles from "./CastActions.module.css";

type OtherCountedProps = {
  /** For whom the ballot is that the contract counts. */
  counted: string;
  /** For whom the one is that was signed last. */
  signed: string;
  onHide: () => void;
};

/** Says that another ballot of this voter arrived before the one that was signed last. */
export default function OtherCounted({ counted, signed, onHide }: OtherCountedProps) {
  return (
    <Notice tone="caution" lead={words.otherCounted(counted, signed)}>
      {words.arrivedFirst}{" "}
      <Button look="link" className={styles.within} onClick={onHide}>
        {common.cast.hide}
      </Button>
    </Notice>
  );
}
