import { relayName } from "@/election/relayName";
import { Notice } from "@/ui/Notice";
import { againWords as words } from "@/words/again";

type HeldElsewhereProps = {
  relay: string;
  /** For whom the ballot is that it says it holds. */
  name: string;
  /** Whether what is about to be signed is for the same candidate; undefined while nothing is. */
  isSame: boolean | undefined;
};

/** Says that a relay claims to hold a ballot that was signed on another device, and what signing once more would mean. */
export default function HeldElsewhere({ relay, name, isSame }: HeldElsewhereProps) {
  return (
    <Notice tone="caution" lead={words.heldElsewhere(relayName(relay), name)}>
      {words.itsWord} {isSame === undefined ? words.nothingToDo : isSame ? words.safe : words.warning}
    </Notice>
  );
}
