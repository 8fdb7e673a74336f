import { createServer } from "node:net";

/** The first port from `port` upwards on which nothing listens on this machine. */
export async function nextFreePort(port: number): Promise<number> {
  return (await isFree(port)) ? port : nextFreePort(port + 1);
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", (error: NodeJS.ErrnoException) => {
      if (error.code === "EADDRINUSE" || error.code === "EACCES") resolve(false);
      else reject(error);
    });
    server.listen(port, "127.0.0.1", () => server.close(() => resolve(true)));
  });
}
