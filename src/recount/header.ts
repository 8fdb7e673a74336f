import { type Hash, type Hex, isHash, keccak256, toRlp } from "viem";
import type { HeaderFields } from "./evidence";

/** What a block's header holds of what a recount needs. `number` and `timestamp` (unix seconds) as whole numbers. */
export type Header = { number: bigint; timestamp: bigint; stateRoot: Hex; receiptsRoot: Hex };

/**
 * A header that was hashed, and `hash` what it came to: only where that is the block's hash does the block say this.
 * `header` is undefined where no chain has such a one: half a byte, a root that is no hash, or more than 64 bits of time.
 * `unclear`: where the hash is another one, names of fields that may be the reason, since they are not known here, or are
 * missing. Without a hash there is no header: it lacks fields.
 */
export type HashedHeader =
  | { hash: Hash; header: Header | undefined; unclear: readonly string[] }
  | { hash: null; unclear: string[] };

type Form = "bytes" | "number";

/** The fields that every header has, in their order: yellow paper, section 4.4.3 (equation 40 and before it). */
const first: readonly (readonly [string, Form])[] = [
  ["parentHash", "bytes"],
  ["sha3Uncles", "bytes"],
  ["miner", "bytes"],
  ["stateRoot", "bytes"],
  ["transactionsRoot", "bytes"],
  ["receiptsRoot", "bytes"],
  ["logsBloom", "bytes"],
  ["difficulty", "number"],
  ["number", "number"],
  ["gasLimit", "number"],
  ["gasUsed", "number"],
  ["timestamp", "number"],
  ["extraData", "bytes"],
  ["mixHash", "bytes"],
  ["nonce", "bytes"],
];

/** What forks have put behind them: each only where all before it are. */
const later: readonly (readonly [string, Form])[] = [
  // EIP-1559 (London)
  ["baseFeePerGas", "number"],
  // EIP-4895 (Shanghai); rollups of the OP stack keep another root there since Isthmus
  ["withdrawalsRoot", "bytes"],
  // EIP-4844 (Cancun)
  ["blobGasUsed", "number"],
  ["excessBlobGas", "number"],
  // EIP-4788 (Cancun)
  ["parentBeaconBlockRoot", "bytes"],
  // EIP-7685 (Prague)
  ["requestsHash", "bytes"],
  // EIP-7928 and EIP-7843 (Amsterdam)
  ["blockAccessListHash", "bytes"],
  ["slotNumber", "number"],
];

/**
 * What nodes put beside a header that is not hashed: its hash and length, and the chain's work until then; on Arbitrum
 * what `mixHash` and `extraData` hold already.
 */
const beside = ["hash", "size", "totalDifficulty", "author", "l1BlockNumber", "sendCount", "sendRoot"];

/**
 * The hash of a block's header: keccak256 of the RLP list of its fields.
 * Fields that are not known are left out, so that where they do belong to the hash, it is another one.
 */
export function hashHeader(fields: HeaderFields): HashedHeader {
  const newest = later.findLastIndex(([name]) => fields[name] !== undefined);
  const expected = [...first, ...later.slice(0, newest + 1)];
  const names = new Set([...expected.map(([name]) => name), ...beside]);
  const unknown = Object.keys(fields).filter((name) => !names.has(name));

  const missing: string[] = [];
  const list = expected.map(([name, form]): Hex => {
    const value = fields[name];
    if (value === undefined) missing.push(name);
    return form === "number" ? shortest(value ?? "0x") : wholeBytes(value ?? "0x");
  });
  if (missing.length > 0) return { hash: null, unclear: [...missing, ...unknown] };

  const isHalved = expected.some(([name, form]) => form === "bytes" && (fields[name] ?? "").length % 2 === 1);
  return { hash: keccak256(toRlp(list)), header: isHalved ? undefined : readHeader(fields), unclear: unknown };
}

/**
 * The header of the block of that hash; undefined where the fields are not that header's.
 */
export function headerOf(hash: Hash, fields: HeaderFields): Header | undefined {
  const hashed = hashHeader(fields);
  return hashed.hash === hash.toLowerCase() ? hashed.header : undefined;
}

function readHeader({ number = "0x", timestamp = "0x", stateRoot = "0x", receiptsRoot = "0x" }: HeaderFields) {
  const [height, time] = [shortest(number), shortest(timestamp)];
  const isOne = [stateRoot, receiptsRoot].every(isHash) && [height, time].every(({ length }) => length <= 2 + 2 * 8);
  return isOne ? { number: numberIn(height), timestamp: numberIn(time), stateRoot, receiptsRoot } : undefined;
}

/** A number as RLP takes it: without leading zeros, so that 0 has no bytes. */
function shortest(value: Hex): Hex {
  const digits = value.slice(2).replace(/^0+/, "");
  return wholeBytes(`0x${digits}`);
}

function wholeBytes(value: Hex): Hex {
  return value.length % 2 === 0 ? value : `0x0${value.slice(2)}`;
}

function numberIn(value: Hex): bigint {
  return value === "0x" ? 0n : BigInt(value);
}
