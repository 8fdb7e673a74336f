import {
  type Client,
  createTransport,
  ExecutionRevertedError,
  HttpRequestError,
  TimeoutError,
  type Transport,
} from "viem";

/** How long an endpoint is waited for before the next one is asked as well, in milliseconds. */
const hesitation = 1000;

/**
 * Endpoints as one: the first that answers serves, the others stand in where it fails or takes long.
 * Only for reading: a request may reach several endpoints.
 */
export function inTurn(endpoints: readonly Client[]): Transport {
  // Endpoints that lately failed or took long: nobody waits for them until they answer again.
  const failing = new WeakSet<Client>();

  function ask(request: Parameters<Client["request"]>[0]): Promise<unknown> {
    let next = 0;
    let open = 0;
    let timer: ReturnType<typeof setTimeout> | undefined;

    return new Promise((resolve, reject) => {
      function askNext() {
        clearTimeout(timer);
        const endpoint = endpoints[next];
        if (!endpoint) return;
        next += 1;
        open += 1;
        const isFailing = failing.has(endpoint);
        timer = setTimeout(
          () => {
            failing.add(endpoint);
            askNext();
          },
          isFailing ? 0 : hesitation,
        );

        endpoint.request(request).then(
          (answer) => {
            clearTimeout(timer);
            failing.delete(endpoint);
            resolve(answer);
          },
          (error: unknown) => {
            open -= 1;
            // A refusal is an answer too, only not to this question.
            if (error instanceof HttpRequestError || error instanceof TimeoutError) failing.add(endpoint);
            clearTimeout(timer);
            if (isRevert(error)) reject(error);
            else if (next < endpoints.length) askNext();
            else if (open === 0) reject(error);
          },
        );
      }
      askNext();
    });
  }

  return () =>
    createTransport({ key: "inTurn", name: "In turn", type: "inTurn", retryCount: 0, request: ask as never });
}

/** A contract that refuses has answered: another node may only know less. */
function isRevert(error: unknown): boolean {
  return error instanceof Error && ExecutionRevertedError.nodeMessage.test(error.message);
}
