// Puts the factories on a chain: `npm run deploy -- --rpc-url URL --account NAME`. A repeat is harmless.
import { runFoundry } from "./foundry.mjs";

const usage = `Puts the election factories on a chain, at the same address on every chain. Whoever pays gains no power by it.

  npm run deploy -- --rpc-url URL --account NAME      a keystore made by: cast wallet import NAME --interactive
  npm run deploy -- --rpc-url URL --keystore PATH     a keystore file of any place
  npm run deploy -- --rpc-url URL --ledger            or --trezor: a hardware wallet
  npm run deploy -- --rpc-url URL --unlocked --sender ADDRESS      an account that a local node signs for

Whatever else forge script takes (--password-file, --legacy, --with-gas-price, …) is passed on.`;

const args = process.argv.slice(2);
const rawKey = args.find((arg) => /^(-i|--interactives?|--private-keys?|--mnemonic[a-z-]*)(=|$)/.test(arg));

/** @param {...string} names */
function has(...names) {
  return args.some((arg) => names.some((name) => arg === name || arg.startsWith(`${name}=`)));
}

if (has("--help", "-h")) {
  console.log(usage);
} else if (rawKey) {
  process.exitCode = refuse(
    `${rawKey} is refused: a key on the command line stays in the shell's history and in the process list.\n` +
      "Put it into an encrypted keystore (cast wallet import NAME --interactive) and name that with --account NAME " +
      "or --keystore PATH, or sign with a hardware wallet (--ledger, --trezor).",
  );
} else if (!has("--rpc-url", "-r")) {
  process.exitCode = refuse("Name the chain's node with --rpc-url URL.");
} else if (!has("--account", "--keystore", "--ledger", "-l", "--trezor", "-t", "--unlocked")) {
  process.exitCode = refuse(
    "Say who signs: --account NAME, --keystore PATH, --ledger, --trezor, or --unlocked --sender ADDRESS.",
  );
} else {
  const script = ["script", "contracts/script/Deploy.s.sol", "--broadcast"];
  process.exitCode = await runFoundry("forge", [...script, ...args]).catch((error) => refuse(error.message));
}

/**
 * @param {string} reason
 * @returns {number} The exit code for it.
 */
function refuse(reason) {
  console.error(`${reason}\nMore: npm run deploy -- --help`);
  return 2;
}
