import { preview } from "vite";

/**
 * Serves the built page on `port` or the next free one, to this machine only.
 * @param chains What the page reads as `chains.json`.
 * @returns The page's address.
 */
export async function servePage(port: number, chains: unknown): Promise<string> {
  process.env.RECOUNT_CHAINS = JSON.stringify(chains);
  const server = await preview({ logLevel: "silent", preview: { host: "127.0.0.1", port } });
  const [url] = server.resolvedUrls?.local ?? [];
  if (!url) throw new Error("The page's server has no address.");
  return url;
}
