import type { Hash } from "viem";
import type { Finding } from "@/recount/check";
import { countParties } from "@/recount/countParties";
import type { Evidence } from "@/recount/evidence";

/**
 * How the evidence came to whoever recounts. `live`: this program has just asked the endpoints itself. Else by a file, in
 * which all that endpoints say is its maker's word, and `blockHash` is the block's hash that the reader knows from elsewhere.
 */
export type Heard = "live" | { blockHash: Hash | undefined };

/**
 * Check 1: that the endpoints answer for this chain, and have this very block at its height. Everything else is proven
 * against the block's hash, so an endpoint that lies alone, or a private copy of a chain, is found out here.
 * A file's block has to be the one of which the reader knows, where the reader does.
 */
export function checkAgreement({ chain, block, endpoints }: Evidence, heard: Heard): Finding {
  const known = heard === "live" ? undefined : heard.blockHash;
  if (known && known.toLowerCase() !== block.toLowerCase()) {
    return { state: "failed", check: "agreement", fault: "block", endpoints: [] };
  }
  const elsewhere = endpoints.filter(({ chainId }) => chainId !== null && chainId !== chain.id);
  if (elsewhere.length > 0) return { state: "failed", check: "agreement", fault: "chain", endpoints: named(elsewhere) };

  const having = endpoints.filter((endpoint) => endpoint.block !== null);
  const others = having.filter((endpoint) => endpoint.block?.toLowerCase() !== block.toLowerCase());
  if (others.length > 0) return { state: "failed", check: "agreement", fault: "block", endpoints: named(others) };

  const agreeing = having.filter(({ chainId }) => chainId === chain.id);
  if (agreeing.length === 0) return { state: "unknown", check: "agreement", lack: "silent" };
  return { state: "passed", check: "agreement", endpoints: named(agreeing), parties: countParties(agreeing) };
}

function named(endpoints: Evidence["endpoints"]): string[] {
  return endpoints.map(({ name }) => name);
}
