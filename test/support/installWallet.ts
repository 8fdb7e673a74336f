import type { Page } from "@playwright/test";
import { createWalletClient, type Hex, http, type LocalAccount, numberToHex } from "viem";
import { mnemonicToAccount } from "viem/accounts";
import { foundry } from "viem/chains";

/** An account of the local node's well-known test mnemonic. */
export function testAccount(index: number): LocalAccount {
  return mnemonicToAccount("test test test test test test test test test test test junk", { addressIndex: index });
}

/** An account of a wallet. One that is a contract sends in a way of its own what its owners agree on. */
export type WalletAccount = LocalAccount & { send?: (transaction: Transaction) => Promise<Hex> };

/**
 * What the wallet's person does with the next requests that ask for a decision. `busy`: an earlier request still waits;
 * `locked`: the wallet is not unlocked.
 */
type Answer = "approve" | "reject" | "hold" | "busy" | "locked";

/** The wallet's person: decides, switches accounts and chains. */
export type WalletControl = {
  answer: (next: Answer) => void;
  /** Approves what `hold` held back. */
  release: () => void;
  switchAccount: (account: WalletAccount) => Promise<void>;
  /** Shows these accounts to the page besides the one in use. */
  showAlso: (accounts: readonly LocalAccount[]) => Promise<void>;
  switchChain: (chainId: number) => Promise<void>;
  /** Sends and signs as this account from now on, whichever one was named to the page. */
  sendAs: (account: WalletAccount) => void;
  /** Returns what this makes of every signature of a ballot from now on. */
  writeSignature: (write: (signature: Hex) => unknown) => void;
  /** Sends this in place of the next transactions. */
  sendInstead: (transaction: Transaction) => void;
  /** How many transactions the wallet signed. */
  signed: () => number;
  /** Everything that the page has asked so far, the oldest first. */
  requests: readonly Request[];
};

type Request = { method: string; params?: readonly unknown[] };
type Transaction = { to: Hex; data: Hex };
/** Errors cross into the page as data: thrown, they would lose their code. */
type Reply = { result: unknown } | { error: Refusal };
type Refusal = { code: number; message: string };

/** What a wallet does not do without its person. */
const decisions = [
  "eth_requestAccounts",
  "wallet_requestPermissions",
  "wallet_switchEthereumChain",
  "wallet_addEthereumChain",
  "eth_sendTransaction",
  "eth_signTypedData_v4",
];

const refusals: Partial<Record<Answer, Refusal>> = {
  reject: { code: 4001, message: "User rejected the request." },
  busy: { code: -32002, message: "Request already pending. Please wait." },
  locked: { code: 4100, message: "The wallet is locked." },
};

/**
 * Puts a browser wallet into the page before it loads: announced by EIP-6963, spoken to by EIP-1193, signing for real
 * with a local key and sending what it signed to the node at `url`.
 * @param chainId The chain that the wallet is on at first.
 * @param knows The chains to which it can switch; it has to be told of any other.
 */
export async function installWallet(
  page: Page,
  url: string,
  first: WalletAccount,
  chainId: number = foundry.id,
  knows: readonly number[] = [foundry.id],
): Promise<WalletControl> {
  let account = first;
  let sender: WalletAccount | undefined;
  let others: readonly LocalAccount[] = [];
  let replacement: Transaction | undefined;
  let writeSignature: (signature: Hex) => unknown = (signature) => signature;
  let chain = chainId;
  let answer: Answer = "approve";
  let signed = 0;
  let authorised = false;
  let held: (() => void)[] = [];
  const known = new Set([chainId, ...knows]);
  const requests: Request[] = [];

  function accounts(): string[] {
    return [account, ...others.filter(({ address }) => address !== account.address)].map(({ address }) => address);
  }

  async function decide(): Promise<void> {
    const refusal = refusals[answer];
    if (refusal) throw refusal;
    if (answer === "hold") await new Promise<void>((resolve) => held.push(resolve));
  }

  async function switchChain(next: number): Promise<void> {
    chain = next;
    await announce("chainChanged", numberToHex(chain));
  }

  async function reply({ method, params = [] }: Request): Promise<unknown> {
    requests.push({ method, params });
    // A wallet that does not know the chain says so without asking anybody.
    const { chainId: wanted } = (params[0] ?? {}) as { chainId?: Hex };
    if (method === "wallet_switchEthereumChain" && !known.has(Number(wanted))) {
      throw { code: 4902, message: "Unrecognized chain ID. Try adding the chain first." } satisfies Refusal;
    }
    if (decisions.includes(method)) await decide();

    if (method === "eth_requestAccounts" || method === "wallet_requestPermissions") authorised = true;
    if (method === "wallet_revokePermissions") authorised = false;
    if (method === "eth_accounts" || method === "eth_requestAccounts") return authorised ? accounts() : [];
    if (method === "eth_chainId") return numberToHex(chain);
    if (method === "wallet_requestPermissions") return [{ parentCapability: "eth_accounts" }];
    if (method === "wallet_revokePermissions") return null;
    if (method === "wallet_switchEthereumChain" || method === "wallet_addEthereumChain") {
      known.add(Number(wanted));
      await switchChain(Number(wanted));
      return null;
    }
    if (method === "eth_sendTransaction") {
      const { to, data } = replacement ?? (params[0] as Transaction);
      signed += 1;
      const from = sender ?? account;
      if (from.send) return from.send({ to, data });
      const client = createWalletClient({ account: from, chain: foundry, transport: http(url) });
      return client.sendTransaction({ to, data });
    }
    if (method === "eth_signTypedData_v4") {
      const [, typedData] = params as [Hex, string];
      return writeSignature(await signTypedData(sender ?? account, typedData));
    }
    return http(url)({}).request({ method, params } as never);
  }

  await page.exposeFunction("askTestWallet", (request: Request): Promise<Reply> => {
    return reply(request).then(
      (result) => ({ result }),
      (error) => ({ error: { code: error.code ?? -32603, message: String(error.message ?? error) } }),
    );
  });
  await page.addInitScript(announceWallet);

  function announce(event: string, value: unknown): Promise<void> {
    return page.evaluate(([name, detail]) => window.dispatchEvent(new CustomEvent(`wallet:${name}`, { detail })), [
      event,
      value,
    ] as const) as Promise<unknown> as Promise<void>;
  }

  return {
    answer: (next) => {
      answer = next;
    },
    release: () => {
      for (const resolve of held) resolve();
      held = [];
    },
    switchAccount: (next) => {
      account = next;
      return announce("accountsChanged", accounts());
    },
    showAlso: (also) => {
      others = also;
      return announce("accountsChanged", accounts());
    },
    switchChain,
    sendAs: (next) => {
      sender = next;
    },
    writeSignature: (write) => {
      writeSignature = write;
    },
    sendInstead: (transaction) => {
      replacement = transaction;
    },
    signed: () => signed,
    requests,
  };
}

async function signTypedData({ signTypedData }: LocalAccount, typedData: string): Promise<Hex> {
  return signTypedData(JSON.parse(typedData));
}

/** Runs in the page: the provider, and its announcement. */
function announceWallet() {
  type Listener = (value: unknown) => void;
  const ask = (window as unknown as { askTestWallet: (request: Request) => Promise<Reply> }).askTestWallet;
  const provider = {
    request: async (request: Request) => {
      const reply = await ask(request);
      if ("error" in reply) throw Object.assign(new Error(reply.error.message), { code: reply.error.code });
      return reply.result;
    },
    on: (event: string, listener: Listener) => {
      window.addEventListener(`wallet:${event}`, (message) => listener((message as CustomEvent).detail));
    },
    removeListener: () => {},
  };
  const info = {
    uuid: "6f8b9c34-5f0a-4d39-9a55-0a2f2a6c1b11",
    name: "Test Wallet",
    icon: "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' width='512' height='512' viewBox='0 0 1 1'><path d='M0 0h1v1H0z'/></svg>",
    rdns: "example.wallet",
  };
  const announceProvider = () =>
    window.dispatchEvent(
      new CustomEvent("eip6963:announceProvider", { detail: Object.freeze({ info: Object.freeze(info), provider }) }),
    );
  window.addEventListener("eip6963:requestProvider", announceProvider);
  announceProvider();
}
