import { type Acceptance, hasMovedOn, isLate } from "./lateness";

/**
 * What a relay that once said it had accepted a ballot says of it now: its word, and no more.
 * - `void`: it will not deliver it any more.
 * - `gone`: it knows nothing of it.
 */
export type RelayState = "accepted" | "sent" | "inBlock" | "final" | "void" | "gone";

/** What one relay has said of a ballot, and since when. */
export type RelayStatement = Acceptance & {
  relay: string;
  state: RelayState;
  /** The newest block when it first said this. */
  saidAt: bigint;
  /** Whether it has lost the ballot at any time, although it may have been given it again. */
  hasLost: boolean;
};

/** What a relay is named for. `untrue`: it says that the contract counts the ballot, and the contract does not. */
export type RelayFault = "untrue" | "void" | "gone" | "late";

/** Where the chain stands. `timestamp` is in unix seconds. */
type Head = { number: bigint; timestamp: bigint };

/**
 * The statements after a relay was heard at `head`; the same array where it said nothing new. Only a relay that has said
 * that it holds the ballot has made one: another's refusal binds it to nothing.
 */
export function hear(
  statements: readonly RelayStatement[],
  relay: string,
  state: RelayState,
  { number, timestamp }: Head,
): readonly RelayStatement[] {
  const before = statements.find((statement) => statement.relay === relay);
  if (before?.state === state) return statements;
  const isLoss = state === "gone" || state === "void";
  if (!before) {
    if (isLoss) return statements;
    const first = {
      relay,
      state,
      at: timestamp,
      block: number,
      saidAt: number,
      longestWait: undefined,
      hasLost: false,
    };
    return [...statements, first];
  }
  const now = { ...before, state, saidAt: number, hasLost: before.hasLost || state === "gone" };
  return statements.map((statement) => (statement === before ? now : statement));
}

/** What a relay is to be named for while the contract does not count the ballot at `head`; undefined where for nothing. */
export function faultOf(statement: RelayStatement, head: Head, closes: bigint): RelayFault | undefined {
  const { state, saidAt, hasLost } = statement;
  const isTooLong = isLate(statement, head, closes);
  if (isTooLong && (state === "inBlock" || state === "final") && hasMovedOn(saidAt, head.number)) return "untrue";
  if (state === "void") return "void";
  if (hasLost) return "gone";
  return isTooLong ? "late" : undefined;
}
