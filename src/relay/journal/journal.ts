import { type Address, getAddress, type Hash, type Hex } from "viem";
import type { SignedBy } from "@/election/signedBallot";
import { type Budget, createSpending } from "./budgets";
import { checksumOf, closeFile } from "./journalSchema";
import { openFile } from "./openFile";
import { address, hex, integer, readInBook, readKept, readSending, rows, signedBy } from "./readRows";
import { StorageError } from "./storageError";

/**
 * A signed ballot that the relay has promised to deliver. `number`: the candidate's, from 1. `signature`: 64 bytes where
 * the voter's key has signed, and whatever the voter's contract takes where that is a wallet.
 */
export type HeldBallot = {
  chainId: number;
  election: Address;
  /** The voter's place on the roll, from 0. */
  index: number;
  number: number;
  signedBy: SignedBy;
  signature: Hex;
  voter: Address;
  organiser: Address;
  /** In unix milliseconds, by this machine's clock. */
  acceptedAt: number;
};

/** Where the chain has a ballot: `closed` is over without it, for good; the others as their names say. */
export type Standing = "held" | "inBlock" | "final" | "closed";

/** A held ballot, and where it stood when the chain was last asked. */
export type KeptBallot = HeldBallot & {
  /** `void`: for good not counted, since the election closed, or since another ballot of the voter was. */
  state: "accepted" | "sent" | "inBlock" | "final" | "void";
  /** What the ballot box shows for the voter: the candidate's number, which may be another's than this ballot's; 0: none. */
  counted: number;
  /** What carries it, or carried it in; undefined where somebody else delivered it. */
  transaction?: Hash;
  /** Where that transaction stands, once it does. */
  block?: bigint;
};

export type Acceptance =
  | { kind: "accepted" }
  | { kind: "known"; ballot: KeptBallot }
  | { kind: "budgetSpent"; which: keyof Budget };

/** A transaction as signed. */
export type Sending = {
  chainId: number;
  carrier: Address;
  nonce: number;
  election: Address;
  hash: Hash;
  raw: Hex;
  fees: { most: bigint; tip: bigint | undefined };
  /** Of the ballots it carries. */
  indexes: readonly number[];
  /** In unix milliseconds, by this machine's clock. */
  signedAt: number;
};

/** What is held of one ballot where its delivery is decided. `id` grows in the order of accepting. */
export type BallotInBook = Pick<HeldBallot, "election" | "index" | "number" | "signedBy" | "acceptedAt"> & {
  id: number;
  stands: Standing;
  counted: number;
};

/** Where a ballot now stands, and what the ballot box shows at its index. */
export type Marked = { index: number; stands: Standing; counted: number };

/** The relay's memory: one file, on the disk when a function returns. Every function throws {@link StorageError}. */
export type Journal = {
  /** Keeps a ballot where none of its voter is kept and the budget allows. Once it returns, the ballot is promised. */
  accept: (ballot: HeldBallot, budget: Budget) => Acceptance;
  /** The same for several, in their order and in one transaction: either all answers hold, or it throws. */
  acceptAll: (ballots: readonly HeldBallot[], budget: Budget) => Acceptance[];
  /** Puts another signature of its voter in place of the one that is kept with a ballot. */
  signAnew: (ballot: KeptBallot, signature: Hex) => void;
  /** What is kept of the voter at that index. */
  find: (chainId: number, election: Address, index: number) => KeptBallot | undefined;
  /** All ballots for a chain that were accepted after the one with that id, in order of accepting; 0 for all. */
  acceptedAfter: (chainId: number, id: number) => BallotInBook[];
  /** The signatures at these indexes, in their order. */
  signatures: (chainId: number, election: Address, indexes: readonly number[]) => Hex[];
  /** Writes down where ballots stand. */
  mark: (chainId: number, election: Address, marked: readonly Marked[]) => void;
  /** Writes down a transaction before it is sent. */
  addSending: (sending: Sending) => void;
  /** What the account has signed with this number or later, the latest last. */
  sendingsFrom: (chainId: number, carrier: Address, nonce: number) => Sending[];
  /**
   * How many of the account's numbers below `count` were used up by transactions with this ballot alone: each in vain, while
   * the box does not have it. Where it is not known which of several with one number it was, the latest.
   */
  carriedAlone: (at: Pick<Sending, "chainId" | "carrier" | "election">, index: number, count: number) => number;
  /** The account's number went past `nonce`: what is held all the same, is under way no more. */
  passed: (chainId: number, carrier: Address, nonce: number) => void;
  /** The transaction stands in that block; undefined: in none. */
  placed: (hash: Hash, block: bigint | undefined) => void;
  close: () => void;
};

/**
 * Opens the file in which the relay keeps what it accepted, or begins it; `:memory:` keeps nothing.
 * @throws {StorageError} where it is damaged, in use by another relay, or no relay's file; the message says what to do.
 */
export function openJournal(file: string): Journal {
  const { database, promised } = openFile(file);
  const prepare = (sql: string) => database.prepare(sql);
  const insertBallot = prepare(
    "INSERT INTO ballots (chain, election, place, number, signed_by, signature, voter, organiser, accepted_at, checksum) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
  );
  const oneBallot = prepare("SELECT * FROM ballots WHERE chain = ? AND election = ? AND place = ?");
  const laterBallots = prepare(
    "SELECT id, election, place, number, signed_by, accepted_at, stands, counted FROM ballots WHERE chain = ? AND id > ? ORDER BY id",
  );
  const oneSignature = prepare("SELECT signature FROM ballots WHERE chain = ? AND election = ? AND place = ?");
  const markBallot = prepare(
    "UPDATE ballots SET stands = ?, counted = ? WHERE chain = ? AND election = ? AND place = ?",
  );
  const signBallot = prepare(
    "UPDATE ballots SET signature = ?, checksum = ? WHERE chain = ? AND election = ? AND place = ?",
  );
  const carryBallot = prepare("UPDATE ballots SET sending = ? WHERE chain = ? AND election = ? AND place = ?");
  const insertSending = prepare(
    `INSERT INTO sendings (chain, carrier, nonce, election, hash, raw, max_fee, tip, indexes, signed_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const laterSendings = prepare(
    "SELECT * FROM sendings WHERE chain = ? AND carrier = ? AND nonce >= ? ORDER BY nonce, id",
  );
  // Of the transactions with the same number, the one that stands in a block, else the latest.
  const carrying = prepare(
    `SELECT other.hash, other.block FROM sendings AS own
     JOIN sendings AS other ON other.chain = own.chain AND other.carrier = own.carrier AND other.nonce = own.nonce
     WHERE own.id = ? ORDER BY other.block IS NULL, other.id DESC LIMIT 1`,
  );
  const usedUpAlone = prepare(
    `SELECT count(*) AS number FROM sendings AS own
     WHERE chain = ? AND carrier = ? AND election = ? AND indexes = ? AND nonce < ? AND (block IS NOT NULL OR NOT EXISTS
     (SELECT * FROM sendings AS other WHERE other.chain = own.chain AND other.carrier = own.carrier
      AND other.nonce = own.nonce AND (other.block IS NOT NULL OR other.id > own.id)))`,
  );
  const placeSending = prepare("UPDATE sendings SET block = ? WHERE hash = ?");
  const freeBallots = prepare(
    `UPDATE ballots SET sending = NULL WHERE stands = 'held' AND sending IN
     (SELECT id FROM sendings WHERE chain = ? AND carrier = ? AND nonce <= ?)`,
  );

  // Nobody else writes the file.
  const spending = createSpending();
  for (const row of rows(
    prepare(
      "SELECT chain, election, organiser, signed_by, count(*) AS number FROM ballots GROUP BY chain, election, organiser, signed_by",
    ),
  )) {
    const [chainId, election, organiser] = [integer(row.chain), address(row.election), address(row.organiser)];
    spending.add({ chainId, election, organiser, signedBy: signedBy(row) }, integer(row.number));
  }

  /** All of it, or nothing. */
  function atOnce<Result>(write: () => Result): Result {
    return told(() => {
      database.exec("BEGIN IMMEDIATE");
      try {
        const result = write();
        database.exec("COMMIT");
        return result;
      } catch (error) {
        // After some failures SQLite has gone back by itself.
        if (database.inTransaction) database.exec("ROLLBACK");
        throw error;
      }
    });
  }

  function find(chainId: number, election: Address, index: number): KeptBallot | undefined {
    return told(() => {
      const [row] = rows(oneBallot, chainId, getAddress(election), index);
      if (!row) return undefined;
      const [sending] = row.sending === null ? [] : rows(carrying, integer(row.sending));
      return readKept(row, sending);
    });
  }

  /** Inside a transaction. */
  function acceptOne(given: HeldBallot, budget: Budget): Acceptance {
    const ballot = { ...given, election: getAddress(given.election), organiser: getAddress(given.organiser) };
    const { chainId, election, index } = ballot;
    const known = find(chainId, election, index);
    if (known) return { kind: "known", ballot: known };
    const which = spending.spentBy(ballot, budget);
    if (which) return { kind: "budgetSpent", which };
    const row = givenOf(ballot);
    insertBallot.run(...row, checksumOf(row));
    spending.add(ballot);
    return { kind: "accepted" };
  }

  function acceptAll(ballots: readonly HeldBallot[], budget: Budget): Acceptance[] {
    const goBack = spending.remember();
    let answers: Acceptance[];
    try {
      answers = atOnce(() => ballots.map((ballot) => acceptOne(ballot, budget)));
    } catch (error) {
      goBack();
      throw error;
    }
    promised?.write(spending.ballots());
    return answers;
  }

  return {
    accept(ballot, budget) {
      const [answer] = acceptAll([ballot], budget);
      if (!answer) throw new RangeError("One ballot has one answer.");
      return answer;
    },
    acceptAll,
    signAnew: (ballot, signature) =>
      atOnce(() => {
        const { chainId, election, index } = ballot;
        signBallot.run(signature, checksumOf(givenOf({ ...ballot, signature })), chainId, election, index);
      }),
    find,
    acceptedAfter: (chainId, id) => told(() => rows(laterBallots, chainId, id).map(readInBook)),
    signatures: (chainId, election, indexes) =>
      told(() =>
        indexes.map((index) => {
          const [row] = rows(oneSignature, chainId, getAddress(election), index);
          if (!row) throw new RangeError(`No ballot is kept at index ${index}.`);
          return hex(row.signature);
        }),
      ),
    mark: (chainId, election, marked) =>
      atOnce(() => {
        for (const { index, stands, counted } of marked) {
          markBallot.run(stands, counted, chainId, getAddress(election), index);
        }
      }),
    addSending: ({ chainId, carrier, nonce, election, hash, raw, fees, indexes, signedAt }) =>
      atOnce(() => {
        const { lastInsertRowid: id } = insertSending.run(
          chainId,
          getAddress(carrier),
          nonce,
          getAddress(election),
          hash,
          raw,
          fees.most.toString(),
          fees.tip?.toString() ?? null,
          JSON.stringify(indexes),
          signedAt,
        );
        for (const index of indexes) carryBallot.run(Number(id), chainId, getAddress(election), index);
      }),
    sendingsFrom: (chainId, carrier, nonce) =>
      told(() => rows(laterSendings, chainId, getAddress(carrier), nonce).map(readSending)),
    carriedAlone: ({ chainId, carrier, election }, index, count) =>
      told(() => {
        const indexes = JSON.stringify([index]);
        const [row] = rows(usedUpAlone, chainId, getAddress(carrier), getAddress(election), indexes, count);
        return integer(row?.number);
      }),
    passed: (chainId, carrier, nonce) => atOnce(() => void freeBallots.run(chainId, getAddress(carrier), nonce)),
    placed: (hash, block) => atOnce(() => void placeSending.run(block === undefined ? null : Number(block), hash)),
    close: () => {
      promised?.close();
      told(() => closeFile(database));
    },
  };
}

/** What a ballot's row is given, in the order of the columns. */
function givenOf({ chainId, election, index, number, signedBy, signature, voter, organiser, acceptedAt }: HeldBallot) {
  return [chainId, election, index, number, signedBy, signature, voter, organiser, acceptedAt] as const;
}

/** Whatever SQLite throws, as a {@link StorageError}. */
function told<Result>(use: () => Result): Result {
  try {
    return use();
  } catch (error) {
    throw error instanceof RangeError || error instanceof StorageError ? error : StorageError.of(error);
  }
}
