import { type Address, getCreate2Address, isAddressEqual, zeroHash } from "viem";
import type { Build, Created } from "./build";
import type { Evidence } from "./evidence";

/** The deterministic deployer, which is the same on every chain: it gives CREATE2 the salt and initcode that it is sent. */
const deployer: Address = "0x4e59b44847b379578588920cA78FbF26c0B4956C";

/** The address at which a build's factory stands on every chain: CREATE2 (EIP-1014) of the deployer, with the salt 0. */
export function factoryAddress({ factoryInitcodeHash }: Pick<Created, "factoryInitcodeHash">): Address {
  return getCreate2Address({ from: deployer, salt: zeroHash, bytecodeHash: factoryInitcodeHash });
}

/** The build whose factory is said to have created the election; undefined where none that is listed has such a one. */
export function findBuild(
  { origin, roll }: Pick<Evidence, "origin" | "roll">,
  builds: readonly Build[],
): Build | undefined {
  return builds.find(({ open, onRoll }) => isAddressEqual(factoryAddress(roll ? onRoll : open), origin.factory));
}
