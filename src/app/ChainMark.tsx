import { type ChainConfiguration, isBinding, isPractice } from "@/chain/configuration";
import { Badge } from "@/ui/Badge";
import { words } from "@/words/words";

/** Says of a chain that votes on it bind nobody; nothing of any other chain. */
export function ChainMark({ chain }: { chain: ChainConfiguration }) {
  if (isBinding(chain)) return null;
  return <Badge>{isPractice(chain) ? words.practiceShort : words.notBinding}</Badge>;
}
