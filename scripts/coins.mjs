// `npm run coins -- ADDRESS`: gives a wallet of one's own some coins on the practice chain, to pay its network fees.
// `--rpc-url URL` names a chain on another port.
import { parseArgs } from "node:util";

// Not strict: whatever is not understood is answered with how to call it.
const { values, positionals } = parseArgs({
  options: { "rpc-url": { type: "string", default: "http://127.0.0.1:8545" } },
  allowPositionals: true,
  strict: false,
});
const url = String(values["rpc-url"]);
const [address, ...others] = positionals;
const isUnderstood = others.length === 0 && Object.keys(values).every((name) => name === "rpc-url");
/** One coin, in wei. */
const amount = "0xde0b6b3a7640000";

if (!address || !isUnderstood || !/^0x[0-9a-fA-F]{40}$/.test(address)) {
  console.error(
    "Name the address to give coins to, 0x and 40 letters and digits: npm run coins -- 0x… [--rpc-url URL]",
  );
  process.exitCode = 2;
} else {
  await give(address).catch((error) => {
    console.error(`No coins were given: ${error.message}`);
    process.exitCode = 1;
  });
}

/** @param {string} to */
async function give(to) {
  const chain = Number(await ask("eth_chainId", []));
  if (chain !== 31337) throw new Error(`the node at ${url} serves chain ${chain}, not the practice chain (31337).`);
  const [from] = await ask("eth_accounts", []);
  if (!from) throw new Error(`the node at ${url} keeps no accounts, so it is not a practice chain.`);
  await ask("eth_sendTransaction", [{ from, to, value: amount }]);
  console.log(`${to} gets 1 ETH with the next block.`);
}

/**
 * @param {string} method
 * @param {unknown[]} params
 */
async function ask(method, params) {
  const response = await fetch(url, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ jsonrpc: "2.0", id: 1, method, params }),
  }).catch((cause) => {
    throw new Error(`no node answers at ${url}. Is npm start running?`, { cause });
  });
  const { result, error } = await response.json();
  if (error) throw new Error(error.message);
  return result;
}
