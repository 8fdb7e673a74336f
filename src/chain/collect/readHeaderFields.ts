import { type Client, type Hash, type Hex, isHash, numberToHex } from "viem";
import { isNoAnswer, NoAnswerError } from "@/chain/errors";
import type { HeaderFields } from "@/recount/evidence";

/** What JSON-RPC puts beside a header and this evidence needs not: its hash stands apart, the others are not hashed. */
const beside = ["hash", "size", "totalDifficulty"];

/**
 * The header of the block of that number or hash, field by field as the endpoint gives it, known here or not, and its hash
 * in lower case; null where the endpoint has no such block. That the one is the hash of the other is not checked.
 * @throws {NoAnswerError} where what it gives is another block, or no block.
 */
export async function readHeaderFields(
  endpoint: Client,
  block: bigint | Hash,
): Promise<{ hash: Hash; fields: HeaderFields } | null> {
  const given = await ask(endpoint, block);
  if (given === null) return null;
  if (typeof given !== "object") throw new NoAnswerError("The node gave no block.");

  const fields: Record<string, Hex> = {};
  for (const [name, value] of Object.entries(given)) {
    // Lists are the block's and not its header's; null stands for a fork's field that this block has not got.
    if (typeof value === "object" || beside.includes(name)) continue;
    if (!/^[A-Za-z][A-Za-z0-9]{0,63}$/.test(name) || !isHexText(value)) {
      throw new NoAnswerError(`The node gave a block whose ${name.slice(0, 64)} is no hexadecimal text.`);
    }
    fields[name] = value;
  }

  // No chain has a third of them; a report may name each.
  if (Object.keys(fields).length > 100) throw new NoAnswerError("The node gave a block of more fields than any has.");

  const { hash } = given as { hash?: unknown };
  if (typeof hash !== "string" || !isHash(hash)) throw new NoAnswerError("The node gave a block without a hash.");
  const isAsked =
    typeof block === "bigint"
      ? /^0x[0-9a-f]+$/i.test(fields.number ?? "") && BigInt(fields.number ?? "") === block
      : hash.toLowerCase() === block.toLowerCase();
  if (!isAsked) throw new NoAnswerError(`Asked for block ${block}, the node gave another.`);
  return { hash: lowerCase(hash), fields };
}

async function ask(endpoint: Client, block: bigint | Hash): Promise<unknown> {
  const request =
    typeof block === "bigint"
      ? { method: "eth_getBlockByNumber" as const, params: [numberToHex(block), false] as [Hex, false] }
      : { method: "eth_getBlockByHash" as const, params: [block, false] as [Hash, false] };
  try {
    return await endpoint.request(request);
  } catch (error) {
    if (isNoAnswer(error)) return null;
    throw error;
  }
}

function isHexText(value: unknown): value is Hex {
  return typeof value === "string" && value.startsWith("0x") && !/[^0-9a-f]/i.test(value.slice(2));
}

function lowerCase(hash: Hash): Hash {
  return `0x${hash.slice(2).toLowerCase()}`;
}
