/** The sentences for whoever is connected with an address that is not on the roll, loaded with the first of them. */
export const unlistedWords = {
  heading: "What you can do",
  connected: "Connected as",
  other: (address: string, place: string) =>
    `Your wallet also holds ${address}, which is on the roll as ${place}. Switch to that account in your wallet.`,
  voter: (number: string) => `voter ${number}`,
  anotherAccount:
    "If another of your accounts is on the roll, switch to it in your wallet. This page notices by itself, and your choice stays marked.",
  closed: "The roll is closed: nobody can be added to it, and no address on it can be exchanged for another.",
  publisher: "Roll published by",
  contact: "Contact",
  seeRoll: "See who is on the roll",
};
