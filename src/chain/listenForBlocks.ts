/** How long until a socket that ended is opened again, in milliseconds. */
const pause = 3000;
/** How long a socket may be silent before it is taken for dead, in milliseconds: some chains make a block every 12 s. */
const patience = 30_000;

const subscription = JSON.stringify({ jsonrpc: "2.0", id: 1, method: "eth_subscribe", params: ["newHeads"] });

/**
 * Hears of new blocks over WebSocket (`eth_subscribe`), from the first endpoint that speaks; one that ends, falls silent
 * or refuses gives way to the next, and in turn is tried again.
 * Where there is no WebSocket, as in Node before 22, it hears of none.
 * @param onBlock Called with the hash of each block, and with undefined whenever a socket has ended.
 * @returns Stops listening.
 */
export function listenForBlocks(endpoints: readonly string[], onBlock: (hash: string | undefined) => void): () => void {
  if (endpoints.length === 0 || typeof WebSocket === "undefined") return () => {};
  let turn = 0;
  let close = () => {};

  function open() {
    const socket = connect(endpoints[turn % endpoints.length] ?? "");
    let timer = setTimeout(reopen, patience);
    close = () => {
      clearTimeout(timer);
      if (!socket) return;
      socket.onopen = socket.onmessage = socket.onerror = socket.onclose = null;
      socket.close();
    };

    function reopen() {
      close();
      onBlock(undefined);
      turn += 1;
      timer = setTimeout(open, pause);
    }
    if (!socket) return reopen();
    socket.onopen = () => socket.send(subscription);
    socket.onerror = socket.onclose = reopen;
    socket.onmessage = ({ data }) => {
      const hash = announcedBlock(data);
      if (hash === undefined) return;
      clearTimeout(timer);
      timer = setTimeout(reopen, patience);
      onBlock(hash);
    };
  }

  open();
  return () => close();
}

/** Browsers refuse some addresses outright, as a page under https does those under ws. */
function connect(endpoint: string): WebSocket | undefined {
  try {
    return new WebSocket(endpoint);
  } catch {
    return undefined;
  }
}

/** The hash of the block that a message announces; undefined where it says anything else. */
function announcedBlock(message: unknown): string | undefined {
  try {
    const { params } = JSON.parse(String(message)) as { params?: { result?: { hash?: unknown } } };
    const hash = params?.result?.hash;
    return typeof hash === "string" ? hash : undefined;
  } catch {
    return undefined;
  }
}
