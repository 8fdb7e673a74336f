import {
  ChainMismatchError,
  ContractFunctionRevertedError,
  HttpRequestError,
  InsufficientFundsError,
  RpcRequestError,
  SwitchChainError,
  TimeoutError,
  UnauthorizedProviderError,
  UserRejectedRequestError,
} from "viem";
import { words } from "@/words/words";
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
} from "./errors";

type Reason = keyof typeof words.errors;

/** Errors by their class, the telling ones first: one error may wrap another. */
const byClass: readonly [new (...args: never[]) => Error, Reason][] = [
  [OtherChainError, "otherChain"],
  [PartMissingError, "partMissing"],
  [WalletSilentError, "walletSilent"],
  [WalletGoneError, "walletGone"],
  [AccountChangedError, "accountChanged"],
  [ChainNotAddedError, "chainNotAdded"],
  [NotSentError, "notSent"],
  [WrongSignatureError, "wrongSignature"],
  [NoRelayError, "noRelay"],
  [CodeExpiredError, "codeExpired"],
  [UserRejectedRequestError, "rejected"],
  [UnauthorizedProviderError, "walletLocked"],
  [ChainMismatchError, "wrongChain"],
  [InsufficientFundsError, "noFunds"],
  [TimeoutError, "timeout"],
];

/** Errors that tell themselves apart by name only: a contract's own, and wagmi's. */
const byName: Record<string, Reason> = {
  AlreadyVoted: "alreadyVoted",
  NotOpen: "notOpen",
  UnknownCandidate: "unknownCandidate",
  NotOnRoll: "notOnRoll",
  WrongIndex: "wrongIndex",
  ConnectorChainMismatchError: "wrongChain",
  ConnectorNotConnectedError: "walletGone",
  ConnectorAccountNotFoundError: "accountChanged",
  AbortError: "stoppedWaiting",
};

/**
 * The sentence for an error: what went wrong and what to do. The only place that turns errors into words.
 * The error itself keeps its cause for whoever wants the details.
 * @param inTask Sentences for a task other than voting.
 */
export function explainError(error: unknown, inTask: Partial<typeof words.errors> = {}): string {
  const reason = reasonOf(error);
  return inTask[reason] ?? words.errors[reason];
}

function reasonOf(error: unknown): Reason {
  const causes = causesOf(error);
  const isOfNode = causes.some((cause) => cause instanceof RpcRequestError);
  for (const cause of causes) {
    // By the code of a busy wallet a node says that a request took it too long (geth).
    if (codeOf(cause) === -32002) return isOfNode ? "timeout" : "pending";
    const known = byClass.find(([type]) => cause instanceof type);
    if (known) return known[1];
    const name = cause instanceof ContractFunctionRevertedError ? cause.data?.errorName : nameOf(cause);
    const named = name === undefined ? undefined : byName[name];
    if (named) return named;
    // Some wallets answer with the code alone (EIP-1193, EIP-1474).
    if (codeOf(cause) === 4001) return "rejected";
    if (codeOf(cause) === 4100) return "walletLocked";
    if (codeOf(cause) === 4900 || codeOf(cause) === 4901) return "walletGone";
  }
  for (const cause of causes) {
    if (isNonsense(cause) || cause instanceof RpcRequestError) return "nodeRefused";
    if (cause instanceof HttpRequestError && cause.status) return "nodeRefused";
    if (cause instanceof SwitchChainError) return "cannotSwitch";
  }
  return causes.some((cause) => cause instanceof HttpRequestError) ? "unreachable" : "unexpected";
}

/** Whether a node answered, but with what is no answer: nothing, no JSON, no number, or data of another form. */
function isNonsense(cause: unknown): boolean {
  if (cause instanceof NoAnswerError || cause instanceof SyntaxError) return true;
  return /^(AbiDecoding|BlockNotFound)/.test(nameOf(cause) ?? "");
}

/** An error and everything it wraps, outermost first. */
function causesOf(error: unknown): unknown[] {
  const causes: unknown[] = [];
  for (let cause = error; cause && !causes.includes(cause); cause = (cause as { cause?: unknown }).cause) {
    causes.push(cause);
  }
  return causes;
}

function nameOf(cause: unknown): string | undefined {
  return cause instanceof Error ? cause.name : undefined;
}

function codeOf(cause: unknown): unknown {
  return typeof cause === "object" && cause !== null && "code" in cause ? cause.code : undefined;
}
