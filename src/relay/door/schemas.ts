import { type RefusalCode, refusals } from "./refusal";

const address = { type: "string", pattern: "^0x[0-9a-fA-F]{40}$" } as const;
const wholeNumber = { type: "integer", minimum: 0 } as const;
/** Numbers that may be larger than a JSON reader keeps exactly. */
const decimal = { type: "string", pattern: "^[0-9]+$" } as const;

/** A signed ballot as a file: what a relay takes, and what a voter may keep or hand on. */
export const ballotFileSchema = {
  title: "Ballot file",
  description: "A signed ballot. Whoever holds it can deliver it, and nobody can change it.",
  type: "object",
  additionalProperties: false,
  required: ["kind", "version", "chainId", "election", "voter", "index", "choice", "signature"],
  properties: {
    kind: {
      enum: ["recount-ballot", "recount-wallet-ballot"],
      description: "Who has signed: the voter's own key, or the voter's contract wallet.",
    },
    version: { const: 1 },
    chainId: { type: "integer", minimum: 1, description: "The chain's id (EIP-155)." },
    election: { ...address, description: "The address of the election." },
    voter: { ...address, description: "The address of the voter." },
    index: { type: "integer", minimum: 0, maximum: 1_493_247, description: "The voter's place on the roll, from 0." },
    choice: {
      type: "string",
      minLength: 1,
      maxLength: 200,
      description: "The candidate's name, letter for letter as in the election: at most 200 bytes of UTF-8.",
    },
    signature: {
      type: "string",
      pattern: "^0x([0-9a-fA-F]{2}){0,1500}$",
      description:
        "Of a key: 64 bytes (EIP-2098) over the EIP-712 message Ballot(string election,string choice). Of a contract wallet: " +
        "whatever it takes (ERC-1271) for WalletBallot(string election,string choice,address voter), 1,500 bytes at most.",
    },
  },
  if: { properties: { kind: { const: "recount-ballot" } } },
  // biome-ignore lint/suspicious/noThenProperty: JSON Schema calls it so, and nobody awaits a schema.
  then: { properties: { signature: { type: "string", pattern: "^0x[0-9a-fA-F]{128}$" } } },
} as const;

/** Where a ballot stands. Only the chain itself tells whether it counts. */
export const stateSchema = {
  title: "State of a ballot",
  type: "object",
  additionalProperties: false,
  required: ["state", "choice"],
  properties: {
    state: {
      enum: ["accepted", "sent", "inBlock", "final", "void"],
      description:
        "accepted: on the relay's disk. sent: in a transaction under way. inBlock: in a block that can still be taken back. final: in one that cannot. void: another ballot of this voter was counted, or the election closed.",
    },
    choice: { type: "string", description: "The candidate's name, as in the ballot that the relay holds." },
    transaction: { type: "string", pattern: "^0x[0-9a-f]{64}$", description: "The transaction that carries it." },
    block: { ...decimal, description: "The number of the block that it is in." },
  },
} as const;

// The cast is exact: these are the object's own keys.
const codes = Object.keys(refusals) as RefusalCode[];

/** Why a relay did not do what it was asked. */
export const errorSchema = {
  title: "Refusal",
  type: "object",
  additionalProperties: false,
  required: ["error"],
  properties: {
    error: {
      type: "object",
      additionalProperties: false,
      required: ["code", "message"],
      properties: { code: { enum: codes }, message: { type: "string", description: "A plain sentence." } },
    },
  },
} as const;

/** What a relay says of itself. */
export const relaySchema = {
  title: "Relay",
  type: "object",
  additionalProperties: false,
  required: ["name", "chains", "schema"],
  properties: {
    name: { type: "string" },
    schema: { type: "string", description: "Where these schemas are." },
    chains: {
      type: "array",
      items: {
        type: "object",
        additionalProperties: false,
        required: ["chainId", "carrier", "limits"],
        properties: {
          chainId: wholeNumber,
          carrier: { ...address, description: "The address that pays for the ballots." },
          organisers: { type: "array", items: address, description: "Whose elections alone are served, if not all." },
          limits: {
            type: "object",
            additionalProperties: false,
            required: ["election", "organiser", "total", "lastSeconds", "longestWait"],
            properties: {
              election: { ...wholeNumber, description: "The most ballots of one election." },
              organiser: { ...wholeNumber, description: "The most ballots of one organiser's elections." },
              total: { ...wholeNumber, description: "The most ballots in all." },
              lastSeconds: { ...wholeNumber, description: "So long before the close no ballot is accepted any more." },
              longestWait: { ...wholeNumber, description: "How many seconds a ballot waits for others at most." },
            },
          },
        },
      },
    },
  },
} as const;

/** What can need somebody's attention. */
export const problemCodes = [
  "chainUnreachable",
  "chainBehind",
  "noFunds",
  "feesAboveCeiling",
  "failed",
  "storage",
] as const;

/** How a relay is. */
export const healthSchema = {
  title: "Health",
  type: "object",
  additionalProperties: false,
  required: ["status", "chains"],
  properties: {
    status: {
      enum: ["ok", "degraded", "stopping"],
      description: "ok: whatever is accepted now is delivered. degraded: something below needs somebody's attention.",
    },
    chains: {
      type: "array",
      items: {
        type: "object",
        additionalProperties: false,
        required: ["chainId", "reachable", "held", "problems", "problemCodes"],
        properties: {
          chainId: wholeNumber,
          reachable: { type: "boolean", description: "Whether the chain's nodes answer." },
          block: { ...decimal, description: "The newest block's number." },
          headSeconds: { ...wholeNumber, description: "How old the newest block is." },
          held: { ...wholeNumber, description: "How many ballots are not in a block that is final." },
          undelivered: { ...wholeNumber, description: "How many of those are in no block at all." },
          oldestSeconds: { ...wholeNumber, description: "How long the oldest of the undelivered waits." },
          balance: { ...decimal, description: "What the carrier owns, in the coin's smallest unit (wei)." },
          feesAboveCeiling: { type: "boolean", description: "Whether fees are above what the relay pays." },
          problems: { type: "array", items: { type: "string" }, description: "Plain sentences." },
          problemCodes: { type: "array", items: { enum: problemCodes }, description: "The same, for programs." },
        },
      },
    },
  },
} as const;

/** All that a relay's interface consists of, for whoever writes a program against it. */
export const schemas = {
  ballotFile: ballotFileSchema,
  state: stateSchema,
  error: errorSchema,
  relay: relaySchema,
  health: healthSchema,
};
