import type { RollRow, RowFault } from "@/election/rollText";
import { formatCount } from "@/ui/format";
import { rollWords as words } from "@/words/roll";

/** Where a row stands: its number, with the file's name where there are several. */
export function placeOf(row: RollRow, files: readonly string[]): string {
  const number = formatCount(BigInt(row.number));
  const file = files[row.file];
  if (file === "") return words.faulty.byHand(number);
  return files.length > 1 && file !== undefined ? words.faulty.inFile(number, file) : number;
}

/** Why a row is no voter. */
export function reasonOf(fault: RowFault, files: readonly string[]): string {
  const { reasons } = words.faulty;
  switch (fault.kind) {
    case "short":
    case "long":
      return reasons[fault.kind](formatCount(BigInt(fault.digits)));
    case "letter":
      return reasons.letter(fault.letter);
    case "duplicate":
      return reasons.duplicate(placeOf(fault.of, files));
    default:
      return reasons[fault.kind];
  }
}
