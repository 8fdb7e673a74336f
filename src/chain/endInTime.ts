import { TimeoutError, type Transport } from "viem";

/**
 * A transport that gives up an answer which has begun but does not end, for which viem itself would wait for ever.
 * @param longest How long a whole answer may take, in milliseconds.
 * @param signal Once aborted, nothing more is asked.
 */
export function endInTime(transport: Transport, longest: number, signal?: AbortSignal): Transport {
  return (settings) => {
    const endpoint = transport(settings);

    async function request(args: { method: string }): Promise<unknown> {
      signal?.throwIfAborted();
      let timer: ReturnType<typeof setTimeout> | undefined;
      const late = new Promise<never>((_, reject) => {
        // The endpoint's address is not repeated: it may hold a key.
        timer = setTimeout(() => reject(new TimeoutError({ body: { method: args.method }, url: "" })), longest);
      });
      try {
        return await Promise.race([endpoint.request(args as never), late]);
      } finally {
        clearTimeout(timer);
      }
    }
    return { ...endpoint, request: request as typeof endpoint.request };
  };
}
