import { useMemo, useState } from "react";
import { judgeRows } from "@/election/rollText";
import { useKept } from "@/ui/kept";
import { rollWords as words } from "@/words/roll";
import { emptyList, KeptList, keptUnder, packList, unpackList, type VoterList } from "./voterList";

/** What was done to the list last, and the list before where it can be taken back. */
type Done = { said: string; before?: VoterList };

/** The list that this browser keeps under a key, judged, and what changes it. */
export function useVoterList(key: string) {
  const [kept, keep] = useKept(keptUnder(key), KeptList);
  const [done, setDone] = useState<Done>();
  const list = useMemo(() => (kept.value ? unpackList(kept.value) : emptyList), [kept.value]);
  const judgement = useMemo(() => judgeRows(list.rows), [list.rows]);

  return {
    list,
    judgement,
    isReading: kept.isReading,
    isWriting: kept.isWriting,
    isUnkept: kept.isUnkept,
    said: done?.said,
    /** Puts another list in place of this one, and says what was done. */
    change: (next: VoterList, said: string) => {
      keep(packList(next));
      setDone({ said, before: list });
    },
    undo: done?.before && {
      said: words.said.undo,
      run: () => {
        keep(done.before && packList(done.before));
        setDone({ said: words.said.undone });
      },
    },
  };
}

/** A list in the making, as the parts of its page see it. */
export type OpenedList = ReturnType<typeof useVoterList>;
