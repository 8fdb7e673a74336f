import { explainError } from "@/chain/explainError";
import { Notice } from "@/ui/Notice";
import { notSignedWords as words } from "@/words/notSigned";

/** Why the wallet has signed nothing, or nothing that counts. */
export default function NotSigned({ error }: { error: unknown }) {
  return (
    <div role="alert">
      <Notice tone="fault" lead={words.failed}>
        {explainError(error, words.errors)}
      </Notice>
    </div>
  );
}
