// `npm run relay`: see docs/relay.md.
import { ConfigurationError } from "@/chain/configuration";
import { StorageError } from "@/relay/journal/storageError";
import { readRelayConfiguration } from "./configuration";
import { startRelay } from "./startRelay";

try {
  const configuration = readRelayConfiguration(process.env);
  const relay = await startRelay(configuration, process.stdout);
  // Printed beside the log, for whoever sits in front of it.
  console.error(`The relay answers at ${relay.url} and pays from ${configuration.account.address}. Ctrl-C ends it.`);

  let isEnding = false;
  const end = () => {
    if (isEnding) process.exit(1);
    isEnding = true;
    console.error("The relay ends once what is under way is finished. Ctrl-C again ends it at once.");
    void relay.stop().then(() => process.exit(0));
  };
  process.on("SIGINT", end).on("SIGTERM", end);
} catch (error) {
  if (!(error instanceof ConfigurationError || error instanceof StorageError)) throw error;
  console.error(error.message);
  process.exitCode = 2;
}
