import type { Finding } from "@/recount/check";
import type { Evidence } from "@/recount/evidence";
import { hashHeader, headerOf } from "@/recount/header";

/**
 * Check 2: the header hashes to the block's hash, on which the endpoints agree. With it the block's number, time and roots
 * are what the chain has, whoever told them. Fields that are not known here, or are missing, are no contradiction: the chain
 * may hash more than this build knows.
 */
export function checkHeader({ block, header }: Pick<Evidence, "block" | "header">): Finding {
  const { hash, unclear } = hashHeader(header);
  if (hash !== null && headerOf(block, header)) return { check: "header", state: "passed", hash };
  if (hash === null || unclear.length > 0)
    return { check: "header", state: "unknown", lack: "fields", fields: unclear };
  return { check: "header", state: "failed", fault: "hash", hash };
}
