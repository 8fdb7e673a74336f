import { explainError } from "@/chain/explainError";
import { Notice } from "@/ui/Notice";
import { notSignedWords as words } from "@/words/notSigned";

type NotSignedProps = {
  error: unknown;
  /** Sentences for another way of signing than by a key. */
  inTask?: Parameters<typeof explainError>[1];
};

/** Why the wallet has signed nothing, or nothing that counts. */
export default function NotSigned({ error, inTask }: NotSignedProps) {
  return (
    <div role="alert">
      <Notice tone="fault" lead={words.failed}>
        {explainError(error, { ...words.errors, ...inTask })}
      </Notice>
    </div>
  );
}
