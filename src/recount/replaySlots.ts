import { type Hex, hexToBytes } from "viem";
import type { RecordEntry } from "./evidence";
import { emptySlot, nextSlot } from "./seal";

/**
 * The tally slots of a poll after its record, vote by vote.
 * @param ids The candidates' in ballot order, each once.
 * @returns The slots in ballot order, 32 bytes each, and `stray`, the place of the first entry that no poll makes: for what
 * is no candidate, or of a batch; undefined where there is none. Such entries change no slot.
 */
export function replaySlots(
  ids: readonly Hex[],
  entries: readonly RecordEntry[],
): { slots: Uint8Array[]; stray: number | undefined } {
  const slots = new Map<string, Uint8Array>(ids.map((id) => [id, emptySlot(id)]));
  let stray: number | undefined;
  for (const [place, entry] of entries.entries()) {
    // The ids were hashed here, and so are in lower case.
    const id = "candidate" in entry ? entry.candidate.toLowerCase() : "0x";
    const slot = slots.get(id);
    if (slot && "voter" in entry) slots.set(id, nextSlot(slot, hexToBytes(entry.voter)));
    else stray ??= place;
  }
  return { slots: ids.map((id) => slots.get(id) ?? emptySlot(id)), stray };
}
