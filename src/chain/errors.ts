// The failures that neither viem nor wagmi has a class for. Apart from what throws them, so that whoever words them need
// not load a wallet.
import { BaseError } from "viem";

/** A node belongs to another chain than the configuration says: none of its answers is used. */
export class OtherChainError extends Error {
  override name = "OtherChainError";
}

/** A node answered, but with nothing or with nonsense: it does not have what it was asked for, or is broken. */
export class NoAnswerError extends Error {
  override name = "NoAnswerError";
}

/** Whether a node has not got what it was asked for, as it answered with nothing. */
export function isNoAnswer(error: unknown): boolean {
  if (error instanceof NoAnswerError) return true;
  return error instanceof BaseError && error.walk((cause) => cause instanceof NoAnswerError) !== null;
}

/** The wallet did not answer in time. */
export class WalletSilentError extends Error {
  override name = "WalletSilentError";
}

/** The wallet has switched to another account since the choice was made: nothing was signed. */
export class AccountChangedError extends Error {
  override name = "AccountChangedError";
}

/** The wallet was disconnected between the choice and the signature. */
export class WalletGoneError extends Error {
  override name = "WalletGoneError";
}

/** The wallet does not know the chain and did not add it. */
export class ChainNotAddedError extends Error {
  override name = "ChainNotAddedError";
}

/** A part of the page that is loaded when it is needed could not be loaded. */
export class PartMissingError extends Error {
  override name = "PartMissingError";
}

/** The wallet approved, but what it answered with is no transaction's hash. */
export class NotSentError extends Error {
  override name = "NotSentError";
}

/** What the wallet returned as a signature is not one by the voter's key, of this ballot: it is not handed on. */
export class WrongSignatureError extends Error {
  override name = "WrongSignatureError";
}

/** The relay that carries messages to a wallet on another device does not answer. */
export class NoRelayError extends Error {
  override name = "NoRelayError";
}

/** The code by which a wallet on another device was to be connected was not used in time. */
export class CodeExpiredError extends Error {
  override name = "CodeExpiredError";
}
