import { explainError } from "@/chain/explainError";
import { Notice } from "@/ui/Notice";
import { signWords as words } from "@/words/sign";

/** Why the wallet has signed nothing, or nothing that counts. */
export function NotSigned({ error }: { error: unknown }) {
  return (
    <div role="alert">
      <Notice tone="fault" lead={words.failed}>
        {explainError(error, words.errors)}
      </Notice>
    </div>
  );
}
