import { concatHex, type Hex, hexToBytes, keccak256, numberToHex, pad, toBytes } from "viem";
import { candidateIds } from "./candidateIds";
import type { Evidence } from "./evidence";

const domainType = hashOfText("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)");
const ballotType = hashOfText("Ballot(string election,string choice)");

/**
 * What voters sign for each candidate, in ballot order: the EIP-712 hash of the ballot paper, 32 bytes. Worked out from
 * the texts' bytes, as the contract does: it takes texts too that are no UTF-8, and no text stands for those.
 */
export function ballotDigests(evidence: Pick<Evidence, "chain" | "election" | "origin">): Uint8Array[] {
  const { chain, election, origin } = evidence;
  const chainId = numberToHex(chain.id, { size: 32 });
  const domain = hashOf(domainType, hashOfText("Recount"), hashOfText("1"), chainId, pad(election));
  const title = keccak256(origin.title);
  // A candidate's id is the hash of the name, which is what stands for a text in what is hashed.
  return candidateIds(evidence).map((id) => {
    return hexToBytes(keccak256(concatHex(["0x1901", domain, hashOf(ballotType, title, id)])));
  });
}

function hashOf(...words: readonly Hex[]): Hex {
  return keccak256(concatHex(words));
}

function hashOfText(text: string): Hex {
  return keccak256(toBytes(text));
}
