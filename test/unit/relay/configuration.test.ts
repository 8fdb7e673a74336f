import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as Keystore from "ox/Keystore";
import { parseGwei } from "viem";
import { generatePrivateKey, privateKeyToAccount } from "viem/accounts";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ConfigurationError } from "@/chain/configuration";
import { readRelayConfiguration } from "@/relay/configuration";

const key = generatePrivateKey();
const { address } = privateKeyToAccount(key);
const password = "ein langes Passwort, mit Leerzeichen ";

let folder: string;
const file = (name: string) => join(folder, name);

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "recount-"));
  // Few rounds, so that the tests take no second each.
  const [derived, options] = Keystore.pbkdf2({ password, iterations: 10 });
  writeFileSync(file("key.json"), JSON.stringify(Keystore.encrypt(key, derived, options)));
  writeFileSync(file("password"), `${password}\n`);
  const currency = { name: "Ether", symbol: "ETH", decimals: 18 };
  const chain = { id: 10, name: "Wide", endpoints: ["https://a.example"], currency };
  writeFileSync(file("wide.json"), JSON.stringify({ chains: [chain] }));
  writeFileSync(file("broken.json"), "{");
});
afterAll(() => rmSync(folder, { recursive: true }));

/** What is said to somebody who sets this. */
function complaintOf(environment: Record<string, string>): string {
  try {
    readRelayConfiguration(environment);
  } catch (error) {
    if (error instanceof ConfigurationError) return error.message;
    throw error;
  }
  return "";
}

describe("readRelayConfiguration", () => {
  test("with nothing set, a relay of the practice chain with finite budgets, on this machine alone", () => {
    const { chains, host, port, file, account, budgets, organisers, trustProxy } = readRelayConfiguration({});
    expect(chains.map(({ id }) => id)).toEqual([31337]);
    expect({ host, port, file, organisers, trustProxy }).toEqual({
      host: "127.0.0.1",
      port: { number: 8791, isChosen: false },
      file: "recount-relay.sqlite",
      organisers: undefined,
      trustProxy: false,
    });
    expect(account.address).toBe("0xa0Ee7A142d267C1f36714E4a8F75612F20a79720");
    expect(budgets).toEqual({ election: 10_000, organiser: 20_000, total: 100_000 });
  });

  test("what is empty is not set, and what is no setting of the relay's is none of its business", () => {
    expect(complaintOf({ RELAY_PORT: "", RELAY_KEYSTORE: "", PORT: "x" })).toBe("");
  });

  test("takes amounts, times and addresses as people write them", () => {
    const read = readRelayConfiguration({
      RELAY_PORT: "9000",
      RELAY_FEE_CEILING: "0.05",
      RELAY_LONGEST_WAIT: "5",
      RELAY_BATCH_GAS: "2000000",
      RELAY_BUDGET_ELECTION: "7",
      RELAY_ORGANISERS: `${address.toLowerCase()}, 0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266`,
      RELAY_TRUST_PROXY: "yes",
    });
    expect(read.port).toEqual({ number: 9000, isChosen: true });
    expect(read.rules).toMatchObject({ feeCeiling: parseGwei("0.05"), longestWait: 5, mostGas: 2_000_000n });
    expect(read.budgets.election).toBe(7);
    expect(read.organisers).toEqual([address, "0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266"]);
    expect(read.trustProxy).toBe(true);
  });

  test.each([
    [{ RELAY_PORT: "80000" }, "RELAY_PORT: It must be a whole number from 0 to 65535."],
    [{ RELAY_PORT: "-1" }, "RELAY_PORT: It must be a whole number from 0 to 65535."],
    [{ RELAY_BATCH_SIZE: "1901" }, "RELAY_BATCH_SIZE: It must be a whole number from 1 to 1900."],
    [{ RELAY_BUDGET_TOTAL: "unlimited" }, "RELAY_BUDGET_TOTAL: It must be a whole number from 1 to 1000000000."],
    [{ RELAY_FEE_CEILING: "20 gwei" }, "RELAY_FEE_CEILING: It must be an amount in gwei, such as 20 or 0.05."],
    [
      { RELAY_ORGANISERS: "0x1234" },
      "RELAY_ORGANISERS: It must hold addresses with commas between them; one of them is no address.",
    ],
    [{ RELAY_TRUST_PROXY: "true" }, "RELAY_TRUST_PROXY: It must be yes or no."],
    [{ RELAY_BUGDET_TOTAL: "5" }, "RELAY_BUGDET_TOTAL is no setting of the relay; docs/relay.md lists them."],
    [{ RELAY_CHAINS: "nowhere.json" }, "RELAY_CHAINS: nowhere.json cannot be read as JSON. Name a chains.json."],
    [{ RELAY_BATCH_GAS: "700000" }, "RELAY_BATCH_GAS: It must be a whole number from 1000000 to 16777216."],
    [{ RELAY_MARGIN: "0" }, "RELAY_MARGIN: It must be a whole number from 60 to 86400."],
    [{ RELAY_PRIVATE_KEY: "0x12" }, "RELAY_PRIVATE_KEY: It must be 0x and 64 hexadecimal digits."],
    [{ RELAY_PRIVATE_KEY: `0x${"0".repeat(64)}` }, "RELAY_PRIVATE_KEY: It holds no key of an account."],
  ])("names the mistake in %o", (environment, complaint) => {
    expect(complaintOf(environment)).toBe(complaint);
  });

  test("on a chain with real coins there is no key that everybody knows, and no other port than the one set", () => {
    const RELAY_CHAINS = file("wide.json");
    expect(complaintOf({ RELAY_CHAINS })).toContain("Set RELAY_KEYSTORE to a keystore file");
    const read = readRelayConfiguration({ RELAY_CHAINS, RELAY_PRIVATE_KEY: key });
    expect(read.account.address).toBe(address);
    expect(read.port.isChosen).toBe(true);
  });
});

describe("a keystore file", () => {
  const open = (more: Record<string, string>) => ({ RELAY_KEYSTORE: file("key.json"), ...more });

  test("opens with the password of a file, and of a variable", () => {
    for (const more of [{ RELAY_PASSWORD_FILE: file("password") }, { RELAY_PASSWORD: password }]) {
      expect(readRelayConfiguration(open(more)).account.address).toBe(address);
    }
  });

  test("goes before a bare key", () => {
    const environment = open({ RELAY_PASSWORD: password, RELAY_PRIVATE_KEY: generatePrivateKey() });
    expect(readRelayConfiguration(environment).account.address).toBe(address);
  });

  test("opens with no other password, and says no word of it", () => {
    const complaint = complaintOf(open({ RELAY_PASSWORD: "a secret" }));
    expect(complaint).toContain("The password does not open");
    expect(complaint).not.toContain("a secret");
  });

  test("says what is missing or broken", () => {
    expect(complaintOf(open({}))).toContain("set RELAY_PASSWORD_FILE or RELAY_PASSWORD");
    expect(complaintOf(open({ RELAY_PASSWORD_FILE: file("none") }))).toContain("cannot be read");
    expect(complaintOf({ RELAY_KEYSTORE: file("none"), RELAY_PASSWORD: "x" })).toContain("cannot be read as JSON");
    expect(complaintOf({ RELAY_KEYSTORE: file("broken.json"), RELAY_PASSWORD: "x" })).toContain(
      "cannot be read as JSON",
    );
    expect(complaintOf({ RELAY_KEYSTORE: file("wide.json"), RELAY_PASSWORD: "x" })).toContain("is no keystore file");
  });
});
