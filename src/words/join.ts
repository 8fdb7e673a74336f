/** The sentences of the page on which a member shows the organiser their address, loaded with it. */
export const joinWords = {
  pageTitle: "Your address for the roll · Recount",
  heading: "Your address for the roll",
  lead: "Whoever organises an election for your members needs one address of each of you. Here you see yours and send it.",
  fromWallet: "Take the address of my wallet",
  connected: "This is the address that your wallet is on.",
  field: "Your address",
  hint: "Copy it from your wallet, where it is mostly called “Receive”. It begins with 0x and has 40 more letters and digits.",
  unchecked:
    "It was written in small letters only, so a typing error would not be noticed. Compare every letter with your wallet.",
  name: "Your name, for the organiser",
  nameHint: "It goes into the mail only, and is not published.",
  faults: {
    name: "This is a name that stands for an address. Copy the address itself from your wallet.",
    key: "This looks like a private key. Show it to nobody, and delete it here: whoever has it can vote in your place. The address is shorter.",
    rounded: "This is a number. Copy the address from your wallet once more.",
    checksum: "The capital letters do not fit together, so a letter or digit is wrong. Copy it once more.",
    zero: "Nobody has the address zero.",
    notAddress: "This is not a whole address.",
    short: (digits: string) => `This is too short: ${digits} letters and digits after 0x, where an address has 40.`,
    long: (digits: string) => `This is too long: ${digits} letters and digits after 0x, where an address has 40.`,
    letter: (letter: string) =>
      `“${letter}” is in no address: they have the digits 0 to 9 and the letters A to F only.`,
  },

  shown: "The address to send",
  code: "QR code of the address",
  copy: "Copy the address",
  copied: "Copied",
  mail: "Mail it to the organiser",
  subject: "My address for the roll",
  mailName: (name: string) => `Name: ${name}`,
  mailAddress: (address: string) => `Address: ${address}`,

  whatHeading: "What this means",
  what: "An address is like the number of a letter box: everybody may know it, but only your key opens it. The key is in your wallet and never leaves it.",
  public:
    "Once the roll is published, everybody can see for ever that this address may vote, and which way it voted in a public election. Whoever knows that the address is yours, the organiser among them, then knows your vote. Your name is not published.",
  use: "Use an address that you keep for elections, if you would rather not show what else you do with yours.",
  closed:
    "A key lost after the roll is closed cannot be replaced. Write down your wallet’s recovery words, and show them to nobody.",
};
