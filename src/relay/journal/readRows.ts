import type Database from "libsql";
import type { Address, Hex } from "viem";
import type { SignedBy } from "@/election/signedBallot";
import type { BallotInBook, KeptBallot, Sending, Standing } from "./journal";

/** A row of one of the journal's tables, which are strict: their columns hold what they were declared to. */
type Row = Record<string, string | number | null>;

/** A statement's rows. Values are bound one by one: the native part ends the process over a Buffer. */
export function rows(statement: Database.Statement<unknown[]>, ...values: (string | number)[]): Row[] {
  return statement.all(...values) as Row[];
}

export function readInBook(row: Row): BallotInBook {
  return {
    id: integer(row.id),
    election: address(row.election),
    index: integer(row.place),
    number: integer(row.number),
    signedBy: signedBy(row),
    acceptedAt: integer(row.accepted_at),
    stands: row.stands as Standing,
    counted: integer(row.counted),
  };
}

/** @param sending The transaction that carries the ballot, or carried it in. */
export function readKept(row: Row, sending: Row | undefined): KeptBallot {
  const { id: _, stands, ...ballot } = readInBook(row);
  const isOwn = ballot.counted === ballot.number;
  // Somebody else delivered it where none of our transactions did.
  const isCarried = sending !== undefined && (stands === "held" || (isOwn && sending.block !== null));
  return {
    ...ballot,
    chainId: integer(row.chain),
    signature: hex(row.signature),
    voter: address(row.voter),
    organiser: address(row.organiser),
    state: stateOf(stands, isOwn, isCarried),
    ...(isCarried && { transaction: hex(sending.hash) }),
    ...(isCarried && sending.block !== null && { block: BigInt(integer(sending.block)) }),
  };
}

function stateOf(stands: Standing, isOwn: boolean, isCarried: boolean): KeptBallot["state"] {
  if (stands === "held") return isCarried ? "sent" : "accepted";
  if (stands === "closed" || (stands === "final" && !isOwn)) return "void";
  return stands;
}

export function readSending(row: Row): Sending {
  return {
    chainId: integer(row.chain),
    carrier: address(row.carrier),
    nonce: integer(row.nonce),
    election: address(row.election),
    hash: hex(row.hash),
    raw: hex(row.raw),
    fees: { most: BigInt(String(row.max_fee)), tip: row.tip === null ? undefined : BigInt(String(row.tip)) },
    indexes: JSON.parse(String(row.indexes)) as number[],
    signedAt: integer(row.signed_at),
  };
}

export const integer = (value: Row[string] | undefined) => Number(value);
// Written by the journal from what was checked before.
export const signedBy = (row: Row) => row.signed_by as SignedBy;
export const hex = (value: Row[string] | undefined) => value as Hex;
export const address = (value: Row[string] | undefined) => value as Address;
