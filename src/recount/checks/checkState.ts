import { type Address, bytesToHex, type Hex, hexToBytes } from "viem";
import { votersInWord } from "@/election/box";
import { mostVoters, votersInChunk } from "@/election/roll";
import { chunkAddress } from "@/election/rollCode";
import type { Layout } from "@/recount/build";
import { candidateIds } from "@/recount/candidateIds";
import type { Finding } from "@/recount/check";
import type { Evidence, RollWord } from "@/recount/evidence";
import { headerOf } from "@/recount/header";
import { keccak, keccakHex } from "@/recount/keccak";
import { type Account, readAccount, readWord, slotKey, tallyKey } from "@/recount/slots";
import { type NodePool, poolNodes } from "@/recount/trie/nodePool";
import { readTrie } from "@/recount/trie/readTrie";

/** What became of one thing that the state was to show: proven, or why not. */
type Step = "slot" | "account" | "missing" | "unread" | Fault;
type Fault = { fault: "account" | "slot"; what: string };
type State = { root: Uint8Array; pool: NodePool };

/**
 * Check 7: that the block's state holds what was told (`eth_getProof`, EIP-1186): every tally slot, every word of the
 * ballot box or those of a random sample, that the roll is closed, its size and last voter, and the code of each chunk.
 * Defeats a node that tells other figures than the chain keeps. Rests on no other check's having passed.
 * @param layout Of the build from which the election is said to be; undefined where none is listed.
 */
export function checkState(evidence: Evidence, layout: Layout | undefined): Finding {
  const check = "state";
  const { proof, roll } = evidence;
  if (!proof || !layout) return { check, state: "unknown", lack: "unread" };
  const header = headerOf(evidence.block, evidence.header);
  if (!header) return { check, state: "unknown", lack: "header" };
  const pool = poolNodes(proof.nodes);
  const state = { root: hexToBytes(header.stateRoot), pool };

  const times = { slot: 0, account: 0, missing: 0, unread: 0 };
  let fault: Fault | undefined;
  for (const step of roll ? walkBoth(evidence, roll, layout, state) : walkPoll(evidence, layout, state)) {
    if (typeof step === "string") times[step] += 1;
    else fault ??= step;
  }
  if (fault) return { check, state: "failed", ...fault };
  // Before what is missing: an altered node is found by nobody, and leaves its place empty as well.
  const needless = pool.needless();
  if (needless) return { check, state: "failed", fault: "node", what: needless };
  if (times.missing > 0) return { check, state: "unknown", lack: "missing" };
  if (times.unread > 0) return { check, state: "unknown", lack: "unread" };
  const words = roll ? wordsOf(roll.size) : 0;
  const proven = proof.sample?.length ?? words;
  if (proven < words) return { check, state: "unknown", lack: "sample", proven, words };
  return { check, state: "passed", slots: times.slot, accounts: times.account };
}

function* walkPoll(evidence: Evidence, layout: Layout, state: State): Generator<Step> {
  if (evidence.box) yield { fault: "slot", what: "box" };
  if (evidence.proof?.sample) yield { fault: "slot", what: "proof.sample" };
  const account = yield* walkAccount(evidence.election, state);
  if (account) yield* walkTallies(evidence, layout.open.tally, account, state);
}

function* walkBoth(evidence: Evidence, roll: RollWord, layout: Layout, state: State): Generator<Step> {
  if (roll.size > BigInt(mostVoters)) {
    yield { fault: "slot", what: "roll.size" };
    return;
  }
  yield* walkRoll(roll, layout.roll, state);
  const account = yield* walkAccount(evidence.election, state);
  if (!account) return;
  yield* walkTallies(evidence, layout.onRoll.tally, account, state);
  yield* walkBox(evidence, wordsOf(roll.size), layout.onRoll.box, account, state);
}

/** Returns the account of a contract; undefined where there is none, or none is proven. */
function* walkAccount(address: Address, { root, pool }: State): Generator<Step, Account | undefined> {
  const value = readTrie(root, keccak(hexToBytes(address)), pool);
  if (value === "missing") yield "missing";
  else {
    const account = value === "absent" ? undefined : readAccount(value);
    if (account?.hasCode) {
      yield "account";
      return account;
    }
    yield { fault: "account", what: address };
  }
  return undefined;
}

function* walkTallies({ origin, tallies }: Evidence, slot: bigint, account: Account, state: State): Generator<Step> {
  if (tallies && tallies.length !== origin.candidates.length) yield { fault: "slot", what: "tallies" };
  for (const [index, candidate] of candidateIds({ origin }).entries()) {
    const told = tallies?.[index];
    yield matchSlot(account, tallyKey(slot, candidate), told && hexToBytes(told), state, `tallies[${index}]`);
  }
}

function* walkBox(
  { box, proof }: Evidence,
  words: number,
  slot: bigint,
  account: Account,
  state: State,
): Generator<Step> {
  const told = box && hexToBytes(box);
  if (told && told.length !== 32 * words) yield { fault: "slot", what: "box" };
  const sample = proof?.sample ?? Array.from({ length: words }, (_, word) => word);
  if (sample.some((word, place) => word <= (sample[place - 1] ?? -1) || word >= words)) {
    yield { fault: "slot", what: "proof.sample" };
    return;
  }
  for (const word of sample) {
    const bytes = told?.subarray(32 * word, 32 * word + 32);
    yield matchSlot(account, slotKey(slot + BigInt(word)), bytes, state, `box[${word}]`);
  }
}

/** Whether a slot holds these 32 bytes. A slot of zeros has no place in the trie. */
function matchSlot(account: Account, key: Hex, told: Uint8Array | undefined, state: State, what: string): Step {
  const word = wordAt(account, key, state);
  if (word === "missing") return "missing";
  if (!told) return "unread";
  return isSame(word, told) ? "slot" : { fault: "slot", what };
}

/** Undefined where the trie holds what is no word. */
function wordAt({ storageRoot }: Account, key: Hex, { pool }: State): Uint8Array | undefined | "missing" {
  const value = readTrie(storageRoot, keccak(hexToBytes(key)), pool);
  if (value === "missing") return value;
  return value === "absent" ? new Uint8Array(32) : readWord(value);
}

function* walkRoll(roll: RollWord, layout: Layout["roll"], state: State): Generator<Step> {
  const { chunks } = roll;
  const account = yield* walkAccount(roll.address, state);
  if (account) yield* walkRollSlot(roll, layout, account, state);

  const count = Math.ceil(Number(roll.size) / votersInChunk);
  if (chunks && chunks.length !== count) yield { fault: "slot", what: "roll.chunks" };
  for (let index = 0; index < count; index += 1) {
    const address = chunkAddress(roll.address, index);
    const chunk = yield* walkAccount(address, state);
    const code = chunks?.[index];
    if (!code) yield "unread";
    else if (chunk && keccakHex(hexToBytes(code)) !== chunk.codeHash) yield { fault: "account", what: address };
  }
}

function* walkRollSlot(
  { size, chunks }: RollWord,
  { slot, sizeOffset, closedOffset, lastVoterOffset }: Layout["roll"],
  account: Account,
  state: State,
): Generator<Step> {
  const word = wordAt(account, slotKey(slot), state);
  if (word === "missing") {
    yield "missing";
    return;
  }
  if (!word) {
    yield { fault: "slot", what: "roll" };
    return;
  }
  /** What stands so many bytes from the least significant end. */
  const field = (offset: number, length: number) => bytesToHex(word.subarray(32 - offset - length, 32 - offset));
  if (BigInt(field(sizeOffset, 8)) !== size) yield { fault: "slot", what: "roll.size" };
  else if (field(closedOffset, 1) !== "0x01") yield { fault: "slot", what: "roll" };
  else if (!chunks) yield "unread";
  else if (field(lastVoterOffset, 20) !== `0x${chunks.at(-1)?.slice(-40).toLowerCase()}`) {
    yield { fault: "slot", what: "roll.chunks" };
  } else yield "slot";
}

function wordsOf(size: bigint): number {
  return Math.ceil(Number(size) / votersInWord);
}

function isSame(one: Uint8Array | undefined, other: Uint8Array): boolean {
  return one?.length === other.length && one.every((byte, place) => byte === other[place]);
}
