/** What `npm run deploy` was asked for. */
export type Wish = {
  /** A prepared chain's name, or the path of a file like `chains.json`. */
  chain: string | undefined;
  /** A node to send through, asked before those of the chain's file. */
  url: string | undefined;
  /** Only look; nothing is sent, and nobody need sign. */
  onlyCheck: boolean;
  /** Who pays, where that was said. */
  sender: string | undefined;
  /** What is left for `forge script`. */
  forge: string[];
};

/** The arguments cannot be followed; the message says what to do instead. */
export class ArgumentsError extends Error {
  override name = "ArgumentsError";
}

const signers = [
  "--account",
  "--accounts",
  "--keystore",
  "--keystores",
  "--ledger",
  "-l",
  "--trezor",
  "-t",
  "--unlocked",
];

/**
 * Reads the command line.
 * @throws {ArgumentsError} where a raw key stands in it, or something that is needed does not.
 */
export function readArguments(args: readonly string[]): Wish {
  const rawKey = args.find((arg) => /^(-i|--interactives?|--private-keys?|--mnemonic[a-z-]*)(=|$)/.test(arg));
  if (rawKey) {
    throw new ArgumentsError(
      `${rawKey} is refused: a key on the command line stays in the shell's history and in the process list.\n` +
        "Put it into an encrypted keystore (cast wallet import NAME --interactive) and name that with --account NAME " +
        "or --keystore PATH, or sign with a hardware wallet (--ledger, --trezor).",
    );
  }

  const forge = [...args];
  const chain = take(forge, "--chain");
  const url = take(forge, "--rpc-url", "-r");
  const onlyCheck = forge.includes("--check");
  const senderAt = forge.indexOf("--sender");
  const sender = senderAt === -1 ? valueAfter(forge, "--sender=") : forge[senderAt + 1];
  if (chain === undefined && url === undefined) {
    throw new ArgumentsError("Name the chain with --chain NAME, or its node with --rpc-url URL.");
  }
  const isSigned = forge.some((arg) => signers.some((name) => arg === name || arg.startsWith(`${name}=`)));
  if (!onlyCheck && !isSigned) {
    throw new ArgumentsError(
      "Say who signs: --account NAME, --keystore PATH, --ledger, --trezor, or --unlocked --sender ADDRESS. " +
        "Or only look, with --check.",
    );
  }
  return { chain, url, onlyCheck, sender, forge: forge.filter((arg) => arg !== "--check") };
}

/** Takes an option and its value out of the arguments. */
function take(args: string[], ...names: string[]): string | undefined {
  for (const name of names) {
    const at = args.indexOf(name);
    if (at !== -1) {
      const value = args[at + 1];
      if (value === undefined || value.startsWith("-")) throw new ArgumentsError(`${name} needs a value.`);
      args.splice(at, 2);
      return value;
    }
    const joined = args.findIndex((arg) => arg.startsWith(`${name}=`));
    if (joined !== -1) return args.splice(joined, 1)[0]?.slice(name.length + 1);
  }
  return undefined;
}

function valueAfter(args: readonly string[], start: string): string | undefined {
  return args.find((arg) => arg.startsWith(start))?.slice(start.length);
}
