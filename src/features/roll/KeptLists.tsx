import { useEffect, useRef, useState } from "react";
import { Button } from "@/ui/Button";
import { formatCount, formatList } from "@/ui/format";
import { readKeptKeys, useKept } from "@/ui/kept";
import { useKeptFocus } from "@/ui/useKeptFocus";
import { nodesWords as words } from "@/words/nodes";
import styles from "./KeptLists.module.css";
import { KeptList, listPrefix } from "./voterList";

/** The lists of members that this browser keeps, each with a way to forget it: a list outlives its draft. */
export function KeptLists() {
  const [lists, setLists] = useState<readonly string[]>();
  const all = useRef<HTMLDivElement>(null);
  const keepFocus = useKeptFocus(all);
  useEffect(() => {
    let isCurrent = true;
    void readKeptKeys(listPrefix).then((found) => isCurrent && setLists(found));
    return () => {
      isCurrent = false;
    };
  }, []);

  if (!lists) return null;
  return (
    <div ref={all} tabIndex={-1} className={styles.lists}>
      {lists.length === 0 ? (
        words.none
      ) : (
        <ul onFocus={keepFocus}>
          {lists.map((key) => (
            <Kept key={key} of={key} onForget={() => setLists(lists.filter((other) => other !== key))} />
          ))}
        </ul>
      )}
    </div>
  );
}

function Kept({ of, onForget }: { of: string; onForget: () => void }) {
  const [{ value }, change] = useKept(of, KeptList);
  const files = formatList(value?.files.map((file) => file || words.listByHand) ?? []);
  return (
    <li>
      {value && words.listOf(formatCount(BigInt(value.text.length)), files)}
      <Button
        look="link"
        aria-label={words.forgetList(files)}
        onClick={() => {
          change(undefined);
          onForget();
        }}
      >
        {words.forget}
      </Button>
    </li>
  );
}
