/** Why a relay does not do what it is asked, and the HTTP status that goes with it. */
export const refusals = {
  malformed: 400,
  tooLarge: 413,
  tooMany: 429,
  notFound: 404,
  unknownChain: 422,
  notGenuine: 422,
  notOnRoll: 422,
  notOpen: 409,
  unknownCandidate: 422,
  badSignature: 422,
  tooCostly: 422,
  alreadyVoted: 409,
  otherBallotHeld: 409,
  budgetSpent: 503,
  noFunds: 503,
  chainUnreachable: 503,
  storage: 507,
  stopping: 503,
  failed: 500,
} as const;

export type RefusalCode = keyof typeof refusals;

/** A relay refuses; the message tells whoever asked why, and what to do. It holds no personal data: it may be logged. */
export class RefusedError extends Error {
  override name = "RefusedError";
  /** @param retryAfter After how many seconds it is worth asking again, where time mends it. */
  constructor(
    readonly code: RefusalCode,
    message: string,
    readonly retryAfter?: number,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}
