import { type Hex, hexToBytes } from "viem";
import { votersInChunk } from "@/election/roll";
import { digestOfHashes } from "@/election/rollCode";
import type { Finding } from "@/recount/check";
import type { Evidence } from "@/recount/evidence";
import { keccakHex } from "@/recount/keccak";

const addressBytes = 20;

/**
 * Check 4: that the roll's chunks hold as many voters as it is said to have, in strictly ascending order, and that they
 * make its digest. Defeats a roll on which somebody stands twice, is left out or was put in; that these chunks are the
 * ones on the chain, the state shows.
 * Each chunk is the code of a contract: a zero byte and packed addresses (`contracts/Chunks.sol`).
 */
export function checkRoll({ roll }: Evidence): Finding {
  if (!roll) return { state: "skipped", check: "roll", why: "none" };
  if (!roll.chunks) return { state: "unknown", check: "roll", lack: "unread" };

  const hashes: Hex[] = [];
  let last: Uint8Array = new Uint8Array(addressBytes);
  let voters = 0;
  for (const [at, chunk] of roll.chunks.entries()) {
    const code = hexToBytes(chunk);
    const count = (code.length - 1) / addressBytes;
    const isLast = at === roll.chunks.length - 1;
    const isFull = isLast ? count >= 1 && count <= votersInChunk : count === votersInChunk;
    if (code[0] !== 0 || !Number.isInteger(count) || !isFull) return failed("chunk", at);
    // Nobody comes before the first voter, and the zero address is no voter.
    for (let from = 1; from < code.length; from += addressBytes) {
      const voter = code.subarray(from, from + addressBytes);
      if (!isAscending(last, voter)) return failed("order", voters);
      last = voter;
      voters += 1;
    }
    hashes.push(keccakHex(code));
  }
  if (BigInt(voters) !== roll.size || voters === 0) return failed("size", null);
  if (digestOfHashes(hashes).toLowerCase() !== roll.digest.toLowerCase()) return failed("digest", null);
  return { state: "passed", check: "roll", voters: roll.size };
}

function failed(fault: "order" | "chunk" | "size" | "digest", at: number | null): Finding {
  return { state: "failed", check: "roll", fault, at };
}

/** Whether one address is below another, as numbers. */
function isAscending(one: Uint8Array, other: Uint8Array): boolean {
  for (let place = 0; place < addressBytes; place += 1) {
    const difference = (other[place] ?? 0) - (one[place] ?? 0);
    if (difference !== 0) return difference > 0;
  }
  return false;
}
