import * as v from "valibot";
import type { Address, Hash, Hex } from "viem";
import type { BallotRecord, Evidence, HeaderFields } from "./evidence";
import { evidenceKind, evidenceVersion } from "./writeEvidence";

/** What was given is no evidence; the message names the field, the fault and what to do. */
export class EvidenceError extends Error {
  override name = "EvidenceError";
  /** The field's path, such as `record.entries.12.voter`; undefined where it is the whole file. */
  readonly field: string | undefined;
  constructor(message: string, { field, cause }: { field?: string | undefined; cause?: unknown } = {}) {
    super(message, cause === undefined ? undefined : { cause });
    this.field = field;
  }
}

/**
 * Evidence from its file (`docs/recount.md` describes it). Every value has its form afterwards, and nothing else than
 * that: whether it is true is for `recount` to find out. What is not known is refused, so that nothing rides along unread.
 * @param file The file's text, as `writeEvidence` gives it.
 * @throws {EvidenceError} where it is no JSON, another version, or a field is missing, malformed or unknown.
 */
export function parseEvidence(file: string): Evidence {
  const input = parseJson(file);
  const { kind, version } = Object(input) as { kind?: unknown; version?: unknown };
  if (kind !== evidenceKind) {
    throw new EvidenceError(`This is no evidence of a recount: its "kind" is not "${evidenceKind}".`, {
      field: "kind",
    });
  }
  if (version !== evidenceVersion) {
    const named = typeof version === "number" ? `version ${version}` : "no version that is a number";
    const says = `This evidence is of ${named}, and version ${evidenceVersion} is understood here.`;
    throw new EvidenceError(`${says} Verify it with the Recount that wrote it, or a newer one.`, { field: "version" });
  }
  const parsed = v.safeParse(File, input, { abortEarly: true });
  if (parsed.success) {
    const { kind: _, version: __, ...evidence } = parsed.output;
    return evidence;
  }
  const [issue] = parsed.issues;
  const field = v.getDotPath(issue) ?? undefined;
  const says = issue.type === "strict_object" ? wordField(issue.expected) : issue.message;
  // A stranger's name for a field may be longer than anybody reads.
  throw new EvidenceError(`${field?.slice(0, 200) ?? "The file"}: ${says} ${damaged}`, { field });
}

const damaged = "The file is damaged or was changed: get it again, or collect the evidence anew.";

function parseJson(file: string): unknown {
  try {
    return JSON.parse(file);
  } catch (cause) {
    throw new EvidenceError(`This is no JSON. ${damaged}`, { cause });
  }
}

/** valibot expects "never" of a field that it does not know, and the field's name where it is missing. */
function wordField(expected: string | null): string {
  return expected === "never" ? "No such field is known." : "The field is missing.";
}

/** Hexadecimal digits alone: looked for what is none, since a pattern that repeats runs out of stack on megabytes. */
function isHex(input: unknown): input is Hex {
  return typeof input === "string" && input.startsWith("0x") && !/[^0-9a-fA-F]/.test(input.slice(2));
}

/** 0x and two digits a byte. `isGood` is given how many digits there are. */
function bytes(isGood: (digits: number) => boolean, otherwise: string) {
  return v.custom<Hex>((input) => isHex(input) && isGood(input.length - 2), otherwise);
}

const anyBytes = bytes((digits) => digits % 2 === 0, "It must be bytes: 0x and two hexadecimal digits each.");
const word = bytes((digits) => digits === 64, "It must be 32 bytes: 0x and 64 hexadecimal digits.");
const words = bytes((digits) => digits % 64 === 0, "It must be whole words of 32 bytes: 0x and 64 digits each.");
const hash: v.GenericSchema<Hash> = word;
const address: v.GenericSchema<Address> = bytes(
  (digits) => digits === 40,
  "It must be an address: 0x and 40 hexadecimal digits.",
);

/** A whole number below 2^bits. */
function whole(bits: 64 | 256) {
  const most = 2n ** BigInt(bits);
  const otherwise = `It must be a string of digits: a whole number below 2^${bits}.`;
  return v.pipe(
    v.custom<string>((input) => typeof input === "string" && /^(0|[1-9]\d{0,77})$/.test(input), otherwise),
    v.transform((digits) => BigInt(digits)),
    v.check((number) => number < most, otherwise),
  );
}
const seconds = whole(64);
const number = whole(256);

const place = v.custom<number>(
  (input) => Number.isSafeInteger(input) && Number(input) >= 0,
  "It must be a whole number, without quotation marks.",
);
const chainId = v.custom<number>(
  (input) => Number.isSafeInteger(input) && Number(input) >= 1,
  "It must be a chain's id: a whole number from 1, without quotation marks.",
);
const name = v.custom<string>(
  (input) => typeof input === "string" && input.length > 0 && input.length <= 300,
  "It must be a name of at most 300 characters.",
);
const yesOrNo = v.boolean("It must be true or false.");

// Of what a report names one by one, no more than anybody could mean: no build takes more than 100 candidates.
const [mostFields, mostEndpoints, mostCandidates] = [100, 100, 1_000];

/** Not by valibot's records, which pass over some names without a word. */
const header = v.custom<HeaderFields>((input) => {
  if (typeof input !== "object" || input === null || Array.isArray(input)) return false;
  const fields = Object.entries(input);
  if (fields.length > mostFields) return false;
  return fields.every(([field, value]) => /^[A-Za-z][A-Za-z0-9]{0,63}$/.test(field) && isHex(value));
}, "It must be a header: hexadecimal text by the names of JSON-RPC.");

function list<Schema extends v.GenericSchema>(item: Schema) {
  return v.pipe(v.array(item, "It must be a list."), v.readonly());
}

function shortList<Schema extends v.GenericSchema>(item: Schema, most: number) {
  const limited = v.maxLength<v.InferOutput<Schema>[], number, string>(most, `It must have at most ${most} items.`);
  return v.pipe(v.array(item, "It must be a list."), limited, v.readonly());
}

const Endpoint = v.strictObject({
  name,
  chainId: v.nullable(chainId),
  block: v.nullable(hash),
  results: v.nullable(v.strictObject({ ids: list(word), counts: list(number), ballots: number })),
  newest: v.nullable(v.strictObject({ number, timestamp: number })),
  final: v.nullable(number),
  history: v.nullable(hash),
});

const Origin = v.strictObject({
  factory: address,
  organiser: address,
  title: anyBytes,
  description: anyBytes,
  candidates: shortList(anyBytes, mostCandidates),
  opens: seconds,
  closes: seconds,
});

const RollWord = v.strictObject({
  address,
  factory: address,
  publisher: address,
  salt: word,
  size: number,
  digest: word,
  chunks: v.nullable(list(anyBytes)),
});

const logged = { block: place, logIndex: place, transaction: place };
const Voted = v.strictObject({ ...logged, voter: address, candidate: word });
const BatchCounted = v.strictObject({ ...logged, carrier: address, ballots: anyBytes });

/** What an entry is meant to be, so that a fault is told of a field that belongs there. */
function entryLike(input: unknown) {
  const entry = Object(input);
  return !("voter" in entry) && ("carrier" in entry || "ballots" in entry) ? BatchCounted : Voted;
}

const BallotRecordFields: v.GenericSchema<unknown, BallotRecord> = v.strictObject({
  blocks: list(v.strictObject({ number, hash, header: v.nullable(header), receipts: v.nullable(list(anyBytes)) })),
  transactions: list(v.strictObject({ hash, raw: v.nullable(anyBytes) })),
  entries: list(v.lazy(entryLike)),
});

const File = v.strictObject({
  kind: v.literal(evidenceKind),
  version: v.literal(evidenceVersion),
  chain: v.strictObject({ id: chainId, name }),
  election: address,
  collectedAt: seconds,
  asked: v.strictObject({
    block: v.picklist(["final", "newest", "given"], 'It must be "final", "newest" or "given".'),
    record: yesOrNo,
    receipts: yesOrNo,
    signatures: yesOrNo,
  }),
  block: hash,
  header,
  endpoints: shortList(Endpoint, mostEndpoints),
  origin: Origin,
  roll: v.nullable(RollWord),
  box: v.nullable(words),
  tallies: v.nullable(list(word)),
  proof: v.nullable(v.strictObject({ nodes: list(anyBytes), sample: v.nullable(list(place)) })),
  record: v.nullable(BallotRecordFields),
  own: v.nullable(v.strictObject({ voter: address, candidate: word })),
});
