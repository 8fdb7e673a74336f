import { type Address, getAddress } from "viem";
import { formatCount, shorten } from "@/ui/format";
import { ledgerWords } from "@/words/ledger";
import styles from "./Ledger.module.css";

/** What a relay brings in one transaction: how many ballots, and by which address. */
export function BatchHead({ carrier, count }: { carrier: Address; count: number }) {
  const address = getAddress(carrier);
  return (
    <p className={styles.batchHead}>
      <span>{ledgerWords.batch(formatCount(BigInt(count)), count === 1)}</span>
      <span className={styles.address} title={address}>
        {shorten(address)}
      </span>
    </p>
  );
}
