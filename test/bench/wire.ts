import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";

/** What went over a line to a node since it was last asked for. */
export type Traffic = {
  /** Bytes that the node sent, HTTP's own included. */
  received: number;
  /** Milliseconds in which the node owed an answer and had not sent its first byte: its own time. */
  waited: number;
};

/** A line to a node that counts what goes over it and changes nothing. */
export type Wire = { url: string; take: () => Traffic; stop: () => Promise<void> };

/** Lays a line to a node on a free port. Whoever measures by it runs in another process: a busy one would count late. */
export async function layWire(node: string): Promise<Wire> {
  const { hostname, port } = new URL(node);
  const owing = new Set<Socket>();
  const sockets = new Set<Socket>();
  let received = 0;
  let waited = 0;
  let since = 0;

  function owe(socket: Socket): void {
    if (owing.size === 0) since = performance.now();
    owing.add(socket);
  }
  function pay(socket: Socket): void {
    if (owing.delete(socket) && owing.size === 0) waited += performance.now() - since;
  }

  const server = createServer({ noDelay: true }, (client) => {
    const upstream = connect({ host: hostname, port: Number(port), noDelay: true });
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on("close", () => {
        sockets.delete(socket);
        pay(upstream);
        client.destroy();
        upstream.destroy();
      });
      // A line that breaks is the business of whoever reads by it.
      socket.on("error", () => socket.destroy());
    }
    client.on("data", () => owe(upstream));
    upstream.on("data", (piece) => {
      pay(upstream);
      received += piece.length;
    });
    client.pipe(upstream);
    upstream.pipe(client);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The line has no port.");

  return {
    url: `http://127.0.0.1:${address.port}`,
    take: () => {
      const taken = { received, waited };
      received = 0;
      waited = 0;
      return taken;
    },
    stop: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, "close");
    },
  };
}
