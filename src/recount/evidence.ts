import type { Address, Hash, Hex } from "viem";

/**
 * All that a recount rests on, as endpoints told it: whoever has it can check a result without any of them. Nothing in it
 * is believed; `recount` holds each part against the others, and all of it against one block's hash.
 *
 * Null stands for what was not asked for, or could not be read. Times are unix seconds. Addresses and hashes are lower case
 * or checksummed, and compared as numbers. `docs/recount.md` describes it field by field, as it is written to a file.
 */
export type Evidence = {
  chain: { id: number; name: string };
  election: Address;
  /** By the clock of whoever collected it. */
  collectedAt: bigint;
  asked: Asked;
  /** The hash of the block at which was recounted, and what its header holds. */
  block: Hash;
  header: HeaderFields;
  endpoints: readonly EndpointWord[];
  origin: Origin;
  /** Null in a poll, which is open to every address. */
  roll: RollWord | null;
  /** Of an election on a roll: all words of the ballot box, 32 bytes each, first to last. */
  box: Hex | null;
  /** The tally slots of all candidates in ballot order, 32 bytes each. */
  tallies: readonly Hex[] | null;
  proof: Proof | null;
  record: BallotRecord | null;
  /** The ballot that the reader says to have cast. */
  own: { voter: Address; candidate: Hex } | null;
};

/** What whoever collected it wanted to know: what was left out on purpose lowers no answer. */
type Asked = {
  /** `final`: the newest block that cannot be taken back. `given`: one that the reader named. */
  block: "final" | "newest" | "given";
  record: boolean;
  receipts: boolean;
  signatures: boolean;
};

/**
 * A block's header as JSON-RPC gives it, without its hash: every field of hexadecimal text by its name, known here or not,
 * but for `size` and `totalDifficulty`, which stand beside the header and not in it.
 */
export type HeaderFields = Readonly<Record<string, Hex>>;

/** What one endpoint says, each null where it did not. */
export type EndpointWord = {
  /** Its host, and port where it names one: never its path, which may hold a key. */
  name: string;
  chainId: number | null;
  /** The hash that it has for the block at that height. */
  block: Hash | null;
  /** What the contract has counted at that block: `results()`. */
  results: { ids: readonly Hex[]; counts: readonly bigint[]; ballots: bigint } | null;
  newest: { number: bigint; timestamp: bigint } | null;
  /** The number of the newest block that it calls final, or that lies as deep as the chain's configuration asks for. */
  final: bigint | null;
  /** `digestOfHashes` of the hashes that it has for the record's blocks, in their order. */
  history: Hash | null;
};

/** From what the addresses follow: the arguments of the constructors, and who gave them. */
export type Origin = {
  factory: Address;
  organiser: Address;
  /** The texts as bytes, since what is no UTF-8 has an address too. */
  title: Hex;
  description: Hex;
  candidates: readonly Hex[];
  opens: bigint;
  closes: bigint;
};

/** The roll as it was told. */
export type RollWord = {
  address: Address;
  factory: Address;
  publisher: Address;
  salt: Hex;
  size: bigint;
  digest: Hex;
  /** The codes of its chunks in their order: a zero byte and packed addresses each. Null where they could not be read. */
  chunks: readonly Hex[] | null;
};

/**
 * Proofs against the block's state root (`eth_getProof`): of the account of the election and its tally slots; on a roll
 * also of the words of its box, of the roll's account and slot, and of the accounts of its chunks.
 */
export type Proof = {
  /** The nodes (RLP) of all the tries on the way, each once, in any order. */
  nodes: readonly Hex[];
  /** The words of the box whose slots were drawn at random, ascending; null where all were asked for. */
  sample: readonly number[] | null;
};

/** Who voted for whom, when and how, from the event log. */
export type BallotRecord = {
  /** The blocks with ballots, ascending. */
  blocks: readonly RecordBlock[];
  transactions: readonly RecordTransaction[];
  /** The logs in the chain's order. */
  entries: readonly RecordEntry[];
};

export type RecordBlock = {
  number: bigint;
  hash: Hash;
  /** Of the first and the last block always, of the others where receipts were asked for. */
  header: HeaderFields | null;
  /** All receipts of the block in their order, as the receipts trie holds them (EIP-2718). */
  receipts: readonly Hex[] | null;
};

/** `raw`: the signed transaction as it was sent (EIP-2718), where signatures were asked for and it could be written out. */
export type RecordTransaction = { hash: Hash; raw: Hex | null };

/**
 * One log: `Voted`, with the voter and the candidate's id; or `BatchCounted`, with the carrier and 4 bytes a ballot.
 * `block` and `transaction` are places in the record's lists, from 0.
 */
export type RecordEntry = { block: number; logIndex: number; transaction: number } & (
  | { voter: Address; candidate: Hex }
  | { carrier: Address; ballots: Hex }
);
