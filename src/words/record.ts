/** The sentences of the record of ballots. */
export const recordWords = {
  heading: "Ballots",
  none: "No ballot has been cast.",
  you: "You",
  of: (shown: string, total: string) => `${shown} of ${total}`,
  more: "Show more ballots",
  block: (number: string) => `block ${number}`,
  number: (number: string) => `№ ${number}`,
  notFinal: "not yet final",
  byRelay: "by relay",
  carrier: (address: string) => `Signed by the voter; delivered and paid for by ${address}.`,
  timeUnknown: "time not read yet",
};
