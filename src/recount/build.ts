import type { Address, Hex } from "viem";

/**
 * A published build of the contracts: what elections, rolls and factories of it came from, and where they keep what a proof
 * shows. Elections outlive builds, so there may be several.
 */
export type Build = {
  open: Created;
  onRoll: Created;
  roll: Created;
  /** Slots and offsets from the compiler's `storageLayout`, never typed by hand. */
  layout: Layout;
};

/** What a factory creates. The factory's own address follows from the hash of its initcode, by the deterministic deployer. */
export type Created = {
  factory: Address;
  factoryInitcodeHash: Hex;
  /** Of what it creates, without constructor arguments. */
  initcode: Hex;
};

/** Slots by number; offsets in bytes from the least significant end. */
export type Layout = {
  open: { tally: bigint };
  onRoll: { tally: bigint; box: bigint };
  roll: { slot: bigint; lastVoterOffset: number; sizeOffset: number; closedOffset: number };
};
