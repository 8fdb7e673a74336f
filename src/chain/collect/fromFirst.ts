import { BaseError, type Client, TimeoutError } from "viem";

/**
 * What the first source that gives an answer answers; the next one is asked where one fails. One that took too long goes
 * to the end of the list, so that it is waited for once.
 * @throws What the first source threw, where all of them failed.
 */
export async function fromFirst<Answer>(sources: Client[], ask: (source: Client) => Promise<Answer>): Promise<Answer> {
  const failures: unknown[] = [];
  for (const source of [...sources]) {
    try {
      return await ask(source);
    } catch (error) {
      failures.push(error);
      if (isTimeout(error)) sources.push(...sources.splice(sources.indexOf(source), 1));
    }
  }
  throw failures[0];
}

function isTimeout(error: unknown): boolean {
  return error instanceof BaseError && error.walk((cause) => cause instanceof TimeoutError) !== null;
}
