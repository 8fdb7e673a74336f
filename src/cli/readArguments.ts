import { parseArgs } from "node:util";
import { type Address, getAddress, type Hash, isAddress } from "viem";

/** What `npm run recount` was asked for. */
export type Command =
  | { kind: "help" }
  /** `blockHash`: of the file's block, known from elsewhere. */
  | { kind: "verify"; file: string; blockHash: Hash | undefined }
  | RecountCommand;

export type RecountCommand = {
  kind: "recount";
  election: Address;
  /** Undefined where the first endpoint is to say which chain it serves. */
  chainId: number | undefined;
  /** The endpoints to ask; none for those that are configured for the chain. */
  urls: readonly string[];
  block: "final" | "newest" | bigint;
  /** The ballot that the reader says to have cast; the choice is a candidate's name. */
  own: { voter: Address; choice: string } | undefined;
  record: boolean;
  receipts: boolean;
  signatures: boolean;
  /** How many words of the ballot box are to be proven; by default as many as a minute allows. */
  proof: "whole" | "auto" | number;
  /** How many blocks below the newest count as final, where the chain does not say so itself. */
  finalityDepth: number | undefined;
  /** Where the evidence is to be written. */
  file: string | undefined;
};

/** The arguments cannot be followed; the message says what to do instead. */
export class ArgumentsError extends Error {
  override name = "ArgumentsError";
}

const options = {
  help: { type: "boolean", short: "h" },
  rpc: { type: "string", multiple: true },
  chain: { type: "string" },
  block: { type: "string" },
  voter: { type: "string" },
  choice: { type: "string" },
  without: { type: "string", multiple: true },
  sample: { type: "string" },
  whole: { type: "boolean" },
  "final-depth": { type: "string" },
  evidence: { type: "string" },
  "block-hash": { type: "string" },
} as const;
type Values = ReturnType<typeof parse>["values"];

/**
 * Reads the command line.
 * @param args What stands behind the program's name.
 * @throws {ArgumentsError} where something is missing, unknown, twice, or no value of its kind.
 */
export function readArguments(args: readonly string[]): Command {
  const { values, positionals } = parse(args);
  if (values.help || args.length === 0) return { kind: "help" };
  const [first, second, ...others] = positionals;
  if (first === "verify") {
    if (second === undefined || others.length > 0) throw new ArgumentsError("Name one file: verify FILE.");
    const stray = Object.keys(values).find((name) => name !== "block-hash");
    if (stray) throw new ArgumentsError(`--${stray} does not go with verify: a file is verified as it stands.`);
    return { kind: "verify", file: second, blockHash: readHash(values["block-hash"]) };
  }
  if (first === undefined) throw new ArgumentsError("Name the election: its link, or its address.");
  if (second !== undefined) throw new ArgumentsError(`${second} is one too many: name one election.`);
  return readRecount(first, values);
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true });
  } catch (cause) {
    // Node's words on an unknown option go on with advice on how to pass it as a file.
    const [says] = (cause instanceof Error ? cause.message : String(cause)).split(/\.\s/);
    throw new ArgumentsError(`${says?.replace(/\.$/, "")}.`, { cause });
  }
}

function readRecount(link: string, values: Values): RecountCommand {
  if (values["block-hash"] !== undefined) throw new ArgumentsError("--block-hash goes with verify alone.");
  if (values.whole && values.sample !== undefined) throw new ArgumentsError("Say --whole or --sample, not both.");
  const { election, chainId: linked } = readLink(link);
  const given = readWhole("--chain", values.chain, 1);
  if (linked !== undefined && given !== undefined && linked !== given) {
    throw new ArgumentsError(`The link is of chain ${linked}, and --chain says ${given}.`);
  }
  const urls = (values.rpc ?? []).map(readUrl);
  const chainId = linked ?? given;
  if (chainId === undefined && urls.length === 0) {
    throw new ArgumentsError("Say on which chain the election is: --chain ID, or its endpoints: --rpc URL.");
  }
  if (new Set(urls.map((url) => url.replace(/\/$/, ""))).size < urls.length)
    throw new ArgumentsError("Two endpoints are the same: --rpc.");
  const left = (values.without ?? []).map(readPart);
  const record = !left.includes("record");
  return {
    kind: "recount",
    election,
    chainId,
    urls,
    block: readBlock(values.block),
    own: readOwn(values),
    record,
    receipts: record && !left.includes("receipts"),
    signatures: record && !left.includes("signatures"),
    proof: readWhole("--sample", values.sample, 1) ?? (values.whole ? "whole" : "auto"),
    finalityDepth: readWhole("--final-depth", values["final-depth"], 0),
    file: values.evidence,
  };
}

/** A link ends in `#/<chain id>/<address>`, perhaps with a page of the election behind it. */
function readLink(link: string): { election: Address; chainId: number | undefined } {
  const [, id, linked] = /#\/(\d{1,15})\/(0x[0-9a-fA-F]*)(?:[/?]|$)/.exec(link) ?? [];
  const address = linked ?? link;
  if (isAddress(address, { strict: false })) {
    if (!isAddress(address)) {
      throw new ArgumentsError(`The capital letters of ${address} do not fit together: copy it once more.`);
    }
    return { election: getAddress(address), chainId: id === undefined ? undefined : readWhole("The link", id, 1) };
  }
  throw new ArgumentsError(
    `${link} is no election: give a link that ends in #/<chain id>/<address>, or an address, 0x and 40 digits.`,
  );
}

function readUrl(url: string): string {
  // The address is not repeated: it may hold a key.
  if (!/^https?:\/\/./.test(url) || !URL.canParse(url)) {
    throw new ArgumentsError("--rpc: An endpoint starts with http:// or https://.");
  }
  return url;
}

function readBlock(block = "final"): RecountCommand["block"] {
  if (block === "final" || block === "newest") return block;
  if (/^\d{1,18}$/.test(block)) return BigInt(block);
  throw new ArgumentsError(`--block ${block}: say final, newest, or a block's number.`);
}

function readOwn({ voter, choice }: Values): RecountCommand["own"] {
  if (voter === undefined && choice === undefined) return undefined;
  if (voter === undefined || choice === undefined) {
    throw new ArgumentsError("Your ballot takes both: --voter ADDRESS and --choice NAME.");
  }
  if (!isAddress(voter)) {
    throw new ArgumentsError(`--voter ${voter}: it is not an address, or its capital letters do not fit together.`);
  }
  return { voter: getAddress(voter), choice };
}

function readPart(part: string): "record" | "receipts" | "signatures" {
  if (part === "record" || part === "receipts" || part === "signatures") return part;
  throw new ArgumentsError(`--without ${part}: say record, receipts or signatures.`);
}

function readHash(hash: string | undefined): Hash | undefined {
  if (hash === undefined) return undefined;
  if (!/^0x[0-9a-fA-F]{64}$/.test(hash)) throw new ArgumentsError("--block-hash takes 0x and 64 hexadecimal digits.");
  return hash as Hash;
}

function readWhole(name: string, text: string | undefined, least: number): number | undefined {
  if (text === undefined) return undefined;
  const number = /^\d{1,15}$/.test(text) ? Number(text) : -1;
  if (number < least) throw new ArgumentsError(`${name}: ${text} is no whole number from ${least}.`);
  return number;
}
