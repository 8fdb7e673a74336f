/** What is wrong with an address that a reader gives for a node. */
type EndpointFault = "empty" | "incomplete" | "scheme" | "login" | "insecure" | "listed";

/** An address as it is kept, or what is wrong with it. */
export type CheckedEndpoint = { endpoint: string } | { fault: EndpointFault; part: string };

/**
 * Checks the address of a node before it is listed: that a browser can reach it from this page, and that it is new.
 * @returns `part` is what of the text is at fault.
 */
export function checkEndpoint(text: string, listed: readonly string[]): CheckedEndpoint {
  const given = text.trim();
  if (given === "") return { fault: "empty", part: given };
  if (!URL.canParse(given)) return { fault: "incomplete", part: given };

  const url = new URL(given);
  const scheme = url.protocol.slice(0, -1);
  if (!["http", "https", "ws", "wss"].includes(scheme)) return { fault: "scheme", part: scheme };
  // Browsers send no request to an address that holds one.
  if (url.username || url.password) return { fault: "login", part: `${url.username}@` };
  // The page's policy lets unencrypted lines lead to this machine alone.
  const isLocal = ["localhost", "127.0.0.1"].includes(url.hostname);
  if (!isLocal && (scheme === "http" || scheme === "ws")) return { fault: "insecure", part: url.hostname };

  url.hash = "";
  const endpoint = url.pathname === "/" && !url.search ? url.origin : url.href;
  return listed.includes(endpoint) || listed.includes(`${endpoint}/`)
    ? { fault: "listed", part: endpoint }
    : { endpoint };
}
