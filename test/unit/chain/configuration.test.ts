import { optimism, optimismSepolia, sepolia } from "viem/chains";
import { describe, expect, test } from "vitest";
import {
  ConfigurationError,
  describeChain,
  isBinding,
  isPractice,
  parseConfiguration,
  practiceEndpoint,
  readingEndpoints,
  socketEndpoints,
} from "@/chain/configuration";

const currency = { name: "Ether", symbol: "ETH", decimals: 18 };
const local = { id: 31337, name: "Practice chain", endpoints: ["http://127.0.0.1:8545"], currency };
const wide = {
  id: 10,
  name: "Wide",
  endpoints: ["wss://a.example/socket", "https://b.example", "https://c.example"],
  currency,
  finalityDepth: 12,
};

function parse(...chains: unknown[]) {
  return parseConfiguration({ chains }).chains;
}

describe("parseConfiguration", () => {
  test("gives the chains in their order", () => {
    expect(parse(wide, local)).toEqual([
      { ...wide, organisers: [], relays: [], binding: true },
      { ...local, finalityDepth: 64, organisers: [], relays: [], binding: true },
    ]);
  });

  test("gives the organisers with their addresses in one spelling", () => {
    const address = "0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266";
    const [chain] = parse({ ...local, organisers: [{ address: address.toLowerCase(), name: " Allotment society " }] });
    expect(chain?.organisers).toEqual([{ address, name: "Allotment society" }]);
  });

  test("gives the WalletConnect project's id where one is named", () => {
    expect(parseConfiguration({ chains: [local], walletConnectProjectId: "5f0a" }).walletConnectProjectId).toBe("5f0a");
    expect(parseConfiguration({ chains: [local] }).walletConnectProjectId).toBeUndefined();
  });

  test("takes the page's own chains.json", async () => {
    const { default: own } = await import("@/public/chains.json");
    expect(parseConfiguration(own).chains.map(isPractice)).toEqual([true]);
  });

  test.each<[string, unknown, string]>([
    ["nothing", undefined, "the file"],
    ["a list", [], "chains"],
    ["no chains", { chains: [] }, "chains"],
    ["a chain that is none", { chains: [local, "mainnet"] }, "chains.1"],
    ["an id in words", { chains: [{ ...local, id: "1" }] }, "chains.0.id"],
    ["the id 0", { chains: [{ ...local, id: 0 }] }, "chains.0.id"],
    ["half an id", { chains: [{ ...local, id: 1.5 }] }, "chains.0.id"],
    ["an id past what a number holds", { chains: [{ ...local, id: 2 ** 53 }] }, "chains.0.id"],
    ["no name", { chains: [{ ...local, name: undefined }] }, "chains.0.name"],
    ["an empty name", { chains: [{ ...local, name: "" }] }, "chains.0.name"],
    ["no endpoints", { chains: [{ ...local, endpoints: [] }] }, "chains.0.endpoints"],
    ["sockets alone", { chains: [{ ...local, endpoints: ["wss://a.example"] }] }, "chains.0.endpoints"],
    ["an endpoint that is no address", { chains: [{ ...local, endpoints: ["a.example"] }] }, "chains.0.endpoints.0"],
    [
      "an endpoint of another kind",
      { chains: [wide, { ...local, endpoints: ["http://a.example", "file:///etc/passwd"] }] },
      "chains.1.endpoints.1",
    ],
    ["a script as an endpoint", { chains: [{ ...local, endpoints: ["javascript:alert(1)"] }] }, "chains.0.endpoints.0"],
    ["no currency", { chains: [{ ...local, currency: undefined }] }, "chains.0.currency"],
    ["half a currency", { chains: [{ ...local, currency: { name: "Ether", symbol: "ETH" } }] }, "chains.0.currency"],
    [
      "an organiser's address that is too short",
      { chains: [{ ...local, organisers: [{ address: "0x12", name: "A" }] }] },
      "chains.0.organisers.0.address",
    ],
    [
      "an organiser's address with a wrong capital letter",
      { chains: [{ ...local, organisers: [{ address: "0xF39Fd6e51aad88F6F4ce6aB8827279cffFb92266", name: "A" }] }] },
      "chains.0.organisers.0.address",
    ],
    [
      "an organiser whose name is blank",
      { chains: [{ ...local, organisers: [{ address: "0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266", name: " " }] }] },
      "chains.0.organisers.0.name",
    ],
    ["a relay that is a socket", { chains: [{ ...local, relays: ["wss://relay.example"] }] }, "chains.0.relays.0"],
    [
      "two relays that are one",
      { chains: [{ ...local, relays: ["https://r.example", "https://r.example/"] }] },
      "chains.0.relays",
    ],
    ["a script as a relay", { chains: [{ ...local, relays: ["javascript:alert(1)"] }] }, "chains.0.relays.0"],
    ["an empty project id", { chains: [local], walletConnectProjectId: "" }, "walletConnectProjectId"],
    ["a word for whether votes bind", { chains: [{ ...local, binding: "no" }] }, "chains.0.binding"],
    ["a depth below 0", { chains: [{ ...local, finalityDepth: -1 }] }, "chains.0.finalityDepth"],
  ])("refuses %s and names the place", (_, input, place) => {
    expect(() => parseConfiguration(input)).toThrow(ConfigurationError);
    expect(() => parseConfiguration(input)).toThrow(new RegExp(`^chains\\.json: ${place.replaceAll(".", "\\.")}[:.]`));
  });

  test("says that two chains have the same id", () => {
    expect(() => parse(wide, local, wide)).toThrow("chains.json: chains: Two chains have the same id.");
  });

  test("says what is wrong with an endpoint", () => {
    const misspelt = { ...local, endpoints: ["htp://127.0.0.1:8545"] };
    expect(() => parse(misspelt)).toThrow(
      "chains.json: chains.0.endpoints.0: An endpoint starts with http://, https://, ws:// or wss://.",
    );
    expect(() => parse({ ...local, endpoints: ["ws://127.0.0.1:8545"] })).toThrow(
      "chains.json: chains.0.endpoints: A chain needs at least one http:// or https:// endpoint.",
    );
    expect(() => parse({ ...local, endpoints: ["http://127.0.0.1:8545", "http://127.0.0.1:8545/"] })).toThrow(
      "chains.json: chains.0.endpoints: Two endpoints are the same.",
    );
  });
});

describe("the endpoints", () => {
  const [chain] = parse(wide);
  if (!chain) throw new Error("No chain was parsed.");

  test("that read and those that announce are told apart, each in its order", () => {
    expect(readingEndpoints(chain)).toEqual(["https://b.example", "https://c.example"]);
    expect(socketEndpoints(chain)).toEqual(["wss://a.example/socket"]);
  });

  test("reach viem, wagmi and wallets with the rest of the chain", () => {
    expect(describeChain(chain)).toEqual({
      id: 10,
      name: "Wide",
      nativeCurrency: currency,
      rpcUrls: {
        default: { http: ["https://b.example", "https://c.example"], webSocket: ["wss://a.example/socket"] },
      },
    });
  });
});

describe("isPractice", () => {
  test.each<[boolean, number, string[]]>([
    [true, 31337, ["http://127.0.0.1:8545"]],
    [true, 31337, ["http://localhost:8545", "ws://localhost:8545"]],
    [true, 31337, ["http://[::1]:8545"]],
    [false, 1, ["http://127.0.0.1:8545"]],
    [false, 31337, ["https://a.example"]],
    [true, 31337, ["https://a.example", "http://127.0.0.1:8545", "wss://a.example"]],
    [false, 31337, ["https://a.example", "ws://127.0.0.1:8545"]],
    [false, 1, ["https://a.example", "http://127.0.0.1:8545"]],
    [false, 31337, ["http://127.0.0.1.a.example"]],
    [false, 31337, ["http://localhost.a.example"]],
    [false, 31337, ["http://localhost@a.example"]],
    [false, 31337, ["http://192.168.1.4:8545"]],
    [false, 31337, ["http://0.0.0.0:8545"]],
  ])("is %s for chain %d at %s", (practice, id, endpoints) => {
    expect(parse({ ...local, id, endpoints }).map(isPractice)).toEqual([practice]);
  });

  test("its voters are asked of the node on this machine alone", () => {
    const [chain] = parse({ ...local, endpoints: ["https://a.example", "http://localhost:8545"] });
    expect(chain && practiceEndpoint(chain)).toBe("http://localhost:8545");
  });
});

describe("isBinding", () => {
  test.each<[boolean, string, object]>([
    [true, "a chain of which nothing else is said", wide],
    [true, "a chain that is called binding", { ...wide, binding: true }],
    [false, "a test network", { ...wide, binding: false }],
    [false, "a practice chain", local],
    [false, "a practice chain that is called binding", { ...local, binding: true }],
  ])("is %s for %s", (binding, _, chain) => {
    expect(parse(chain).map(isBinding)).toEqual([binding]);
  });
});

describe("the prepared chains", () => {
  test.each([
    ["sepolia", sepolia, false],
    ["op-sepolia", optimismSepolia, false],
    ["op-mainnet", optimism, true],
  ] as const)("%s is the chain that viem knows, with several people's endpoints", async (name, known, binding) => {
    const { default: file } = await import(`../../../chains/${name}.json`);
    const [chain, ...others] = parseConfiguration(file).chains;
    if (!chain) throw new Error("The file holds no chain.");
    expect(others).toEqual([]);
    expect(chain).toMatchObject({ id: known.id, name: known.name, currency: known.nativeCurrency });
    expect(isBinding(chain)).toBe(binding);
    expect(isBinding(chain)).toBe(!("testnet" in known && known.testnet));

    // Two endpoints of one provider would agree with each other whatever they say.
    const providers = readingEndpoints(chain).map((url) => new URL(url).hostname.split(".").slice(-2).join("."));
    expect(new Set(providers).size).toBe(providers.length);
    expect(providers.length).toBeGreaterThanOrEqual(3);
    expect(chain.endpoints.every((url) => /^(https|wss):/.test(url))).toBe(true);
    expect(socketEndpoints(chain)).toHaveLength(1);
  });
});
