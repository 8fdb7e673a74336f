/** What is wrong with an address that a reader gives for a node or a relay. */
type EndpointFault = "empty" | "incomplete" | "scheme" | "login" | "insecure" | "query" | "listed";

/** An address as it is kept, or what is wrong with it. */
export type CheckedEndpoint = { endpoint: string } | { fault: EndpointFault; part: string };

/**
 * Checks the address of a node before it is listed: that a browser can reach it from this page, and that it is new.
 * @returns `part` is what of the text is at fault.
 */
export function checkNode(text: string, listed: readonly string[]): CheckedEndpoint {
  return checkEndpoint(text, listed, ["http", "https", "ws", "wss"]);
}

/** Checks the address of a relay in the same way. What is asked of it follows its path, so that must be the end. */
export function checkRelay(text: string, listed: readonly string[]): CheckedEndpoint {
  const checked = checkEndpoint(text, listed, ["http", "https"]);
  if ("fault" in checked) return checked;
  const { search } = new URL(checked.endpoint);
  return search ? { fault: "query", part: search } : checked;
}

function checkEndpoint(text: string, listed: readonly string[], schemes: readonly string[]): CheckedEndpoint {
  const given = text.trim();
  if (given === "") return { fault: "empty", part: given };
  if (!URL.canParse(given)) return { fault: "incomplete", part: given };

  const url = new URL(given);
  const scheme = url.protocol.slice(0, -1);
  if (!schemes.includes(scheme)) return { fault: "scheme", part: scheme };
  // Browsers send no request to an address that holds one.
  if (url.username || url.password) return { fault: "login", part: `${url.username}@` };
  // The page's policy lets unencrypted lines lead to this machine alone.
  const isLocal = ["localhost", "127.0.0.1"].includes(url.hostname);
  if (!isLocal && (scheme === "http" || scheme === "ws")) return { fault: "insecure", part: url.hostname };

  url.hash = "";
  const endpoint = url.pathname === "/" && !url.search ? url.origin : url.href;
  // With a slash at its end or without it is the same; a list that holds both is not kept.
  return listed.some((other) => withoutSlash(other) === withoutSlash(endpoint))
    ? { fault: "listed", part: endpoint }
    : { endpoint };
}

function withoutSlash(endpoint: string): string {
  return endpoint.replace(/\/$/, "");
}
