import { formatIso, formatMoment } from "./format";
import { useNow } from "./useNow";

/** A moment of chain time (unix seconds) in the reader's zone. */
export function Moment({ seconds }: { seconds: bigint }) {
  const now = useNow(60_000);
  return <time dateTime={formatIso(seconds)}>{formatMoment(seconds, now)}</time>;
}
