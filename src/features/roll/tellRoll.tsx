import type { Address } from "viem";
import { organiserName } from "@/election/organiser";
import { formatCount, shorten } from "@/ui/format";
import { rollsWords as words } from "@/words/rolls";

/** How many voters a roll has. */
export function tellSize(size: bigint): string {
  return size === 1n ? words.oneVoter : words.voters(formatCount(size));
}

type PublisherProps = {
  publisher: Address;
  own: Address | undefined;
  named: readonly { address: Address; name: string }[];
};

/** Who published a roll: the reader, somebody known by name, or an address. */
export function Publisher({ publisher, own, named }: PublisherProps) {
  if (publisher === own) return <strong>{words.you}</strong>;
  const name = organiserName({ named, opened: [] }, publisher);
  return name === undefined ? <span title={publisher}>{shorten(publisher)}</span> : <bdi>{name}</bdi>;
}
