import { afterAll, beforeAll, expect, test } from "vitest";
import { probeEndpoint } from "@/chain/probeEndpoint";
import { nextFreePort } from "../../scripts/practice/nextFreePort";
import { startAnvil } from "../../scripts/practice/startAnvil";
import { goDown, startProxy } from "../support/startProxy";

let anvil: Awaited<ReturnType<typeof startAnvil>>;

beforeAll(async () => {
  anvil = await startAnvil({});
});
afterAll(() => anvil.stop());

test.each(["http", "ws"])("an endpoint over %s answers with its newest block, and how long it took", async (scheme) => {
  const url = `${scheme}://127.0.0.1:${anvil.port}`;
  const probe = await probeEndpoint(url, 31337);
  expect(probe).toEqual({ state: "answers", block: 0n, milliseconds: expect.any(Number) });
});

test.each(["http", "ws"])("an endpoint of another chain over %s is named as such", async (scheme) => {
  expect(await probeEndpoint(`${scheme}://127.0.0.1:${anvil.port}`, 10)).toEqual({
    state: "otherChain",
    chainId: 31337,
  });
});

test.each(["http", "ws"])("an endpoint over %s at which nothing listens is silent", async (scheme) => {
  const port = await nextFreePort(29_000);
  expect(await probeEndpoint(`${scheme}://127.0.0.1:${port}`, 31337)).toEqual({ state: "silent" });
});

test("an endpoint that cuts the line is silent", async () => {
  const proxy = await startProxy(anvil.url);
  proxy.fail(goDown());
  expect(await probeEndpoint(proxy.url, 31337)).toEqual({ state: "silent" });
  await proxy.stop();
});
