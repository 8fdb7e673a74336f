// Puts the factories on a chain: `npm run deploy -- --chain NAME --account NAME`. A repeat is harmless.
import { formatGwei, formatUnits, getAddress, type Hex, isAddress } from "viem";
import { buildIfNeeded } from "../build.mjs";
import { compiledFactories, deployer, type Factory } from "../factories";
import { runFoundry } from "../foundry.mjs";
import { codesOnOwnNode } from "./codesOnOwnNode";
import { findNetwork, type Network } from "./findNetwork";
import { findTransaction } from "./findTransaction";
import { ArgumentsError, readArguments, type Wish } from "./readArguments";

const usage = `Puts the election factories on a chain, at the same address on every chain. Whoever pays gains no power by it.

  npm run deploy -- --chain NAME --account NAME       a chain prepared in chains/, and a keystore made by:
                                                      cast wallet import NAME --interactive
  npm run deploy -- --chain NAME --keystore PATH      a keystore file of any place
  npm run deploy -- --chain NAME --ledger             or --trezor: a hardware wallet
  npm run deploy -- --chain NAME --check              only looks: what stands, what is missing, what it would cost

--chain takes the path of a chains.json of your own too, with one chain. --rpc-url URL names a node of your own, in
place of --chain or to be asked first. With --sender ADDRESS its balance is looked at beforehand; a local node's own
accounts sign by --unlocked --sender ADDRESS.
What stands already is left alone, so after an interruption the same command goes on.
Whatever else forge script takes (--password-file, --legacy, --with-gas-price, …) is passed on.`;

const args = process.argv.slice(2);
if (args.includes("--help") || args.includes("-h")) {
  console.log(usage);
} else {
  process.exitCode = await deploy(args).catch((error: unknown) => {
    const message = error instanceof Error ? error.message : String(error);
    console.error(error instanceof ArgumentsError ? `${message}\nMore: npm run deploy -- --help` : message);
    return error instanceof ArgumentsError ? 2 : 1;
  });
}

/** @returns The exit code. */
async function deploy(args: readonly string[]): Promise<number> {
  const wish = readArguments(args);
  const network = await findNetwork(wish);
  const { chain, endpoints, silent } = network;
  const [node] = endpoints;
  console.log(
    `${chain.name} (chain ${chain.id}), through ${node.url}${chain.binding ? "" : "\nNot for binding votes."}`,
  );
  for (const url of silent) console.log(`No answer from ${url}.`);
  if ((await node.getCode({ address: deployer.address })) !== deployer.code) {
    throw new Error(
      `The deterministic deployer does not stand at ${deployer.address} on this chain, so the factories cannot get ` +
        "their addresses. See https://github.com/Arachnid/deterministic-deployment-proxy for how to put it there.",
    );
  }

  await buildIfNeeded("contracts");
  const factories = compiledFactories();
  const codes = await codesOnOwnNode(factories);
  const missing = await findMissing(network, factories, codes);
  if (missing.length === 0) console.log("\nEvery factory stands already: there is nothing to pay.");
  else await showCost(network, missing, wish);
  if (wish.onlyCheck) return missing.length === 0 ? record(network, factories) : 1;

  if (missing.length > 0) {
    // One after the other, so that an interruption leaves at most one transaction on its way.
    const script = ["script", "contracts/script/Deploy.s.sol", "--broadcast", "--slow", "--rpc-url", node.url];
    const code = await runFoundry("forge", [...script, ...wish.forge]);
    if (code !== 0) return code;
    const left = await findMissing(network, factories, codes);
    if (left.length > 0) throw new Error("Not every factory stands. Run the same command again.");
  }
  return record(network, factories);
}

/**
 * Says where each factory stands, by every node that answers, and gives those that stand by none.
 * @throws {Error} where a node gives other code for an address than what belongs there.
 */
async function findMissing({ endpoints }: Network, factories: readonly Factory[], codes: ReadonlyMap<string, Hex>) {
  const missing: Factory[] = [];
  console.log("");
  for (const factory of factories) {
    const { name, address } = factory;
    const answers = await Promise.all(
      endpoints.map(async (node) => ({ url: node.url, code: await node.getCode({ address }).catch(() => null) })),
    );
    const wrong = answers.find(({ code }) => code && code !== codes.get(address));
    if (wrong)
      throw new Error(`The node at ${wrong.url} gives other code for ${name} at ${address} than its initcode.`);
    const confirming = answers.filter(({ code }) => code).length;
    if (confirming === 0) missing.push(factory);
    const standing = `stands, its code checked at ${confirming} of ${endpoints.length} nodes`;
    console.log(`${address}  ${name.padEnd(20)} ${confirming === 0 ? "missing" : standing}`);
  }
  return missing;
}

/** @throws {Error} where the payer is known and has less than it costs. */
async function showCost({ chain, endpoints: [node] }: Network, missing: readonly Factory[], { sender }: Wish) {
  const estimates = await Promise.all(
    missing.map(({ deployment }) => node.estimateGas({ to: deployer.address, data: deployment })),
  );
  const gas = estimates.reduce((sum, estimate) => sum + estimate, 0n);
  const price = await node.getGasPrice();
  const inCoins = (wei: bigint) => `${formatUnits(wei, chain.currency.decimals)} ${chain.currency.symbol}`;
  console.log(`\nTo pay: ${gas.toLocaleString("en")} gas, at ${formatGwei(price)} gwei now ${inCoins(gas * price)}.`);
  console.log("A rollup takes a fee for the data as well, which is not in this figure.");
  if (!sender || !isAddress(sender, { strict: false })) return;

  const payer = getAddress(sender);
  const balance = await node.getBalance({ address: payer });
  console.log(`${payer} has ${inCoins(balance)}.`);
  if (balance < gas * price) throw new Error("That is too little: nothing was sent.");
}

/** Says what to write down of the factories that stand. */
async function record({ chain, endpoints: [node] }: Network, factories: readonly Factory[]): Promise<number> {
  const standing = await Promise.all(
    factories.map(async ({ name, address, initcodeHash }) => {
      const { transaction, block } = (await findTransaction(node, chain.id, address)) ?? {};
      return {
        name,
        address,
        initcodeHash,
        block: block === undefined ? null : Number(block),
        transaction: transaction ?? null,
      };
    }),
  );
  const about = { chain: chain.id, name: chain.name, deployer: deployer.address, salt: 0, factories: standing };
  console.log(`\nTo record:\n${JSON.stringify(about, undefined, 2)}`);
  if (standing.some(({ transaction }) => transaction === null)) {
    console.log("null: it was not sent from this folder. A block explorer shows its block and transaction.");
  }
  return 0;
}
