import type { Address, Hash, Hex } from "viem";

/** The checks of a recount in their order: the first has the number 1. `docs/recount.md` tells each one's attack. */
export const checkNames = [
  "agreement",
  "header",
  "origin",
  "roll",
  "ballots",
  "counters",
  "state",
  "history",
  "signatures",
  "limits",
  "own",
  "finality",
] as const;
export type CheckName = (typeof checkNames)[number];

/** What a check came to. Counts are whole numbers; lists of endpoints are of their names. */
export type Finding = Passed | Failed | Unknown | Skipped;

type Passed = { state: "passed" } & (
  | { check: "agreement"; endpoints: readonly string[]; parties: number }
  | { check: "header"; hash: Hash }
  | { check: "origin"; organiser: Address }
  | { check: "roll"; voters: bigint }
  | { check: "ballots"; ballots: bigint }
  | { check: "counters"; ballots: bigint; endpoints: number }
  | { check: "state"; slots: number; accounts: number }
  | { check: "history"; blocks: number; ballots: bigint; parties: number }
  | { check: "signatures"; sent: bigint; relayed: bigint }
  | { check: "limits"; ballots: bigint; voters: bigint | null }
  | { check: "own"; candidate: Hex }
  | { check: "finality"; block: bigint; final: bigint; parties: number }
);

/** Something contradicts something else: no number may be shown as the result. */
type Failed = {
  state: "failed";
} /**
 * `chain`: these answer for another chain. `block`: these have another block there; none where it is another block than
 * the one whose hash the reader gave.
 */ & (
  | { check: "agreement"; fault: "chain" | "block"; endpoints: readonly string[] }
  | { check: "header"; fault: "hash"; hash: Hash }
  /** Nothing that a listed build creates stands at the address. Perhaps a later build's, perhaps a look-alike. */
  | { check: "origin"; fault: "election" | "roll" }
  /** `at`: the index on the roll, or the chunk's number, where there is one. */
  | { check: "roll"; fault: "order" | "chunk" | "size" | "digest"; at: number | null }
  /**
   * On a roll: a box of the wrong `length`, or a `mark` for nobody on the ballot or on the roll, `at` an index. In a poll:
   * an `entry` for what is no candidate, `at` its place in the record; or another `seal`, `at` the candidate's place.
   */
  | { check: "ballots"; fault: "length" | "mark" | "entry" | "seal"; at: number | null }
  | { check: "counters"; fault: "endpoint" | "slot" | "candidates"; endpoints: readonly string[] }
  /**
   * `node`: an altered or needless node, `what` its hash. `account`, `slot`: the proven one is not what was told, `what` the
   * account's address, or the evidence's field, such as `box[17]`.
   */
  | { check: "state"; fault: "node" | "account" | "slot"; what: string }
  /** `logs` without a block: the record itself is out of order. */
  | { check: "history"; fault: "box" | "header" | "receipts" | "logs" | "endpoint"; block: bigint | null }
  | { check: "signatures"; fault: "transaction" | "ballot"; at: Hash; voter: Address | null }
  /** `stranger`: somebody who is not on the roll. `order`: blocks that do not ascend, or that were not counted yet. */
  | {
      check: "limits";
      fault: "tooMany" | "twice" | "stranger" | "early" | "late" | "header" | "order";
      voter: Address | null;
      block: bigint | null;
    }
  | { check: "own"; fault: "missing" | "other" }
  /** `beyond`: above the newest block there is, this one or one that is called final. `time`: a newer block is older, or the reverse. */
  | { check: "finality"; fault: "beyond" | "time"; block: bigint; newest: bigint }
);

/** It could not be checked; nothing speaks against it. */
type Unknown = { state: "unknown" } & (
  | { check: "agreement"; lack: "silent" }
  | { check: "header"; lack: "fields"; fields: readonly string[] }
  | { check: "roll"; lack: "unread" }
  | { check: "ballots"; lack: "unread" }
  | { check: "counters"; lack: "unread" }
  /** `sample`: so many of all words were proven. `header`: the state root is not proven to be the block's. */
  | { check: "state"; lack: "unread" | "missing" | "header" }
  | { check: "state"; lack: "sample"; proven: number; words: number }
  /** `fields`: headers or receipts of so many blocks have parts that are not known here. */
  | { check: "history"; lack: "unread" | "receipts" | "fields" | "endpoints"; blocks: number }
  /** `contracts`: so many were cast by contracts, or through them; `untold`: the transaction could not be read. */
  | { check: "signatures"; lack: "unread" }
  | { check: "signatures"; lack: "some"; sent: bigint; relayed: bigint; contracts: bigint; untold: bigint }
  /** `roll`: who the record's voters are on it. `header`: the times of the first and the last block with ballots. */
  | { check: "limits"; lack: "record" | "roll" | "header" }
  /** `open`: it is not among those counted so far, and voting had not closed at this block. */
  | { check: "own"; lack: "unread" | "open" }
  /** `open`: so many ballots stand in blocks that can be replaced. `old`: an endpoint knows of much newer blocks. */
  | { check: "finality"; lack: "open"; ballots: bigint | null; final: bigint }
  | { check: "finality"; lack: "old" | "silent"; block: bigint }
  /** The block's number and time are not proven to be its own. */
  | { check: "finality"; lack: "header" }
);

/** `none`: there is nothing of the kind in this election. `unasked`: left out at the reader's wish. Lowers no answer. */
type Skipped = { state: "skipped"; check: CheckName; why: "none" | "unasked" };

/**
 * What all checks come to.
 * - `proven`: every one passed, against a block on which at least two endpoints of a public chain, of different hosts, agree. For
 *   evidence from a file, the reader has to know the block's hash from elsewhere besides.
 * - `consistent`: every one passed, but one party runs the chain, or one endpoint alone, or a file, vouches for the block.
 * - `incomplete`: nothing failed, and something could not be checked.
 * - `conflict`: something failed.
 */
export type Answer = "proven" | "consistent" | "incomplete" | "conflict";
