import type { Election } from "@/election/election";

/** The link to an election's page, from wherever this page is hosted. */
export function electionLink({ chainId, address }: Pick<Election, "chainId" | "address">): string {
  return new URL(`#/${chainId}/${address}`, window.location.href).href;
}
