import {
  type Address,
  type ContractFunctionName,
  type ContractFunctionReturnType,
  decodeFunctionResult,
  encodeFunctionResult,
  getAbiItem,
  type Hex,
  hexToBigInt,
  numberToHex,
  toFunctionSelector,
} from "viem";
import { openElectionAbi } from "@/chain/generated/openElectionAbi";
import { openElectionFactoryAbi } from "@/chain/generated/openElectionFactory";
import { rollAbi } from "@/chain/generated/rollAbi";
import { rollElectionAbi } from "@/chain/generated/rollElectionAbi";
import { rollFactoryAbi } from "@/chain/generated/rollFactory";
import { type Answer, change, type Fault } from "./startProxy";

// How a node lies, or tells the truth of another time or another chain.

/** A log as JSON-RPC gives it. */
export type Log = {
  address: Address;
  topics: [Hex, Hex, Hex];
  blockNumber: Hex;
  blockHash: Hex;
  logIndex: Hex;
  removed: boolean;
};

/** Changes the logs that the node gives. */
export function changeLogs(how: (logs: Log[]) => Log[]): Fault {
  return change("eth_getLogs", how);
}

/** Changes the last of the logs that the node gives, and leaves the others. */
export function changeLastLog(how: (log: Log) => Log): Fault {
  return changeLogs((logs) => logs.map((log, index) => (index === logs.length - 1 ? how(log) : log)));
}

// What elections and factories of both kinds answer alike stands here once.
const abi = [
  ...openElectionAbi,
  ...openElectionFactoryAbi,
  ...rollAbi,
  ...rollFactoryAbi,
  getAbiItem({ abi: rollElectionAbi, name: "box" }),
] as const;
type Asked = ContractFunctionName<typeof abi, "view" | "pure">;
type Told<Name extends Asked> = ContractFunctionReturnType<typeof abi, "view" | "pure", Name>;

/** Changes what a contract is said to return when it is asked for this. */
export function lieAbout<Name extends Asked>(functionName: Name, how: (told: Told<Name>) => Told<Name>): Fault {
  const item = abi.find((entry) => entry.type === "function" && entry.name === functionName);
  if (item?.type !== "function") throw new RangeError(`No contract is asked for ${functionName}.`);
  const selector = toFunctionSelector(item);
  return change<Hex>("eth_call", (data, { params }) => {
    const [call] = params as [{ data: Hex }];
    if (!call.data.startsWith(selector)) return data;
    // viem cannot tell that what decodes for a name also encodes for it.
    const told = decodeFunctionResult({ abi, functionName, data } as never) as Told<Name>;
    return encodeFunctionResult({ abi, functionName, result: how(told) } as never);
  });
}

/** A node of the chain with this id. */
export function onChain(id: number): Fault {
  return change("eth_chainId", () => numberToHex(id));
}

type Block = { number: Hex; hash: Hex; timestamp: Hex };

/** Changes the blocks that the node gives where they are asked for by such a tag or number. */
export function changeBlock(how: (block: Block) => Block, asked: RegExp): Fault {
  return change<Block | null>("eth_getBlockByNumber", (block, { params }) =>
    block && asked.test(String(params[0])) ? how(block) : block,
  );
}

/** How geth says that it does not have a block. */
const unknown: Answer = { error: { code: -32000, message: "header not found" } };

/** A node that knows no block above this one: what is asked of later ones it does not find, or finds empty. */
export function behindAt(newest: bigint): Fault {
  const isBeyond = (block: unknown) =>
    typeof block === "string" && block.startsWith("0x") && hexToBigInt(block as Hex) > newest;
  return async (request, forward) => {
    const { method, params } = request;
    const [first, second] = params;
    if (method === "eth_blockNumber") return { result: numberToHex(newest) };
    if (method === "eth_getBlockByNumber") {
      if (isBeyond(first)) return { result: null };
      const answer = await forward(first === "latest" ? { params: [numberToHex(newest), second] } : {});
      const block = "result" in answer && (answer.result as Block | null);
      return block && isBeyond(block.number) ? forward({ params: [numberToHex(newest), second] }) : answer;
    }
    if (method === "eth_getBlockByHash") {
      const answer = await forward();
      const block = "result" in answer && (answer.result as Block | null);
      return block && isBeyond(block.number) ? { result: null } : answer;
    }
    if (method === "eth_getLogs") {
      const [filter] = params as [{ toBlock: Hex }];
      // As geth did for years: what it does not have yet is left out without a word.
      return isBeyond(filter.toBlock) ? forward({ params: [{ ...filter, toBlock: numberToHex(newest) }] }) : forward();
    }
    if (method === "eth_call" && typeof second === "object" && second !== null && "blockHash" in second) {
      const found = await forward({ method: "eth_getBlockByHash", params: [second.blockHash, false] });
      const block = "result" in found && (found.result as Block | null);
      return !block || isBeyond(block.number) ? unknown : forward();
    }
    return isBeyond(second) ? unknown : forward();
  };
}

/** A node on a fork that began after this block: the same in content, but every later block has another hash. */
export function forkedAfter(common: bigint): Fault {
  const real = new Map<string, Hex>();
  const turn = (hash: Hex): Hex => {
    const other: Hex = `0x${hash.slice(2).split("").reverse().join("")}`;
    real.set(other, hash);
    return other;
  };
  const isLater = (number: Hex) => hexToBigInt(number) > common;

  return async ({ method, params }, forward) => {
    for (const [hash] of JSON.stringify(params).matchAll(/0x[0-9a-f]{64}/g)) {
      const found = await forward({ method: "eth_getBlockByHash", params: [hash, false] });
      const block = "result" in found && (found.result as Block | null);
      if (block && isLater(block.number)) return unknown;
    }
    const asked = JSON.stringify(params).replace(/0x[0-9a-f]{64}/g, (hash) => real.get(hash) ?? hash);
    const answer = await forward({ params: JSON.parse(asked) });
    if (!("result" in answer)) return answer;
    if (method === "eth_getLogs") {
      const logs = answer.result as Log[];
      return {
        result: logs.map((log) => (isLater(log.blockNumber) ? { ...log, blockHash: turn(log.blockHash) } : log)),
      };
    }
    const block = method.startsWith("eth_getBlock") && (answer.result as Block | null);
    return block && isLater(block.number) ? { result: { ...block, hash: turn(block.hash) } } : answer;
  };
}

/** Changes a block's header wherever the node gives it, by number or hash; its hash stays what it was. */
export function changeHeader(number: bigint, how: (block: Record<string, unknown>) => Record<string, unknown>): Fault {
  return async ({ method }, forward) => {
    const answer = await forward();
    if (!/^eth_getBlockBy(Number|Hash)$/.test(method) || !("result" in answer)) return answer;
    const block = answer.result as (Block & Record<string, unknown>) | null;
    return block && hexToBigInt(block.number) === number ? { result: how(block) } : answer;
  };
}

/** A node's proof: of the account, and of each slot. */
type ToldProof = { accountProof: Hex[]; storageProof: { key: Hex; value: Hex; proof: Hex[] }[] };

/** Changes the proofs that the node gives. */
export function changeProof(how: (proof: ToldProof) => ToldProof): Fault {
  return change("eth_getProof", how);
}

/**
 * Of one block tells the truth, and of everything else what another node tells, whose chain has the same elections with
 * other ballots.
 * @param other The endpoint of the other node.
 */
export function tellOfOtherChain(other: string, truth: bigint): Fault {
  return async (request, forward) => {
    const { method, params } = request;
    const [block] = params;
    const isTag = typeof block === "string" && !block.startsWith("0x");
    if (method === "eth_getBlockByNumber" && (isTag || BigInt(String(block)) === truth)) return forward();
    if (method === "eth_chainId" || method === "eth_blockNumber") return forward();
    if (method === "eth_getBlockByHash") {
      const answer = await forward();
      if ("result" in answer && answer.result) return answer;
    }
    // Nothing but a call is asked at a hash: at the true block's, which the other chain has not got.
    const asked = JSON.stringify(params).replace(/\{"blockHash":"0x[0-9a-f]{64}"\}/, `"${numberToHex(truth)}"`);
    const response = await fetch(other, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ ...request, jsonrpc: "2.0", params: JSON.parse(asked) }),
    });
    return (await response.json()) as Answer;
  };
}
