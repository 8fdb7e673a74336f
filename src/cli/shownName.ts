import { type Hex, size, slice } from "viem";
import { decodeText } from "@/chain/readDetails";
import { shownText } from "@/election/shownText";

/** No build takes a title or a candidate's name of more bytes. */
const longest = 200;

/**
 * A title or a candidate's name as it is safe to show on a terminal, empty where nothing could be seen of it. Of one that is
 * longer than any election's, the beginning: it may have megabytes.
 */
export function shownName(name: Hex): string {
  if (size(name) <= longest) return shownText(decodeText(name));
  // A letter may be cut in two.
  return `${shownText(decodeText(slice(name, 0, longest)).replace(/\ufffd+$/, ""))}…`;
}
