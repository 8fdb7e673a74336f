import { Button } from "@/ui/Button";
import { Notice } from "@/ui/Notice";
import { againWords as words } from "@/words/again";

type SignedBeforeProps = {
  /** For whom the undelivered ballot is. */
  name: string;
  /** Whether what is under review is for the same candidate. */
  isSame: boolean;
  onKeep: () => void;
};

/** While a ballot is chosen again, or paid for, although a signed one is under way: what that means. */
export default function SignedBefore({ name, isSame, onKeep }: SignedBeforeProps) {
  if (isSame) {
    return (
      <div>
        <p>
          {words.signed(name)} {words.safe}
        </p>
        <Button look="link" onClick={onKeep}>
          {words.wait}
        </Button>
      </div>
    );
  }
  return (
    <Notice tone="caution" lead={words.signed(name)}>
      {words.warning}{" "}
      <Button look="link" onClick={onKeep}>
        {words.keep(name)}
      </Button>
    </Notice>
  );
}
