/** When ballots are sent, and for how much. Whoever runs the relay sets them. */
export type CarryingRules = {
  /** How many ballots make a batch that is sent at once; it never holds more. */
  mostBallots: number;
  /** How much gas a transaction may use at most. */
  mostGas: bigint;
  /** How long a ballot waits for others, in seconds. */
  longestWait: number;
  /** From so many seconds before an election's close its ballots wait for no others. */
  marginBeforeClose: number;
  /** The most that is paid for a unit of gas, in wei. */
  feeCeiling: bigint;
  /** After how many seconds a transaction that is in no block yet is replaced by one that pays more. */
  replaceAfter: number;
};
