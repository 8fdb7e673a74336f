import type { Client } from "viem";
import type { Node } from "./node";

/** How long the other endpoints are waited for once the first has answered, in milliseconds. */
const patience = 2000;

/** Endpoints that gave no answer in time when last asked: they are asked again, but nobody waits for them. */
const silent = new WeakSet<Client>();

/**
 * Asks every endpoint of a node the same, so that none has to be believed alone.
 * One that is slow holds the others up once at the most.
 * @returns The answers that came in time, the first first; at least one.
 * @throws What the preferred endpoint threw, where none answered.
 */
export async function askEach<Answer>(node: Node, ask: (endpoint: Client) => Promise<Answer>): Promise<Answer[]> {
  const answers: Answer[] = [];
  const pending = new Set(node.endpoints);
  const asked = node.endpoints.map((endpoint) => {
    const answered = ask(endpoint).then((answer) => {
      silent.delete(endpoint);
      answers.push(answer);
    });
    const settled = answered.catch(() => void silent.add(endpoint)).finally(() => pending.delete(endpoint));
    return { endpoint, settled, orThrow: answered };
  });

  await Promise.any(asked.map(({ orThrow }) => orThrow)).catch(() => asked[0]?.orThrow);
  const awaited = asked.filter(({ endpoint }) => !silent.has(endpoint));
  let timer: ReturnType<typeof setTimeout> | undefined;
  const deadline = new Promise<void>((resolve) => {
    timer = setTimeout(() => {
      for (const endpoint of pending) silent.add(endpoint);
      resolve();
    }, patience);
  });
  await Promise.race([Promise.all(awaited.map(({ settled }) => settled)), deadline]);
  clearTimeout(timer);
  return [...answers];
}
