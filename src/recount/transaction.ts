import { type Address, bytesToHex, type Hash, hexToBigInt, hexToBytes } from "viem";
import { keccak, keccakHex } from "./keccak";
import type { Recover } from "./recover";

/** A transaction as its sender has signed it. */
export type SignedTransaction = {
  hash: Hash;
  /** Undefined where it was signed for no chain in particular: before EIP-155. */
  chainId: bigint | undefined;
  /** In lower case; undefined where it creates a contract. */
  to: Address | undefined;
  input: Uint8Array;
  /** The hash over which the signature was made; r and s, 32 bytes each; the parity of the point of r. */
  signed: { digest: Uint8Array; signature: Uint8Array; parity: number };
};

/** Where something stands in the bytes: `start` with what tells its length, `from` its content, up to `to`. */
type Item = { isList: boolean; start: number; from: number; to: number };

/** What an item must be: a number without leading zeros, so many bytes at most or exactly, or a list. */
type Shape = "number" | "bytes" | "address or none" | 20 | 32 | { each: Shape } | readonly Shape[];

type Kind = { fields: readonly Shape[]; to: number; input: number };

const signature = ["number", "number", "number"] as const;
const access: Shape = { each: [20, { each: 32 }] };
const call = ["number", "address or none", "number", "bytes"] as const;
const fees = ["number", "number"] as const;
const authorization = ["number", 20, "number", ...signature] as const;

/** Yellow paper, appendix B and 4.2 (T). */
const legacy: Kind = { fields: ["number", "number", ...call, ...signature], to: 3, input: 5 };
/** The kinds that begin with a byte of their own (EIP-2718): EIP-2930, 1559, 4844 and 7702. */
const typed: Readonly<Record<number, Kind>> = {
  1: { fields: ["number", "number", "number", ...call, access, ...signature], to: 4, input: 6 },
  2: { fields: ["number", "number", ...fees, ...call, access, ...signature], to: 5, input: 7 },
  3: {
    fields: ["number", "number", ...fees, ...call, access, "number", { each: 32 }, ...signature],
    to: 5,
    input: 7,
  },
  4: { fields: ["number", "number", ...fees, ...call, access, { each: authorization }, ...signature], to: 5, input: 7 },
};

/** Half the order of the curve: no chain takes a signature with a greater s (EIP-2). */
const greatestS = 0x7fffffffffffffffffffffffffffffff5d576e7357a4501ddfe92f46681b20a0n;

/**
 * Reads a signed transaction, as it is sent and hashed (EIP-2718). Whatever can be written in more than one way is
 * refused: numbers with leading zeros, lengths that are longer than they need be, the greater s.
 * @returns `unknown` for a kind that is not known here; undefined where it is no transaction.
 */
export function readTransaction(raw: Uint8Array): SignedTransaction | "unknown" | undefined {
  const [first = 0] = raw;
  const isLegacy = first >= 0xc0;
  if (raw.length === 0) return undefined;
  const kind = isLegacy ? legacy : typed[first];
  if (!kind) return "unknown";
  const whole = readItem(raw, isLegacy ? 0 : 1, raw.length);
  if (!whole || whole.to !== raw.length || !hasShape(raw, whole, kind.fields)) return undefined;
  const items = itemsIn(raw, whole) ?? [];
  const [mark, r, s] = items.slice(-3);
  const [to, input] = [items[kind.to], items[kind.input]];
  if (!mark || !r || !s || !to || !input) return undefined;

  const lowS = numberIn(raw, s);
  if (numberIn(raw, r) === 0n || lowS === 0n || lowS > greatestS) return undefined;
  const marked = readMark(numberIn(raw, mark), isLegacy);
  if (!marked) return undefined;

  const [firstItem] = items;
  const chainId = isLegacy || !firstItem ? marked.chainId : numberIn(raw, firstItem);
  const beyond = isLegacy && chainId !== undefined ? Uint8Array.of(...writeNumber(chainId), 0x80, 0x80) : none;
  return {
    hash: keccakHex(raw),
    chainId,
    to: to.from === to.to ? undefined : bytesToHex(raw.subarray(to.from, to.to)),
    input: raw.subarray(input.from, input.to),
    signed: {
      digest: digestOf(isLegacy ? none : raw.subarray(0, 1), raw.subarray(whole.from, mark.start), beyond),
      signature: joined(padded(raw, r), padded(raw, s)),
      parity: marked.parity,
    },
  };
}

/**
 * Whose key has signed a transaction, in lower case; undefined where none can have.
 * @param recover What works it out.
 */
export async function senderOf({ signed }: SignedTransaction, recover: Recover): Promise<string | undefined> {
  return (await recover(signed.digest, signed.signature, signed.parity))?.toLowerCase();
}

const none = new Uint8Array();

/** Parity and chain from what stands before r and s: 27 or 28, or the chain's id twice and 35 or 36 (EIP-155). */
function readMark(mark: bigint, isLegacy: boolean): { parity: number; chainId?: bigint } | undefined {
  if (!isLegacy) return mark < 2n ? { parity: Number(mark) } : undefined;
  if (mark === 27n || mark === 28n) return { parity: Number(mark - 27n) };
  return mark >= 35n ? { parity: Number((mark - 35n) % 2n), chainId: (mark - 35n) / 2n } : undefined;
}

/** What was signed: the kind's byte, and the list of all that stands before the signature, and what is not sent along. */
function digestOf(prefix: Uint8Array, fields: Uint8Array, beyond: Uint8Array): Uint8Array {
  const length = fields.length + beyond.length;
  const size = bytesOfNumber(BigInt(length));
  const head = length < 56 ? [0xc0 + length] : [0xf7 + size.length, ...size];
  return keccak(joined(prefix, Uint8Array.from(head), fields, beyond));
}

/** Recursive length prefix (yellow paper, appendix B); undefined where it is broken or longer than it need be. */
function readItem(bytes: Uint8Array, start: number, end: number): Item | undefined {
  const first = bytes[start];
  if (first === undefined || start >= end) return undefined;
  if (first < 0x80) return { isList: false, start, from: start, to: start + 1 };
  const isList = first >= 0xc0;
  const length = first - (isList ? 0xc0 : 0x80);
  if (length < 56) {
    const from = start + 1;
    const isNeedless = !isList && length === 1 && (bytes[from] ?? 0) < 0x80;
    return isNeedless || from + length > end ? undefined : { isList, start, from, to: from + length };
  }
  const from = start + 1 + length - 55;
  // No more bytes than a number can hold.
  if (length - 55 > 6 || from > end || bytes[start + 1] === 0) return undefined;
  const told = bytes.subarray(start + 1, from).reduce((sum, byte) => sum * 256 + byte, 0);
  return told < 56 || from + told > end ? undefined : { isList, start, from, to: from + told };
}

function itemsIn(bytes: Uint8Array, list: Item): Item[] | undefined {
  const items: Item[] = [];
  for (let at = list.from; at < list.to; ) {
    const item = readItem(bytes, at, list.to);
    if (!item) return undefined;
    items.push(item);
    at = item.to;
  }
  return items;
}

function hasShape(bytes: Uint8Array, item: Item, shape: Shape): boolean {
  const length = item.to - item.from;
  if (typeof shape === "object") {
    const items = item.isList ? itemsIn(bytes, item) : undefined;
    if (!items) return false;
    if ("each" in shape) return items.every((inner) => hasShape(bytes, inner, shape.each));
    return (
      items.length === shape.length &&
      shape.every((part, place) => {
        const inner = items[place];
        return inner !== undefined && hasShape(bytes, inner, part);
      })
    );
  }
  if (item.isList) return false;
  if (shape === "bytes") return true;
  if (shape === "number") return length === 0 || (length <= 32 && bytes[item.from] !== 0);
  return shape === "address or none" ? length === 0 || length === 20 : length === shape;
}

function numberIn(bytes: Uint8Array, { from, to }: Item): bigint {
  return from === to ? 0n : hexToBigInt(bytesToHex(bytes.subarray(from, to)));
}

/** A number as RLP writes it. */
function writeNumber(number: bigint): Uint8Array {
  const bytes = bytesOfNumber(number);
  const [first = 0] = bytes;
  return bytes.length === 1 && first < 0x80 ? bytes : Uint8Array.of(0x80 + bytes.length, ...bytes);
}

/** A number without leading zeros: 0 has no bytes. */
function bytesOfNumber(number: bigint): Uint8Array {
  if (number === 0n) return none;
  const text = number.toString(16);
  return hexToBytes(`0x${text.length % 2 ? "0" : ""}${text}`);
}

/** A number of 32 bytes. */
function padded(bytes: Uint8Array, { from, to }: Item): Uint8Array {
  const whole = new Uint8Array(32);
  whole.set(bytes.subarray(from, to), 32 - (to - from));
  return whole;
}

function joined(...parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
