import { once } from "node:events";
import { createServer } from "node:http";
import { parseBallotFile } from "@/election/parseBallotFile";

/** Something that answers as a relay does and delivers nothing. */
export type Swallower = {
  url: string;
  /** How many ballots were handed in to it. */
  swallowed: () => number;
  /** What it says from now on of every ballot that it was given. */
  say: (state: "accepted" | "sent" | "inBlock" | "final" | "void") => void;
  /** From now on it knows of no ballot that it was given before. */
  forget: () => void;
  stop: () => Promise<void>;
};

/** Starts a server that accepts every ballot and keeps it to itself. `longestWait`: what it announces, in seconds. */
export async function startSwallower({ longestWait = 0 } = {}): Promise<Swallower> {
  const chainId = 31337;
  const choices = new Map<string, string>();
  let state = "accepted";
  let swallowed = 0;
  const limits = { election: 1, organiser: 1, total: 1, lastSeconds: 60, longestWait };
  const carrier = "0x70997970C51812dc3A010C7d01b50e0d17dc79C8";

  const server = createServer(async (request, response) => {
    response.setHeader("Access-Control-Allow-Origin", "*").setHeader("Access-Control-Allow-Headers", "*");
    const answer = (status: number, body: object) => response.writeHead(status).end(JSON.stringify(body));
    const { method, url = "" } = request;
    if (method === "POST") {
      const { election, index, choice } = parseBallotFile(JSON.parse(await textOf(request)));
      choices.set(`/ballots/${chainId}/${election}/${index}`, choice);
      swallowed += 1;
      return answer(202, { state, choice });
    }
    if (method !== "GET") return response.writeHead(204).end();
    if (url === "/") {
      return answer(200, { name: "Recount relay", schema: "/schema", chains: [{ chainId, carrier, limits }] });
    }
    const choice = choices.get(url);
    if (choice === undefined) return answer(404, { error: { code: "notFound", message: "None is held." } });
    return answer(200, { state, choice });
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The swallower has no port.");

  const swallower: Swallower = {
    url: `http://127.0.0.1:${address.port}`,
    swallowed: () => swallowed,
    say: (next) => {
      state = next;
    },
    forget: () => choices.clear(),
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
  return swallower;
}

async function textOf(request: AsyncIterable<Uint8Array>): Promise<string> {
  const parts: Uint8Array[] = [];
  for await (const part of request) parts.push(part);
  return Buffer.concat(parts).toString();
}
