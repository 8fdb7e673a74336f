import { checksumAddress } from "viem";
import { saveTable } from "./saveTable";
import type { VoterList } from "./voterList";

/** Hands the reader the list as a CSV file that can be read in again, its mistakes too. */
export function saveList({ rows }: VoterList): void {
  const lines = rows.map(({ label, text, checked }) => [
    label,
    "fault" in checked || !checked.hasChecksum ? text : checksumAddress(checked.address),
  ]);
  saveTable("members.csv", [["Name", "Address"], ...lines]);
}
