import { useMemo } from "react";
import { judgeRows } from "@/election/rollText";
import { formatCount } from "@/ui/format";
import { useKept } from "@/ui/kept";
import { rollWords } from "@/words/roll";
import { KeptList, keptUnder, unpackList } from "./voterList";

const words = rollWords.summary;

/** What a list that this browser keeps comes to, for whoever is about to publish it: its voters, and who is left out. */
export function ListSummary({ list }: { list: string }) {
  const [{ value, isReading }] = useKept(keptUnder(list), KeptList);
  const judgement = useMemo(() => value && judgeRows(unpackList(value).rows), [value]);
  if (!judgement) return isReading ? words.reading : words.none;
  const { voters, faulty } = judgement;
  const count = (rows: readonly unknown[]) => formatCount(BigInt(rows.length));
  return (
    <>
      {voters.length === 1 ? words.oneVoter : words.voters(count(voters))}
      {faulty.length > 0 && <strong>{faulty.length === 1 ? words.oneLeftOut : words.leftOut(count(faulty))}</strong>}
    </>
  );
}
