import { type Address, bytesToHex, type Hash, type Hex, hexToBytes } from "viem";
import { type BallotCall, parseBallotCall } from "@/election/ballotCall";
import { unpackCounted } from "@/election/countedBallots";
import { ballotDigests } from "@/recount/ballotDigests";
import type { Finding } from "@/recount/check";
import { ballotsInEntry } from "@/recount/countVotes";
import type { Evidence, RecordEntry, RecordTransaction } from "@/recount/evidence";
import { keccakHex } from "@/recount/keccak";
import { type Recover, recoverAnywhere } from "@/recount/recover";
import { voterAt } from "@/recount/rollIndex";
import { readTransaction, type SignedTransaction, senderOf } from "@/recount/transaction";

/**
 * `recover` works out signers; in plain JavaScript where not given. `onProgress` is told how many ballots of how many were
 * looked into, and waited for: so whoever recounts can do something else in between.
 */
export type SignatureOptions = {
  recover?: Recover;
  onProgress?: (done: number, all: number) => void | Promise<void>;
};

/**
 * Check 9: that every ballot of the record was signed by its voter, for this candidate in this election on this chain: in
 * the voter's own transaction, or on the ballot itself in the transaction that carried it. So nobody, and no operator of a
 * chain, has cast a ballot for anybody else. What contracts cast, or was cast through them, is counted apart.
 */
export async function checkSignatures(evidence: Evidence, options: SignatureOptions = {}): Promise<Finding> {
  const { record, asked } = evidence;
  // Where they are there, they are looked into, whatever the file says was asked for.
  const isAsked = asked.signatures || record?.transactions.some(({ raw }) => raw !== null);
  if (!isAsked) return { state: "skipped", check: "signatures", why: "unasked" };
  if (!record) return { state: "unknown", check: "signatures", lack: "unread" };

  const entriesOf = record.transactions.map((): RecordEntry[] => []);
  const counts: Counts = { sent: 0, relayed: 0, contracts: 0, untold: 0 };
  for (const entry of record.entries) {
    const entries = entriesOf[entry.transaction];
    if (entries) entries.push(entry);
    else counts.untold += ballotsInEntry(entry);
  }
  const all = record.entries.reduce((sum, entry) => sum + ballotsInEntry(entry), 0);
  const matching = startMatching(evidence, counts, all, options);

  const seen = new Set<string>();
  for (const [place, transaction] of record.transactions.entries()) {
    const entries = entriesOf[place] ?? [];
    // Named twice, or for no ballot.
    if (seen.has(transaction.hash.toLowerCase()) || entries.length === 0)
      return failed("transaction", transaction.hash);
    seen.add(transaction.hash.toLowerCase());
    const fault = await checkTransaction(transaction, entries, matching);
    if (fault) return fault;
  }
  await options.onProgress?.(all, all);
  return tell(counts);
}

/** How many ballots were matched to the sender's signature, to their own, and not at all. */
type Counts = { sent: number; relayed: number; contracts: number; untold: number };

function tell(counts: Counts): Finding {
  const { sent, relayed, contracts, untold } = counts;
  const matched = { check: "signatures", sent: BigInt(sent), relayed: BigInt(relayed) } as const;
  if (contracts + untold === 0) return { state: "passed", ...matched };
  return { state: "unknown", lack: "some", ...matched, contracts: BigInt(contracts), untold: BigInt(untold) };
}

type Failed = Finding & { state: "failed" };
type OwnEntry = Extract<RecordEntry, { voter: Address }>;
type BatchEntry = Extract<RecordEntry, { carrier: Address }>;

function failed(fault: "transaction" | "ballot", at: Hash, voter: Address | null = null): Failed {
  return { state: "failed", check: "signatures", fault, at, voter };
}

/** What a record's transactions are held against, and what has come out so far. */
type Matching = {
  evidence: Evidence;
  digests: readonly Uint8Array[];
  counts: Counts;
  recover: Recover;
  /** To be called after each signature. */
  onRecovered: () => Promise<void>;
};

/** After so many signatures the caller is told: a small part of a second in plain JavaScript. */
const stretch = 64;

function startMatching(
  evidence: Evidence,
  counts: Counts,
  all: number,
  { recover = recoverAnywhere, onProgress }: SignatureOptions,
): Matching {
  let recovered = 0;
  async function onRecovered() {
    recovered += 1;
    if (recovered % stretch !== 0) return;
    const { sent, relayed, contracts, untold } = counts;
    await onProgress?.(sent + relayed + contracts + untold, all);
  }
  return { evidence, digests: ballotDigests(evidence), counts, recover, onRecovered };
}

/** What one transaction has to do with the ballots that the record has for it; counts them where nothing is wrong. */
async function checkTransaction(
  { hash, raw }: RecordTransaction,
  entries: readonly RecordEntry[],
  matching: Matching,
): Promise<Failed | undefined> {
  const { evidence, counts } = matching;
  const ballots = entries.reduce((sum, entry) => sum + ballotsInEntry(entry), 0);
  if (raw === null) {
    counts.untold += ballots;
    return undefined;
  }
  const bytes = hexToBytes(raw);
  if (keccakHex(bytes) !== hash.toLowerCase()) return failed("transaction", hash);
  const transaction = readTransaction(bytes);
  if (!transaction) return failed("transaction", hash);
  // A rollup's own kind, or a later one than this build.
  if (transaction === "unknown") {
    counts.untold += ballots;
    return undefined;
  }
  const { chainId, to } = transaction;
  if (chainId !== undefined && chainId !== BigInt(evidence.chain.id)) return failed("transaction", hash);
  if (to !== evidence.election.toLowerCase()) {
    counts.contracts += ballots;
    return undefined;
  }

  // What goes straight to an election makes it write one line and no more.
  const [entry, second] = entries;
  if (!entry) return undefined;
  if (second) return failed("ballot", hash, voterOf(second));
  const sender = await senderOf(transaction, matching.recover);
  await matching.onRecovered();
  if (!sender) return failed("transaction", hash);
  const call = parseBallotCall(bytesToHex(transaction.input));
  return "voter" in entry
    ? checkOwnBallot(transaction, call, sender, entry, matching)
    : checkBatch(transaction, call, sender, entry, matching);
}

function voterOf(entry: RecordEntry): Address | null {
  return "voter" in entry ? entry.voter : null;
}

function checkOwnBallot(
  { hash }: SignedTransaction,
  call: BallotCall | undefined,
  sender: string,
  { voter, candidate }: OwnEntry,
  { evidence: { roll }, counts }: Matching,
): Failed | undefined {
  const isSame = call && call.kind !== "batch" && call.candidate.toLowerCase() === candidate.toLowerCase();
  if (isSame && call.kind === "vote" && sender === voter.toLowerCase()) {
    counts.sent += 1;
    return undefined;
  }
  // What a contract wallet has signed, it alone can tell, and only at that block.
  if (isSame && call.kind === "signed" && roll && isPlaceOf(voter, call.index, roll.chunks)) {
    counts.contracts += 1;
    return undefined;
  }
  return failed("ballot", hash, voter);
}

/** Whether the voter stands at that index on the roll; nothing speaks against it where the roll was not read. */
function isPlaceOf(voter: Address, index: bigint, chunks: readonly Hex[] | null): boolean {
  return !chunks || voterAt(chunks, Number(index)) === voter.toLowerCase();
}

/**
 * A batch's line has the ballots that counted, in the order of the records from which they were counted. Anybody can put
 * in records that are passed over: of another voter, without a signature, or a second time.
 */
async function checkBatch(
  { hash }: SignedTransaction,
  call: BallotCall | undefined,
  sender: string,
  { carrier, ballots }: BatchEntry,
  { evidence, digests, counts, recover, onRecovered }: Matching,
): Promise<Failed | undefined> {
  const { roll } = evidence;
  const isWhole = (ballots.length - 2) % 8 === 0;
  if (!roll || call?.kind !== "batch" || sender !== carrier.toLowerCase() || !isWhole) return failed("ballot", hash);

  let next = 0;
  for (const { index, number } of unpackCounted(ballots)) {
    const digest = digests[number - 1];
    const voter = roll.chunks ? voterAt(roll.chunks, index) : undefined;
    if (!voter && digest && (!roll.chunks || index < roll.size)) {
      counts.untold += 1;
      continue;
    }
    if (!voter || !digest) return failed("ballot", hash, voter);

    let isSigned = false;
    while (!isSigned && next < call.records.length) {
      const record = call.records[next];
      next += 1;
      if (record?.index !== index || record.number !== number) continue;
      isSigned = (await signerOf(record.signature, digest, recover)) === voter;
      await onRecovered();
    }
    if (!isSigned) return failed("ballot", hash, voter);
    counts.relayed += 1;
  }
  return undefined;
}

/** Whose key has signed a ballot, in lower case: the highest bit of s is the parity (EIP-2098). */
async function signerOf(signature: Hex, digest: Uint8Array, recover: Recover): Promise<string | undefined> {
  const bytes = hexToBytes(signature);
  const top = bytes[32] ?? 0;
  bytes[32] = top & 0x7f;
  return (await recover(digest, bytes, top >>> 7))?.toLowerCase();
}
