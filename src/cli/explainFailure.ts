import { BaseError } from "viem";
import { BlockReplacedError, NoBlockError, NoEndpointError, NotFinalYetError } from "@/chain/collect/evidenceErrors";
import { ConfigurationError } from "@/chain/configuration";
import { NoAnswerError } from "@/chain/errors";
import { explainError } from "@/chain/explainError";
import { NotAnElectionError } from "@/chain/readElection";
import { shownText } from "@/election/shownText";
import { EvidenceError } from "@/recount/parseEvidence";
import { commandLineWords } from "@/words/commandLine";
import { words } from "@/words/words";
import { NoCandidateError } from "./findCandidate";
import { ArgumentsError } from "./readArguments";

const counts = new Intl.NumberFormat(words.locale);
const { errors } = commandLineWords;

/** Why there is no recount, in lines for people; undefined for what nobody foresaw. */
export function explainFailure(error: unknown): string[] | undefined {
  if (error instanceof NoCandidateError)
    return [errors.noCandidate(shownText(error.choice)), ...error.names.map(bullet)];
  if (error instanceof ArgumentsError) return [shownText(error.message), errors.help];
  if (error instanceof ConfigurationError || error instanceof EvidenceError) return [shownText(error.message)];
  if (error instanceof NotAnElectionError) return [errors[error.reason]];
  if (error instanceof NotFinalYetError) return [errors.notFinalYet(counts.format(error.block))];
  if (error instanceof BlockReplacedError) return [errors.replaced(counts.format(error.block))];
  if (error instanceof NoBlockError) return [explainNoBlock(error)];
  if (error instanceof NoEndpointError) {
    const wanted = String(error.chainId);
    return [
      ...error.others.map(({ name, chainId }) => errors.otherChain(shownText(name), String(chainId), wanted)),
      errors.noEndpoint(wanted),
    ];
  }
  const { unreachable, timeout, nodeRefused } = errors;
  const ofNode = explainError(error, { unreachable, timeout, nodeRefused });
  if ([unreachable, timeout, nodeRefused].includes(ofNode)) return [ofNode];
  // Whatever else viem throws is of what a node answered; its text may hold the node's own, and a secret address.
  return error instanceof BaseError || error instanceof NoAnswerError ? [nodeRefused] : undefined;
}

function bullet(name: string): string {
  return `- ${name}`;
}

function explainNoBlock({ block }: NoBlockError): string {
  if (block === "final") return errors.noFinal;
  return block === "newest" ? errors.noNewest : errors.noBlock(counts.format(block));
}
