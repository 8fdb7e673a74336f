import type { Address, Hash, LocalAccount } from "viem";
import type { ChainConfiguration } from "@/chain/configuration";
import type { Node } from "@/chain/node";
import type { Head } from "@/chain/watchHead";
import type { Journal } from "@/relay/journal/journal";
import type { CarryingRules } from "./carryingRules";

/** Where the carrier tells what it does: facts and a sentence. Nothing of a voter goes there. */
export type Log = Record<"info" | "warn", (facts: object, sentence: string) => void>;

/**
 * What happened, for whoever keeps count. `sent`: a transaction was signed and sent for the first time. `paid`: one stands
 * in a block. The others: so many ballots came into a block, became final, were taken back with a block, or are over
 * without having been counted.
 */
export type CarryEvent =
  | { kind: "sent"; hash: Hash; ballots: number; isReplacement: boolean }
  | { kind: "paid"; hash: Hash; gas: bigint; wei: bigint }
  | { kind: "counted" | "final" | "takenBack" | "closed"; ballots: number };

/** Tells of every new head, and why one could not be read, for as long as the relay runs. */
export type WatchHeads = (onHead: (head: Head) => void, onError: (error: unknown) => void) => void;

/** What carries ballots to one chain. */
export type Carrying = {
  journal: Journal;
  chain: ChainConfiguration;
  node: Node;
  watch: WatchHeads;
  /** Signs and pays. */
  signer: LocalAccount;
  rules: CarryingRules;
  log: Log;
  onEvent: (event: CarryEvent) => void;
};

/** How carrying goes. Times in unix milliseconds by this machine's clock. */
export type CarryStatus = {
  /** The newest block that was worked on to its end. */
  head: Head | undefined;
  carrier: Address;
  /** Ballots that are not final yet, and those of them that are in no block. */
  held: number;
  undelivered: number;
  /** How many of the undelivered are contract wallets', and go singly. */
  single: number;
  /** How many of those were not accepted by their wallets when these were last asked, or paid for. */
  unwilling: number;
  /** When the oldest of the undelivered was accepted. */
  oldest: number | undefined;
  /** Undelivered ballots that the contract did not count when it was asked; they are tried again later. */
  aside: number;
  /** In wei. */
  balance: bigint | undefined;
  /** The transaction that is in no block yet. */
  underWay: Hash | undefined;
  /** What ballots that are due wait for: money on the account, or lower fees. */
  waitingFor: "funds" | "fees" | undefined;
  /** Why the last attempt failed, for whoever runs the relay: it may name endpoints. Undefined once one succeeded. */
  failure: string | undefined;
};
