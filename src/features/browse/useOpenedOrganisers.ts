import { useEffect } from "react";
import * as v from "valibot";
import { type Address, getAddress, isAddress } from "viem";
import { readStored, store, useStored } from "@/ui/stored";

/** How many organisers are remembered for each chain; the longest forgotten go first. */
const most = 100;

const Organisers = v.array(
  v.pipe(
    v.string(),
    v.check((address) => isAddress(address)),
    v.transform(getAddress),
  ),
);

/** Organisers of whom this reader has opened an election, the newest acquaintance first; and how to forget one. */
export function useOpenedOrganisers(
  chainId: number,
): [opened: readonly Address[], forget: (organiser: Address) => void] {
  const [opened = [], change] = useStored("lasting", keyOf(chainId), Organisers);
  return [opened, (organiser) => change(opened.filter((address) => address !== organiser))];
}

/** Remembers that the reader has opened an election of this organiser. */
export function useRememberedOrganiser(chainId: number, organiser: Address): void {
  useEffect(() => {
    const opened = readStored("lasting", keyOf(chainId), Organisers) ?? [];
    if (opened.includes(organiser)) return;
    store("lasting", keyOf(chainId), [organiser, ...opened].slice(0, most));
  }, [chainId, organiser]);
}

function keyOf(chainId: number): string {
  return `recount.organisers.${chainId}`;
}
