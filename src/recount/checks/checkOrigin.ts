import { type Address, isAddressEqual } from "viem";
import { electionAddress, rollElectionAddress } from "@/election/address";
import { rollAddress } from "@/election/roll";
import type { Build } from "@/recount/build";
import type { Finding } from "@/recount/check";
import type { Evidence } from "@/recount/evidence";
import { factoryAddress, findBuild } from "@/recount/findBuild";

/**
 * Check 3: that the election's address, and its roll's, are those at which a listed build's factories put this very
 * question, for this organiser, on this roll. So the genuine code was run, with these arguments: an address cannot be
 * chosen. Defeats a contract that merely answers like an election, and another question told for this one.
 */
export function checkOrigin(evidence: Evidence, builds: readonly Build[]): Finding {
  const { origin, roll, election } = evidence;
  const foreign = { state: "failed", check: "origin", fault: "election" } as const;
  const build = findBuild(evidence, builds);
  if (!build) return foreign;

  const { factory, organiser } = origin;
  if (!roll) {
    const expected = electionAddress(factory, build.open.initcode, organiser, origin);
    return isAddressEqual(expected, election) ? { state: "passed", check: "origin", organiser } : foreign;
  }

  // An election takes rolls of one factory alone, which its own factory was built with.
  const rolls = factoryAddress(build.roll);
  const isGenuine =
    isAddressEqual(rolls, roll.factory) &&
    isAddressEqual(rollAddress(rolls, build.roll.initcode, lower(roll.publisher), roll.salt), roll.address);
  if (!isGenuine) return { state: "failed", check: "origin", fault: "roll" };
  const expected = rollElectionAddress(factory, build.onRoll.initcode, organiser, origin, lower(roll.address));
  return isAddressEqual(expected, election) ? { state: "passed", check: "origin", organiser } : foreign;
}

/** Without the capital letters that are a checksum: where that is wrong, the encoder would throw. */
function lower(address: Address): Address {
  return `0x${address.slice(2).toLowerCase()}`;
}
