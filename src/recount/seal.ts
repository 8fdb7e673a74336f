import { type Hex, hexToBytes } from "viem";
import { keccak } from "./keccak";

/** Where the count begins in a tally slot: its last 40 bits. */
const countFrom = 27;

/**
 * A candidate's tally slot in a poll before the first vote (32 bytes): keccak256 of the id, with its last 40 bits zero.
 * See `contracts/OpenElection.sol`.
 * @param id 32 bytes.
 */
export function emptySlot(id: Hex): Uint8Array {
  const slot = keccak(hexToBytes(id));
  return slot.fill(0, countFrom);
}

/**
 * The slot after one more vote: keccak256 of the slot before and the voter, both filled up to 32 bytes, with its last 40
 * bits overwritten by the count. So it commits to everybody who voted for the candidate, and to their order.
 * @param slot 32 bytes.
 * @param voter 20 bytes.
 */
export function nextSlot(slot: Uint8Array, voter: Uint8Array): Uint8Array {
  const input = new Uint8Array(64);
  input.set(slot);
  input.set(voter, 44);
  const next = keccak(input);
  let carry = 1;
  for (let place = slot.length - 1; place >= countFrom; place -= 1) {
    carry += slot[place] ?? 0;
    next[place] = carry & 0xff;
    carry >>= 8;
  }
  return next;
}
