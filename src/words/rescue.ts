/** The sentences for a signed ballot that meets trouble on its way, loaded with the first of it. */
export const rescueWords = {
  relay: (name: string) => `The relay ${name}`,
  triesAgain: "The page tries again by itself while it is open, and your ballot stays signed in this browser.",
  late: "A relay has had your ballot for more than ten minutes, and no block holds it.",
  lateRest:
    "The page hands it to every relay that it knows. It can be delivered until voting ends: wait, or pay the network fee yourself.",
  tryNow: "Try now",
};
