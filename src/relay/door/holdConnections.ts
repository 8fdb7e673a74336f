import type { Socket } from "node:net";
import type { FastifyInstance } from "fastify";

/**
 * Keeps a server to so many connections. Where one more comes, the one that has owed a whole request the longest is cut:
 * whoever opens many and sends nothing, or slowly, shuts nobody else out.
 */
export function holdConnections(app: FastifyInstance, most: number): void {
  const open = new Set<Socket>();
  /** Those whose request has not arrived whole, the longest waiting first. */
  const owing = new Set<Socket>();

  app.server.on("connection", (socket: Socket) => {
    const [slowest] = owing;
    if (open.size >= most) (slowest ?? socket).destroy();
    open.add(socket);
    owing.add(socket);
    socket.once("close", () => {
      open.delete(socket);
      owing.delete(socket);
    });
  });
  app.addHook("preHandler", async ({ raw }) => void owing.delete(raw.socket));
  app.addHook("onResponse", async ({ raw }) => {
    if (open.has(raw.socket)) owing.add(raw.socket);
  });
}
