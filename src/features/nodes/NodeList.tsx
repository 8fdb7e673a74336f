import { isHttp } from "@/chain/configuration";
import { nodesWords as words } from "@/words/nodes";
import { checkNode } from "./checkEndpoint";
import { EndpointList, type ListOfChainProps } from "./EndpointList";
import { NodeState } from "./NodeState";

/** The nodes through which one chain is read, the preferred first. One to read from has to stay. */
export function NodeList({ chainId, endpoints, ...list }: ListOfChainProps) {
  return (
    <EndpointList
      own={words.ofNodes}
      endpoints={endpoints}
      check={checkNode}
      tell={(endpoint) => <NodeState endpoint={endpoint} chainId={chainId} />}
      whyKept={(endpoint) =>
        endpoints.some((other) => other !== endpoint && isHttp(other)) ? undefined : words.lastReading
      }
      {...list}
    />
  );
}
