import { createReadStream, statSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";

const types: Record<string, string> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".css": "text/css",
  ".json": "application/json",
  ".svg": "image/svg+xml",
  ".woff2": "font/woff2",
};

/** What a plain web host serves, and what it was asked for. */
export type Host = {
  /** Where the folder is served, with a slash at the end. */
  url: string;
  /** The paths that were asked for, and with which status they were answered. */
  requests: { path: string; status: number }[];
  stop: () => Promise<void>;
};

/**
 * Serves the files of a folder under `path`, as any static host does: what is not there is a 404, and no path leads to
 * the page instead.
 * @param path Begins and ends with a slash.
 */
export async function serveFolder(folder: string, path: string): Promise<Host> {
  const requests: Host["requests"] = [];
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://host");
    const file = fileAt(folder, path, decodeURIComponent(pathname));
    requests.push({ path: pathname, status: file ? 200 : 404 });
    if (!file) {
      response.writeHead(404, { "Content-Type": "text/plain" }).end("There is nothing here.");
      return;
    }
    response.writeHead(200, { "Content-Type": types[extname(file)] ?? "application/octet-stream" });
    createReadStream(file).pipe(response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (typeof address !== "object" || address === null) throw new Error("The host has no address.");
  return {
    url: `http://127.0.0.1:${address.port}${path}`,
    requests,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function fileAt(folder: string, path: string, asked: string): string | undefined {
  if (!asked.startsWith(path)) return undefined;
  const inside = normalize(asked.slice(path.length));
  if (inside.startsWith("..")) return undefined;
  const file = join(folder, inside === "." ? "index.html" : inside);
  return statSync(file, { throwIfNoEntry: false })?.isFile() ? file : undefined;
}
