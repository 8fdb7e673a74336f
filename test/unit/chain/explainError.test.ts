import {
  AbiDecodingZeroDataError,
  BaseError,
  BlockNotFoundError,
  ChainDisconnectedError,
  ChainMismatchError,
  ContractFunctionExecutionError,
  ContractFunctionRevertedError,
  encodeErrorResult,
  HttpRequestError,
  InsufficientFundsError,
  InternalRpcError,
  LimitExceededRpcError,
  ProviderDisconnectedError,
  ResourceUnavailableRpcError,
  RpcRequestError,
  SwitchChainError,
  TimeoutError,
  TransactionExecutionError,
  UnauthorizedProviderError,
  UnknownRpcError,
  UserRejectedRequestError,
} from "viem";
import { mainnet } from "viem/chains";
import { describe, expect, test } from "vitest";
import { ConnectorAccountNotFoundError, ConnectorChainMismatchError, createConfig, http } from "wagmi";
import { getConnectorClient } from "wagmi/actions";
import {
  AccountChangedError,
  ChainNotAddedError,
  CodeExpiredError,
  NoAnswerError,
  NoRelayError,
  NotSentError,
  OtherChainError,
  PartMissingError,
  WalletGoneError,
  WalletSilentError,
  WrongSignatureError,
} from "@/chain/errors";
import { explainError } from "@/chain/explainError";
import { openElectionAbi } from "@/chain/generated/openElectionAbi";
import { words } from "@/words/words";

const cause = new Error("the cause");
const request = { body: { method: "eth_call" }, url: "http://127.0.0.1:8545" };
const refusal = new RpcRequestError({ ...request, error: { code: -32000, message: "no" } });
const slow = new RpcRequestError({ ...request, error: { code: -32002, message: "request timed out" } });

type Refusal = { errorName: "AlreadyVoted" | "NotOpen" | "UnknownCandidate"; args: readonly unknown[] };

/** What a simulated vote throws where the contract reverts with this error. */
function reverted(refusal: Refusal): Error {
  const data = encodeErrorResult({ abi: openElectionAbi, ...refusal } as Parameters<typeof encodeErrorResult>[0]);
  return executionFailed(new ContractFunctionRevertedError({ abi: openElectionAbi, data, functionName: "vote" }));
}

function executionFailed(cause: BaseError): Error {
  return new ContractFunctionExecutionError(cause, { abi: openElectionAbi, args: [], functionName: "vote" });
}

/** What a wallet's send throws, as viem wraps it. */
function sendFailed(cause: BaseError): Error {
  return new TransactionExecutionError(cause, { account: null, chain: mainnet });
}

describe("explainError says", () => {
  test.each<[keyof typeof words.errors, Error]>([
    ["partMissing", new PartMissingError()],
    ["otherChain", new OtherChainError()],
    ["walletSilent", new WalletSilentError()],
    ["walletGone", new WalletGoneError()],
    ["accountChanged", new AccountChangedError()],
    ["rejected", new UserRejectedRequestError(cause)],
    ["pending", new ResourceUnavailableRpcError(cause)],
    ["walletLocked", new UnauthorizedProviderError(cause)],
    ["chainNotAdded", new ChainNotAddedError()],
    ["notSent", new NotSentError()],
    ["wrongSignature", new WrongSignatureError()],
    ["noRelay", new NoRelayError()],
    ["codeExpired", new CodeExpiredError()],
    ["cannotSwitch", new SwitchChainError(cause)],
    ["wrongChain", new ChainMismatchError({ chain: mainnet, currentChainId: 10 })],
    ["noFunds", new InsufficientFundsError()],
    ["timeout", new TimeoutError(request)],
    ["wrongChain", new ConnectorChainMismatchError({ connectionChainId: 1, connectorChainId: 10 })],
    [
      "accountChanged",
      new ConnectorAccountNotFoundError({
        address: "0x0000000000000000000000000000000000000001",
        connector: { name: "Wallet" } as never,
      }),
    ],
    ["stoppedWaiting", new DOMException("This operation was aborted", "AbortError")],
    ["unreachable", new HttpRequestError({ ...request, cause })],
    ["nodeRefused", new HttpRequestError({ ...request, status: 503 })],
    ["nodeRefused", refusal],
    ["nodeRefused", new LimitExceededRpcError(refusal)],
    // geth's word for a request that took it too long is a wallet's for one that is still open.
    ["timeout", new ResourceUnavailableRpcError(slow)],
    ["nodeRefused", new NoAnswerError()],
    ["nodeRefused", new BlockNotFoundError({ blockNumber: 1n })],
    ["nodeRefused", new HttpRequestError({ ...request, cause: new SyntaxError("Unexpected token <") })],
    ["nodeRefused", executionFailed(new AbiDecodingZeroDataError())],
    ["unexpected", cause],
    ["unexpected", new BaseError("Something new.")],
  ])("“%s” for %o", (reason, error) => {
    expect(explainError(error)).toBe(words.errors[reason]);
  });

  test.each<[keyof typeof words.errors, Refusal]>([
    ["alreadyVoted", { errorName: "AlreadyVoted", args: ["0x0000000000000000000000000000000000000001"] }],
    ["notOpen", { errorName: "NotOpen", args: [1n, 2n, 3n] }],
    ["unknownCandidate", { errorName: "UnknownCandidate", args: [`0x${"00".repeat(32)}`] }],
  ])("“%s” where the contract reverts", (reason, refusal) => {
    expect(explainError(reverted(refusal))).toBe(words.errors[reason]);
  });

  test.each<[keyof typeof words.errors, Error]>([
    ["rejected", sendFailed(new UserRejectedRequestError(cause))],
    ["noFunds", sendFailed(new InsufficientFundsError({ cause: refusal }))],
    ["walletSilent", new Error("outer", { cause: new Error("middle", { cause: new WalletSilentError() }) })],
    ["walletGone", sendFailed(new ProviderDisconnectedError(cause))],
    ["walletGone", sendFailed(new ChainDisconnectedError(cause))],
    ["nodeRefused", executionFailed(new InternalRpcError(refusal))],
    ["otherChain", executionFailed(new UnknownRpcError(new OtherChainError()))],
    ["pending", new SwitchChainError(new ResourceUnavailableRpcError(cause))],
    // What tells more comes first, however deep it lies.
    ["pending", new HttpRequestError({ ...request, cause: new ResourceUnavailableRpcError(cause) })],
  ])("“%s” for what lies within another error", (reason, error) => {
    expect(explainError(error)).toBe(words.errors[reason]);
  });

  test.each<[keyof typeof words.errors, unknown]>([
    ["rejected", { code: 4001, message: "User denied" }],
    ["pending", { code: -32002 }],
    ["walletLocked", { code: 4100 }],
    ["walletGone", { code: 4900 }],
    ["walletGone", { code: 4901, message: "Chain disconnected" }],
    ["rejected", new Error("outer", { cause: { code: 4001 } })],
    ["unexpected", { code: 4002 }],
    ["unexpected", { code: "4001" }],
    ["unexpected", "4001"],
    ["unexpected", 4001],
    ["unexpected", null],
    ["unexpected", undefined],
  ])("“%s” for the bare answer %o", (reason, answer) => {
    expect(explainError(answer)).toBe(words.errors[reason]);
  });

  test("“walletGone” where wagmi has no wallet", async () => {
    const config = createConfig({ chains: [mainnet], transports: { [mainnet.id]: http() } });
    const error = await getConnectorClient(config).catch((error: unknown) => error);
    expect(explainError(error)).toBe(words.errors.walletGone);
  });

  test("“unexpected” for an error that is its own cause", () => {
    const error: Error & { cause?: unknown } = new Error("round and round");
    error.cause = error;
    expect(explainError(error)).toBe(words.errors.unexpected);
  });
});
