import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { createNode } from "@/chain/node";
import { type Head, watchHead } from "@/chain/watchHead";
import { startChain, type TestChain } from "../support/startChain";

const patience = { timeout: 20_000, interval: 20 };

/** A line to a node's socket that can fall silent without being cut. */
type Line = { url: string; carried: () => string; fallSilent: () => void; stop: () => void };

let chain: TestChain;
let line: Line;

beforeAll(async () => {
  chain = await startChain();
  line = await startLine(chain.url);
});
afterAll(async () => {
  await chain.stop();
  line.stop();
});

async function startLine(node: string): Promise<Line> {
  const { hostname, port } = new URL(node);
  const ends: Socket[] = [];
  let carried = "";
  const server = createServer((reader) => {
    const speaker = connect(Number(port), hostname);
    for (const end of [reader, speaker]) end.on("error", () => {});
    speaker.on("data", (words) => {
      carried += words;
    });
    speaker.pipe(reader).pipe(speaker);
    ends.push(speaker);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The line has no port.");
  return {
    url: `ws://127.0.0.1:${address.port}`,
    carried: () => carried,
    fallSilent: () => {
      for (const end of ends) end.unpipe();
    },
    stop: () => server.close(),
  };
}

test("notices that a socket has fallen silent, and asks for the head by itself", async () => {
  const configuration = { ...chain.configuration, endpoints: [chain.url, line.url] };
  const heads: Head[] = [];
  const stop = watchHead(
    configuration,
    createNode(configuration),
    (head) => heads.push(head),
    () => {},
  );
  const mineAndHear = async () => {
    await chain.node.mine({ blocks: 1 });
    const { hash } = await chain.node.getBlock();
    await vi.waitFor(() => expect(heads.at(-1)?.hash).toBe(hash), patience);
  };
  // The socket is believed from its first word on.
  while (!line.carried().includes('"eth_subscription"')) await mineAndHear();

  line.fallSilent();
  const silentSince = performance.now();
  await mineAndHear();
  expect(performance.now() - silentSince).toBeLessThan(10_000);
  stop();
});
