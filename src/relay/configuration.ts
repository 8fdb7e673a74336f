import { readFileSync } from "node:fs";
import * as v from "valibot";
import { type Address, getAddress, isAddress, type LocalAccount, parseGwei } from "viem";
import { type ChainConfiguration, ConfigurationError, isPractice, parseConfiguration } from "@/chain/configuration";
import type { CarryingRules } from "@/relay/carry/carryingRules";
import type { Budget } from "@/relay/journal/budgets";
import { openKey } from "./keystore";

/** What whoever runs a relay has set up. */
export type RelayConfiguration = {
  chains: readonly ChainConfiguration[];
  host: string;
  /** `isChosen`: no other one will do. */
  port: { number: number; isChosen: boolean };
  /** The journal's path. */
  file: string;
  /** Signs and pays for what is sent. */
  account: LocalAccount;
  rules: CarryingRules;
  /** From so many seconds before an election's close no ballot is accepted, as it might come too late. */
  lastSeconds: number;
  /** Finite, so that nobody can empty the account. */
  budgets: Budget;
  /** Whose elections alone are served; undefined for everybody's. */
  organisers: readonly Address[] | undefined;
  /** Whether a proxy in front says in `X-Forwarded-For` who asks. */
  trustProxy: boolean;
  /** How many requests a network address may make in a minute. */
  requestsPerMinute: number;
  /** How many connections may be open at a time. */
  connections: number;
};

/** A whole number between two bounds, or its default where nothing is set. */
function whole(standard: number, from: number, to: number) {
  const says = `It must be a whole number from ${from} to ${to}.`;
  return v.optional(
    v.pipe(v.string(), v.regex(/^\d{1,15}$/, says), v.transform(Number), v.minValue(from, says), v.maxValue(to, says)),
    String(standard),
  );
}

const gwei = v.pipe(
  v.string(),
  v.regex(/^\d{1,9}(\.\d{1,9})?$/, "It must be an amount in gwei, such as 20 or 0.05."),
  v.transform((text) => parseGwei(text)),
);

const addresses = v.pipe(
  v.string(),
  v.transform((text) => text.split(",").map((part) => part.trim())),
  v.array(
    v.pipe(
      v.string(),
      v.check((text) => isAddress(text), "It must hold addresses with commas between them; one of them is no address."),
      v.transform((text): Address => getAddress(text)),
    ),
  ),
);

const Environment = v.object({
  RELAY_CHAINS: v.optional(v.string(), "src/public/chains.json"),
  RELAY_HOST: v.optional(v.string(), "127.0.0.1"),
  RELAY_PORT: whole(8791, 0, 65_535),
  RELAY_FILE: v.optional(v.string(), "recount-relay.sqlite"),
  RELAY_KEYSTORE: v.optional(v.string()),
  RELAY_PASSWORD_FILE: v.optional(v.string()),
  RELAY_PASSWORD: v.optional(v.string()),
  RELAY_PRIVATE_KEY: v.optional(v.string()),
  // Nodes pass on no transaction of more than 128 KiB.
  RELAY_BATCH_SIZE: whole(1900, 1, 1900),
  // Room for a ballot of an election with 100 candidates, which takes 740,000: what is accepted has to fit.
  RELAY_BATCH_GAS: whole(15_000_000, 1_000_000, 16_777_216),
  RELAY_LONGEST_WAIT: whole(60, 0, 86_400),
  // Not 0: what waits longer than its election is open would never be sent.
  RELAY_MARGIN: whole(600, 60, 86_400),
  RELAY_LAST_SECONDS: whole(60, 0, 86_400),
  RELAY_FEE_CEILING: v.optional(gwei, "50"),
  RELAY_REPLACE_AFTER: whole(60, 1, 86_400),
  RELAY_BUDGET_ELECTION: whole(10_000, 1, 1_000_000_000),
  RELAY_BUDGET_ORGANISER: whole(20_000, 1, 1_000_000_000),
  RELAY_BUDGET_TOTAL: whole(100_000, 1, 1_000_000_000),
  RELAY_ORGANISERS: v.optional(addresses),
  RELAY_TRUST_PROXY: v.optional(
    v.pipe(
      v.picklist(["yes", "no"], "It must be yes or no."),
      v.transform((answer) => answer === "yes"),
    ),
    "no",
  ),
  RELAY_REQUESTS: whole(300, 1, 1_000_000),
  RELAY_CONNECTIONS: whole(2000, 10, 100_000),
});

/** Every setting there is, in the order of the manual. */
export const settingNames: readonly string[] = Object.keys(Environment.entries);

/**
 * What the environment says a relay is to do.
 * @param environment Variables that are empty count as not set.
 * @throws {ConfigurationError} that names the variable and what to do.
 */
export function readRelayConfiguration(environment: Record<string, string | undefined>): RelayConfiguration {
  const given = Object.fromEntries(
    Object.entries(environment).filter(([name, value]) => name.startsWith("RELAY_") && value),
  );
  refuseUnknown(Object.keys(given));
  const parsed = v.safeParse(Environment, given);
  if (!parsed.success) {
    const [issue] = parsed.issues;
    // The value is not repeated: it may be a key that stands in the wrong place.
    throw new ConfigurationError(`${v.getDotPath(issue)?.split(".")[0]}: ${issue.message}`);
  }
  const set = parsed.output;
  const chains = readChains(set.RELAY_CHAINS);
  return {
    chains,
    host: set.RELAY_HOST,
    port: { number: set.RELAY_PORT, isChosen: given.RELAY_PORT !== undefined || !chains.every(isPractice) },
    file: set.RELAY_FILE,
    account: openKey(set, chains.every(isPractice)),
    rules: {
      mostBallots: set.RELAY_BATCH_SIZE,
      mostGas: BigInt(set.RELAY_BATCH_GAS),
      longestWait: set.RELAY_LONGEST_WAIT,
      marginBeforeClose: set.RELAY_MARGIN,
      feeCeiling: set.RELAY_FEE_CEILING,
      replaceAfter: set.RELAY_REPLACE_AFTER,
    },
    lastSeconds: set.RELAY_LAST_SECONDS,
    budgets: {
      election: set.RELAY_BUDGET_ELECTION,
      organiser: set.RELAY_BUDGET_ORGANISER,
      total: set.RELAY_BUDGET_TOTAL,
    },
    organisers: set.RELAY_ORGANISERS,
    trustProxy: set.RELAY_TRUST_PROXY,
    requestsPerMinute: set.RELAY_REQUESTS,
    connections: set.RELAY_CONNECTIONS,
  };
}

/** A misspelt variable would be passed over in silence, and with it a limit that somebody relies on. */
function refuseUnknown(names: readonly string[]): void {
  const unknown = names.find((name) => !settingNames.includes(name));
  if (unknown) throw new ConfigurationError(`${unknown} is no setting of the relay; docs/relay.md lists them.`);
}

function readChains(path: string): readonly ChainConfiguration[] {
  let input: unknown;
  try {
    input = JSON.parse(readFileSync(path, "utf8"));
  } catch (cause) {
    throw new ConfigurationError(`RELAY_CHAINS: ${path} cannot be read as JSON. Name a chains.json.`, { cause });
  }
  return parseConfiguration(input).chains;
}
