import { useQueries } from "@tanstack/react-query";
import type { Address } from "viem";
import { Link } from "wouter";
import type { ChainConfiguration } from "@/chain/configuration";
import type { Connection } from "@/chain/connection";
import type { Node } from "@/chain/node";
import { readPlace } from "@/chain/readPlace";
import type { Head } from "@/chain/watchHead";
import type { Election } from "@/election/election";
import { organiserName } from "@/election/organiser";
import { splitRules } from "@/election/rules";
import { formatCount } from "@/ui/format";
import { unlistedWords as words } from "@/words/unlisted";
import styles from "./Unlisted.module.css";

/** How many of a wallet's other accounts are looked up. */
const most = 10;

type UnlistedProps = {
  chain: ChainConfiguration;
  node: Node;
  election: Election;
  connection: Connection;
  head: Head;
};

/** In place of the ballot's buttons, for an address that is not on the roll: why, and whom to ask. */
export default function Unlisted({ chain, node, election, connection, head }: UnlistedProps) {
  const { roll } = election;
  const listed = useListed(node, election, connection.status === "connected" ? connection.others : [], head);
  if (!roll || connection.status !== "connected") return null;
  const { rules } = splitRules(election.description);
  const contact = rules.find(({ label }) => label === "Contact");
  const publisher = organiserName({ named: chain.organisers, opened: [] }, roll.publisher);
  return (
    <section className={styles.unlisted} aria-labelledby="unlisted-heading">
      <h3 id="unlisted-heading">{words.heading}</h3>
      {listed.map((other) => (
        <p key={other.address}>
          <strong>{words.other(other.address, words.voter(formatCount(other.place + 1n)))}</strong>
        </p>
      ))}
      {listed.length === 0 && <p>{words.anotherAccount}</p>}
      <p>{words.closed}</p>
      <dl className={styles.facts}>
        <dt>{words.connected}</dt>
        <dd className={styles.address}>{connection.address}</dd>
        <dt>{words.publisher}</dt>
        <dd>
          {publisher && <bdi>{publisher} · </bdi>}
          <span className={styles.address}>{roll.publisher}</span>
        </dd>
        {contact && (
          <>
            <dt>{words.contact}</dt>
            <dd dir="auto">{contact.text}</dd>
          </>
        )}
      </dl>
      <Link href={`/${election.chainId}/rolls/${roll.address}`} className={styles.link}>
        {words.seeRoll}
      </Link>
    </section>
  );
}

/** Those of the addresses that are on the roll, and their indexes. */
function useListed(node: Node, { chainId, roll }: Election, addresses: readonly Address[], head: Head) {
  return useQueries({
    queries: addresses.slice(0, most).map((address) => ({
      queryKey: ["place", chainId, roll?.address, address],
      queryFn: async () => roll && readPlace(node, roll.address, address, head.hash),
      staleTime: Number.POSITIVE_INFINITY,
    })),
    combine: (answers) =>
      answers.flatMap(({ data: place }, index) => {
        const address = addresses[index];
        return address && typeof place === "bigint" ? { address, place } : [];
      }),
  });
}
