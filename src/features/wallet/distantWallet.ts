import type { Config, Connector, CreateConnectorFn } from "wagmi";
import { connect, getConnectors } from "wagmi/actions";
import { walletConnect } from "wagmi/connectors/walletConnect";
import { CodeExpiredError, NoRelayError } from "@/chain/errors";
import { walletWords } from "@/words/wallet";
import { words } from "@/words/words";

type Provider = Awaited<ReturnType<ReturnType<ReturnType<typeof walletConnect>>["getProvider"]>>;

/** How long the relay may take until there is a code, in milliseconds. */
const patience = 20_000;

/** A wallet on another device, reached through WalletConnect's relay. As soon as it is set up it loads its provider. */
export function distantWallet(projectId: string): CreateConnectorFn {
  const create = walletConnect({
    projectId,
    // The page draws the code itself.
    showQrModal: false,
    telemetryEnabled: false,
    // A chain that the wallet has not met is added when the wallet is asked to switch.
    isNewChainsStale: false,
    metadata: {
      name: words.name,
      description: walletWords.aboutPage,
      url: window.location.origin,
      icons: [new URL("mark.svg", document.baseURI).href],
    },
  });

  return (config) => {
    const connector = create(config);
    return {
      ...connector,
      async getProvider(parameters) {
        const provider = await connector.getProvider(parameters);
        // It would put a foreign page into this one to attest our address; the page's policy forbids that, and each
        // message would wait five seconds for it in vain.
        provider.signer.client.core.verify.register = async () => "";
        return provider;
      },
    };
  };
}

/**
 * Connects a wallet on another device.
 * @param onCode Given the code that is to be scanned or opened there.
 * @param signal Ends the attempt, and the code with it.
 * @throws {NoRelayError} where there is no code within twenty seconds, {CodeExpiredError}, and what the wallet said.
 */
export async function pairDistantWallet(
  config: Config,
  projectId: string,
  onCode: (code: string) => void,
  signal: AbortSignal,
): Promise<void> {
  const connector = findDistantWallet(config) ?? addDistantWallet(config, projectId);
  let stop = () => {};
  try {
    await new Promise<void>((resolve, reject) => {
      const timer = setTimeout(() => reject(new NoRelayError()), patience);
      const abort = () => reject(signal.reason);
      const hear = ({ type, data }: { type: string; data?: unknown }) => {
        if (type !== "display_uri" || typeof data !== "string") return;
        clearTimeout(timer);
        onCode(data);
      };
      stop = () => {
        clearTimeout(timer);
        signal.removeEventListener("abort", abort);
        connector.emitter.off("message", hear);
      };
      signal.addEventListener("abort", abort);
      connector.emitter.on("message", hear);
      connect(config, { connector }).then(() => resolve(), reject);
    });
  } catch (error) {
    void forgetCode(connector);
    if (error instanceof Error && /expired/i.test(error.message)) throw new CodeExpiredError("", { cause: error });
    throw error;
  } finally {
    stop();
  }
}

/** The connector, where it was set up already: on an earlier attempt, or to take up the connection of an earlier visit. */
function findDistantWallet(config: Config): Connector | undefined {
  return getConnectors(config).find(({ type }) => type === walletConnect.type);
}

/** Set up by hand, because it must load nothing before it is chosen. */
function addDistantWallet(config: Config, projectId: string): Connector {
  const connector = config._internal.connectors.setup(distantWallet(projectId));
  config._internal.connectors.setState((connectors) => [...connectors, connector]);
  return connector;
}

/** A code that nobody waits for any more must connect nobody. */
async function forgetCode(connector: Connector): Promise<void> {
  // wagmi keeps connectors of every kind in one list, whose type does not say whose provider it is.
  const provider = (await connector.getProvider().catch(() => undefined)) as Provider | undefined;
  await provider?.signer.cleanupPendingPairings({ deletePairings: true });
}
