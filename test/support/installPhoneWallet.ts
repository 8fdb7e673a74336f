import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createPublicKey,
  diffieHellman,
  generateKeyPairSync,
  hkdfSync,
  randomBytes,
} from "node:crypto";
import type { Page, WebSocketRoute } from "@playwright/test";
import { createWalletClient, type Hex, http, type LocalAccount } from "viem";
import { foundry } from "viem/chains";

/** A wallet on a phone, and the relay of WalletConnect between it and the page. */
export type PhoneWallet = {
  /** Points the phone's camera at the code and accepts. */
  scan: (code: string) => void;
  /** How many transactions the phone signed. */
  signed: () => number;
  /** What the page has asked of the relay so far, the oldest first. */
  asked: readonly string[];
};

type Request = { id: unknown; method: string; params: Record<string, unknown> };

/** What the page asks of its wallet within a session. */
type WalletRequest = { request: { method: string; params: [{ to: Hex; data: Hex }] } };

/**
 * Stands in for WalletConnect's relay and for a wallet on the other side of it, which signs for real: the page speaks the
 * whole protocol (https://specs.walletconnect.com), encrypted as ever.
 * @param url The wallet's own node.
 */
export async function installPhoneWallet(page: Page, url: string, account: LocalAccount): Promise<PhoneWallet> {
  const keys = new Map<string, Buffer>();
  const asked: string[] = [];
  const pair = generateKeyPairSync("x25519");
  const publicKey = rawKey(pair.publicKey.export({ type: "spki", format: "der" })).toString("hex");
  let proposal: { topic: string; message: string } | undefined;
  let session: string | undefined;
  let signed = 0;
  let socket: WebSocketRoute | undefined;

  /** Has the relay hand a message to the page. */
  function deliver(topic: string, content: object): void {
    const message = seal(keyOf(topic), content);
    const data = { topic, message, publishedAt: Date.now(), tag: 0 };
    const params = { id: `subscription to ${topic}`, data };
    socket?.send(JSON.stringify({ jsonrpc: "2.0", id: nextId(), method: "irn_subscription", params }));
  }

  function keyOf(topic: string): Buffer {
    const key = keys.get(topic);
    if (!key) throw new Error(`The phone has no key for ${topic}.`);
    return key;
  }

  function accept(): void {
    if (!proposal || !keys.has(proposal.topic)) return;
    const { id, params } = unseal(keyOf(proposal.topic), proposal.message) as Request;
    const { publicKey: peer } = params.proposer as { publicKey: string };
    const key = agree(pair.privateKey, peer);
    session = createHash("sha256").update(key).digest("hex");
    keys.set(session, key);
    deliver(proposal.topic, {
      jsonrpc: "2.0",
      id,
      result: { relay: { protocol: "irn" }, responderPublicKey: publicKey },
    });
  }

  /** Once the page listens for it. */
  function settle(topic: string): void {
    const namespace = {
      chains: [`eip155:${foundry.id}`],
      accounts: [`eip155:${foundry.id}:${account.address}`],
      methods: ["eth_sendTransaction", "personal_sign"],
      events: ["chainChanged", "accountsChanged"],
    };
    const metadata = { name: "Phone Wallet", description: "A test", url: "https://phone.example", icons: [] };
    const params = {
      relay: { protocol: "irn" },
      namespaces: { eip155: namespace },
      controller: { publicKey, metadata },
      expiry: Math.floor(Date.now() / 1000) + 3600,
    };
    deliver(topic, { jsonrpc: "2.0", id: nextId(), method: "wc_sessionSettle", params });
  }

  async function sign({ request }: WalletRequest): Promise<Hex> {
    const [{ to, data }] = request.params;
    signed += 1;
    return createWalletClient({ account, chain: foundry, transport: http(url) }).sendTransaction({ to, data });
  }

  async function read(topic: string, message: string): Promise<void> {
    const { id, method, params } = unseal(keyOf(topic), message) as Request;
    if (method !== "wc_sessionRequest") return;
    deliver(topic, { jsonrpc: "2.0", id, result: await sign(params as WalletRequest) });
  }

  await page.routeWebSocket(/^wss:\/\/relay\.walletconnect\.org/, (opened) => {
    socket = opened;
    opened.onMessage((text) => {
      const { id, method, params } = JSON.parse(String(text)) as Partial<Request>;
      if (!method || !params) return;
      asked.push(method);
      const { topic, topics, message, pairingTopic, sessionProposal } = params as Record<string, string>;
      const results: Record<string, unknown> = {
        irn_subscribe: `subscription to ${topic}`,
        irn_batchSubscribe: [topics].flat().map((each) => `subscription to ${each}`),
        irn_batchFetchMessages: { messages: [], hasMore: false },
      };
      opened.send(JSON.stringify({ jsonrpc: "2.0", id, result: results[method] ?? true }));

      if (method === "wc_proposeSession" && pairingTopic && sessionProposal) {
        proposal = { topic: pairingTopic, message: sessionProposal };
        accept();
      } else if (method === "irn_subscribe" && topic && topic === session) settle(topic);
      else if (topic && message) void read(topic, message);
    });
  });

  return {
    scan: (code) => {
      const [, topic = "", key = ""] = /^wc:([0-9a-f]+)@2\?.*symKey=([0-9a-f]+)/.exec(code) ?? [];
      keys.set(topic, Buffer.from(key, "hex"));
      accept();
    },
    signed: () => signed,
    asked,
  };
}

/** Message ids hold the time in microseconds. */
function nextId(): number {
  return Date.now() * 1000 + Math.floor(Math.random() * 1000);
}

/** The last 32 bytes of a key's encoding are the key. */
function rawKey(encoded: Buffer): Buffer {
  return encoded.subarray(-32);
}

function agree(privateKey: Parameters<typeof diffieHellman>[0]["privateKey"], peer: string): Buffer {
  // How an X25519 key is announced in DER (RFC 8410).
  const der = Buffer.concat([Buffer.from("302a300506032b656e032100", "hex"), Buffer.from(peer, "hex")]);
  const shared = diffieHellman({ privateKey, publicKey: createPublicKey({ key: der, format: "der", type: "spki" }) });
  return Buffer.from(hkdfSync("sha256", shared, "", "", 32));
}

/** An envelope of type 0: the type, the nonce, the ciphertext, its tag. */
function seal(key: Buffer, content: object): string {
  const nonce = randomBytes(12);
  const cipher = createCipheriv("chacha20-poly1305", key, nonce, { authTagLength: 16 });
  const sealed = Buffer.concat([cipher.update(JSON.stringify(content), "utf8"), cipher.final()]);
  return Buffer.concat([Buffer.from([0]), nonce, sealed, cipher.getAuthTag()]).toString("base64");
}

function unseal(key: Buffer, message: string): unknown {
  const envelope = Buffer.from(message, "base64");
  const decipher = createDecipheriv("chacha20-poly1305", key, envelope.subarray(1, 13), { authTagLength: 16 });
  decipher.setAuthTag(envelope.subarray(-16));
  const text = Buffer.concat([decipher.update(envelope.subarray(13, -16)), decipher.final()]).toString("utf8");
  return JSON.parse(text);
}
