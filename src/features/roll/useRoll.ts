import { useState } from "react";
import type { Address } from "viem";
import type { Node } from "@/chain/node";
import { NotARollError, type Roll, readRoll } from "@/chain/readRoll";
import { readRollVoters } from "@/chain/readRollVoters";
import type { Head } from "@/chain/watchHead";
import { type Live, useLive } from "@/ui/useLive";

/** A roll, and the head at which it was read; `roll` is what says why there is none. */
export type ReadRoll = { head: Head; roll: Roll | NotARollError };

/** The roll at an address, at every new head: one that is not closed grows, and a block may be replaced. */
export function useRoll(node: Node, chainId: number, address: Address, head: Head | undefined): Live<ReadRoll> {
  return useLive<ReadRoll>(["roll", chainId, address], head?.hash, async () => {
    if (!head) throw new RangeError("No head to read at.");
    const roll = await readRoll(node, address, head.number).catch((error: unknown) => {
      if (error instanceof NotARollError) return error;
      throw error;
    });
    return { head, roll };
  });
}

/** The voters on a roll, read once for each state of it and checked against its digest; and how far the reading is. */
export function useRollVoters(node: Node, chainId: number, roll: Roll, head: Head) {
  const [read, setRead] = useState(0n);
  const key = ["rollVoters", chainId, roll.address, roll.digest];
  const { value, error } = useLive<readonly Address[]>(key, roll.digest, () =>
    readRollVoters(node, roll, head.number, setRead),
  );
  return { voters: value, error, read };
}
