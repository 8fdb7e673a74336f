import { readFileSync } from "node:fs";
import * as Keystore from "ox/Keystore";
import { isHex, type LocalAccount, size } from "viem";
import { mnemonicToAccount, privateKeyToAccount } from "viem/accounts";
import { ConfigurationError } from "@/chain/configuration";

/** Where a key may come from: a keystore file and its password, or the key itself. */
type KeySettings = {
  RELAY_KEYSTORE?: string | undefined;
  RELAY_PASSWORD_FILE?: string | undefined;
  RELAY_PASSWORD?: string | undefined;
  RELAY_PRIVATE_KEY?: string | undefined;
};

/**
 * The account that signs and pays for a relay. A keystore file goes before a bare key.
 * @param mayPractise Whether an account that everybody knows the key of will do, where none is set.
 * @throws {ConfigurationError} that says what to set; never with a key or a password in it.
 */
export function openKey(settings: KeySettings, mayPractise: boolean): LocalAccount {
  if (settings.RELAY_KEYSTORE) return openKeystore(settings.RELAY_KEYSTORE, readPassword(settings));
  const { RELAY_PRIVATE_KEY: key } = settings;
  if (key !== undefined) {
    if (!isHex(key) || size(key) !== 32) {
      throw new ConfigurationError("RELAY_PRIVATE_KEY: It must be 0x and 64 hexadecimal digits.");
    }
    return toAccount(key, "RELAY_PRIVATE_KEY");
  }
  if (mayPractise) return practiceAccount();
  throw new ConfigurationError(
    "The relay has no key to pay with. Set RELAY_KEYSTORE to a keystore file and RELAY_PASSWORD_FILE to the file with its password, or RELAY_PRIVATE_KEY to a key.",
  );
}

/** The last of the ten accounts that every development node funds; the practice chain's crowd does not use it. */
function practiceAccount(): LocalAccount {
  return mnemonicToAccount("test test test test test test test test test test test junk", { addressIndex: 9 });
}

/** Opens a keystore file (Web3 Secret Storage, version 3), as wallets and `cast wallet` write it. */
function openKeystore(path: string, password: string): LocalAccount {
  let keystore: Keystore.Keystore;
  try {
    keystore = JSON.parse(readFileSync(path, "utf8"));
  } catch (cause) {
    throw new ConfigurationError(`RELAY_KEYSTORE: ${path} cannot be read as JSON.`, { cause });
  }
  let key: string;
  try {
    key = Keystore.decrypt(keystore, Keystore.toKey(keystore, { password }));
  } catch (error) {
    // The package gives no class to its failures. The cause is left out: nothing of a key may reach a log.
    const isWrong = error instanceof Error && error.message === "corrupt keystore";
    throw new ConfigurationError(
      isWrong
        ? `RELAY_KEYSTORE: The password does not open ${path}, or the file is damaged.`
        : `RELAY_KEYSTORE: ${path} is no keystore file of version 3 (Web3 Secret Storage).`,
    );
  }
  return toAccount(key, "RELAY_KEYSTORE");
}

function readPassword({ RELAY_PASSWORD_FILE: path, RELAY_PASSWORD: password }: KeySettings): string {
  if (path !== undefined) {
    try {
      // Editors end a file with a line break, which is no part of the password.
      return readFileSync(path, "utf8").replace(/\r?\n$/, "");
    } catch (cause) {
      throw new ConfigurationError(`RELAY_PASSWORD_FILE: ${path} cannot be read.`, { cause });
    }
  }
  if (password !== undefined) return password;
  throw new ConfigurationError("RELAY_KEYSTORE needs its password: set RELAY_PASSWORD_FILE or RELAY_PASSWORD.");
}

function toAccount(key: string, setting: string): LocalAccount {
  try {
    // The cast is checked by what throws here.
    return privateKeyToAccount(key as `0x${string}`);
  } catch {
    throw new ConfigurationError(`${setting}: It holds no key of an account.`);
  }
}
