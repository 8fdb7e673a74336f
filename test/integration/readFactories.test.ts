import { expect, test } from "vitest";
import { rollFactory } from "@/chain/generated/rollFactory";
import { createNode } from "@/chain/node";
import { readFactories } from "@/chain/readFactories";
import { startChain } from "../support/startChain";
import { change, goDown, startProxy } from "../support/startProxy";

test("which factories stand is known although one node lies behind and another is down", async () => {
  const chain = await startChain();
  const [behind, down] = [await startProxy(chain.url), await startProxy(chain.url)];
  behind.fail(change("eth_getCode", () => "0x"));
  down.fail(goDown());
  const node = createNode({ ...chain.configuration, endpoints: [down.url, behind.url, chain.url] });
  expect(await readFactories(node)).toEqual({ openElection: true, roll: true, rollElection: true });

  await chain.node.setCode({ address: rollFactory.address, bytecode: "0x" });
  expect(await readFactories(node)).toEqual({ openElection: true, roll: false, rollElection: true });

  const alone = createNode({ ...chain.configuration, endpoints: [down.url] });
  await expect(readFactories(alone)).rejects.toThrow();
  await Promise.all([behind.stop(), down.stop(), chain.stop()]);
});
