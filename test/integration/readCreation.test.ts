import { afterAll, beforeAll, expect, test } from "vitest";
import { createNode } from "@/chain/node";
import { readCreation } from "@/chain/readCreation";
import { readElection } from "@/chain/readElection";
import { readHead } from "@/chain/watchHead";
import { createElection, startChain, type TestChain } from "../support/startChain";
import { change, startProxy } from "../support/startProxy";

let chain: TestChain;
beforeAll(async () => {
  chain = await startChain();
});
afterAll(() => chain.stop());

test("is the very block in which the factory created the election", async () => {
  await createElection(chain, { title: "An earlier one?" });
  const address = await createElection(chain);
  const { number, hash } = await chain.node.getBlock();
  await createElection(chain, { title: "A later one?" });

  const node = createNode(chain.configuration);
  const head = await readHead(node, 64);
  const election = await readElection(node, 31337, address, head.number);
  expect(await readCreation(node, election, head)).toEqual({ number, hash });
});

test("is unknown where the node has dropped the log", async () => {
  const proxy = await startProxy(chain.url);
  proxy.fail(change("eth_getLogs", () => []));
  const address = await createElection(chain, { title: "A forgotten one?" });
  const node = createNode({ ...chain.configuration, endpoints: [proxy.url] });
  const head = await readHead(node, 64);
  const election = await readElection(node, 31337, address, head.number);
  expect(await readCreation(node, election, head)).toBeUndefined();
  await proxy.stop();
});
