import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useEffect, useRef } from "react";
import type { Address } from "viem";
import type { Delivery } from "@/chain/carryBallots";
import type { ChainConfiguration } from "@/chain/configuration";
import type { Node } from "@/chain/node";
import { priceDelivery } from "@/chain/priceDelivery";
import { readBalance } from "@/chain/readBalance";
import type { Head } from "@/chain/watchHead";
import type { Election } from "@/election/election";
import { Button } from "@/ui/Button";
import { formatCount, shorten } from "@/ui/format";
import { formatCoin } from "@/ui/formatCoin";
import { Notice } from "@/ui/Notice";
import { deliverWords } from "@/words/deliver";
import styles from "./Actions.module.css";
import { countBallots } from "./Reports";

const words = deliverWords.review;

/** How long a price is good for, in milliseconds. */
const freshness = 15_000;

type CarryReviewProps = {
  chain: ChainConfiguration;
  node: Node;
  election: Election;
  head: Head;
  carrier: Address;
  /** A practice account: no wallet asks once more. */
  isPractice: boolean;
  deliveries: readonly Delivery[];
  /** Absent while the wallet is not there to sign. */
  onConfirm: (() => void) | undefined;
  back: ReactNode;
};

/** What will be sent, who pays how much, and what it does: the last look before signing. */
export function CarryReview(props: CarryReviewProps) {
  const { chain, election, carrier, isPractice, deliveries, onConfirm, back } = props;
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    let frame = 0;
    function show() {
      // What lies behind the choice of wallets takes no focus until that is closed.
      if (document.querySelector("dialog:modal")) {
        frame = requestAnimationFrame(show);
        return;
      }
      title.current?.focus({ preventScroll: true });
      title.current?.parentElement?.scrollIntoView({ block: "nearest" });
    }
    show();
    return () => cancelAnimationFrame(frame);
  }, []);
  const ballots = deliveries.reduce((sum, delivery) => sum + delivery.ballots.length, 0);
  const transactions = formatCount(BigInt(deliveries.length));

  return (
    <section className={styles.review} aria-label={words.heading}>
      <h4 ref={title} tabIndex={-1}>
        {words.heading}
      </h4>
      <dl>
        <dt>{words.ballots}</dt>
        <dd>
          {words.ballotsText(
            countBallots(ballots),
            deliveries.length === 1 ? words.oneTransaction : words.transactions(transactions),
          )}
        </dd>
        <dt>{words.election}</dt>
        <dd>
          <bdi>{election.title}</bdi> <span className={styles.address}>{election.address}</span>
        </dd>
        <dt>{words.chain}</dt>
        <dd>{chain.name}</dd>
        <dt>{words.from}</dt>
        <dd className={styles.address}>{carrier}</dd>
        <dt>{words.fee}</dt>
        <dd>{isPractice ? words.feeNone : <Fee {...props} />}</dd>
        <dt>{words.effect}</dt>
        <dd>{words.effectText}</dd>
      </dl>
      <div className={styles.row}>
        <Button look="main" disabled={!onConfirm || ballots === 0} onClick={onConfirm}>
          {words.confirm(shorten(carrier))}
        </Button>
        {back}
      </div>
    </section>
  );
}

function Fee({ chain, node, election, head, carrier, deliveries }: CarryReviewProps) {
  const key = deliveries.map(({ ballots }) => ballots.map(({ index }) => index).join()).join(" ");
  const { data, error } = useQuery({
    queryKey: ["delivery price", chain.id, election.address, carrier, key],
    queryFn: async () => {
      const [price, balance] = await Promise.all([
        priceDelivery(node, election, carrier, deliveries),
        readBalance(node, carrier, head.number),
      ]);
      return { ...price, balance };
    },
    staleTime: freshness,
    refetchInterval: freshness,
  });
  if (!data) return <span role="status">{error ? words.feeUnknown : words.feeReading}</span>;
  const isShort = data.balance < data.total;
  return (
    <>
      {words.feeText(formatCoin(data.total, chain.currency), formatCount(data.gas))}
      {isShort && (
        <Notice tone="caution" lead={words.short(formatCoin(data.balance, chain.currency))}>
          {words.shortLead}
        </Notice>
      )}
    </>
  );
}
