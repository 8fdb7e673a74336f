import { checksumAddress } from "viem";
import { writeCsv } from "@/election/csv";
import { saveFile } from "@/ui/saveFile";
import type { VoterList } from "./voterList";

/** Hands the reader the list as a CSV file that can be read in again, its mistakes too. */
export function saveList({ rows }: VoterList): void {
  const lines = rows.map(({ label, text, checked }) => [
    label,
    "fault" in checked || !checked.hasChecksum ? text : checksumAddress(checked.address),
  ]);
  saveFile("members.csv", "text/csv", writeCsv([["Name", "Address"], ...lines]));
}
