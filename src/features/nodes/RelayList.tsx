import { nodesWords as words } from "@/words/nodes";
import { checkRelay } from "./checkEndpoint";
import { EndpointList, type ListOfChainProps } from "./EndpointList";
import { RelayState } from "./RelayState";

/** The relays to which one chain's signed ballots are handed, the preferred first; may be none. */
export function RelayList({ chainId, ...list }: ListOfChainProps) {
  return (
    <EndpointList
      own={words.ofRelays}
      check={checkRelay}
      tell={(relay) => <RelayState relay={relay} chainId={chainId} />}
      empty={words.noRelay}
      {...list}
    />
  );
}
