import { useMutation } from "@tanstack/react-query";
import { explainError } from "@/chain/explainError";
import { Button } from "@/ui/Button";
import { Notice } from "@/ui/Notice";
import { publishWords as words } from "@/words/publish";
import styles from "./Publish.module.css";

/** In place of the next step while the wallet is on another chain: asks it to switch. */
export function ToChain({ chainName, onSwitch }: { chainName: string; onSwitch: () => Promise<void> }) {
  const switching = useMutation({ mutationFn: onSwitch });
  return (
    <>
      <div className={styles.row}>
        <Button look="main" disabled={switching.isPending} onClick={() => switching.mutate()}>
          {words.switchTo(chainName)}
        </Button>
        {switching.isPending && (
          <Button look="link" onClick={switching.reset}>
            {words.stopWaiting}
          </Button>
        )}
      </div>
      {switching.isPending && <p role="status">{words.switching}</p>}
      {switching.error && (
        <div role="alert">
          <Notice tone="caution" lead={words.notSwitched}>
            {explainError(switching.error)}
          </Notice>
        </div>
      )}
    </>
  );
}
