import type { Client } from "viem";
import { NoAnswerError } from "./errors";

/**
 * A source whose answers are refused where they are longer than that. What is decoded may be many times as long as the
 * answer, since the contracts' ABI lets a thousand names stand at one place: a node could have us run out of memory.
 * @param most How many characters of hexadecimal text.
 */
export function shortAnswers(source: Client, most: number): Client {
  async function request(args: { method: string }): Promise<unknown> {
    const answer: unknown = await source.request(args as never);
    if (typeof answer === "string" && answer.length > most) {
      throw new NoAnswerError(`The node's answer to ${args.method} is longer than any can be.`);
    }
    return answer;
  }
  return { ...source, request: request as Client["request"] };
}
