/** The sentences with which an organiser makes a list of voters, loaded with it. */
export const rollWords = {
  which: "Which voters",
  fromList: "A list of members",
  fromListHint: "You upload or paste it here and publish it once, as a roll.",
  fromChain: "A roll that is published already",
  fromChainHint: "One that served an earlier election, for example.",

  private:
    "Names stay in this browser. Only the addresses are published, in an order that tells nothing about the members.",
  reading: "Looking for the list in this browser…",

  source: {
    label: "Where the list comes from",
    file: "Choose a file",
    drop: "Or drop it here: a table saved as CSV, or any text with addresses in it.",
    paste: "Or paste the list",
    pasteHint: "Cells copied from a spreadsheet, or the members’ replies as they came by mail.",
    read: "Read the list",
    pasted: "pasted text",
    working: (done: string, of: string) => `${done} of ${of} rows checked…`,
    opening: "Opening the file…",
    cancel: "Cancel",
    cancelled: "Stopped. The list is as it was.",
    refused: "The list could not be read.",
    refusals: {
      notText:
        "This is a spreadsheet, a PDF or a picture. Save the table as CSV first, or copy its cells and paste them.",
      tooMany: "It has more than 100,000 rows. Hold several elections, each with its own roll, and add up the results.",
      nothing: "No address was found in it. An address begins with 0x and has 40 more letters and digits.",
      tooBig: "The file is larger than 50 MB. Leave out the columns that are not needed.",
      failed: "It could not be opened. Try again, or copy the cells and paste them.",
    },
    empty: "Paste the list first.",
  },

  result: {
    voters: (voters: string, rows: string) => `${voters} of ${rows} rows are voters`,
    oneVoter: "The one row is a voter",
    allVoters: (rows: string) => `All ${rows} rows are voters`,
    left: (rows: string) =>
      `Rows that are not: ${rows}. Mend them below, or leave them out: who stands there cannot vote.`,
    heading: (heading: string) => `The first row was taken for the heading: ${heading}`,
    column: "Addresses are in the column",
    columnUnnamed: (number: string) => `Column ${number}`,
    passedOver: (lines: string) => `Lines without an address that were passed over: ${lines}.`,
    unchecked: (count: string) => `Addresses without a checksum: ${count}.`,
    uncheckedWhy:
      "They are written in small letters only, so a typing error would not be noticed. Compare them with what the members sent.",
    tooMany: "A roll has room for 100,000 voters. Take some off before you publish it.",
    keeping: "Being kept in this browser…",
    kept: "Kept in this browser.",
    unkept: "This browser does not keep the list.",
    unkeptWhy:
      "Its storage is full or switched off: the list is lost when you leave or reload the page. Download it, or make room and change any row.",
    download: "Download the list",
  },

  /** Once more before publishing. */
  summary: {
    reading: "Reading your list…",
    none: "Your list, which this browser no longer keeps",
    oneVoter: "The one voter on your list, which becomes a roll.",
    voters: (count: string) => `The ${count} voters on your list, which becomes a roll.`,
    oneLeftOut: "One row is left out because of its mistake: it stands under “Who may vote”.",
    leftOut: (count: string) =>
      `${count} rows are left out because of their mistakes: they stand under “Who may vote”.`,
  },
  faulty: {
    heading: "Rows with mistakes",
    at: (place: string) => `Row ${place}`,
    inFile: (row: string, file: string) => `${row} of ${file}`,
    byHand: (number: string) => `${number} of those added by hand`,
    empty: "(empty)",
    field: (place: string) => `Address in row ${place}`,
    mend: "Put right",
    mendRow: (place: string) => `Put row ${place} right`,
    remove: "Remove",
    removeRow: (place: string) => `Remove row ${place}`,
    removeAll: "Remove all of them",
    download: "Download these rows",
    still: (reason: string) => `Still not an address. ${reason}`,
    reasons: {
      missing: "No address stands here.",
      name: "A name that stands for an address, and may stand for another tomorrow. Ask the member for the address itself.",
      key: "64 digits are a private key or a transaction, never an address. If it is a key, whoever saw it can vote in its place: ask the member for another address.",
      rounded:
        "The spreadsheet took the address for a number and rounded it. Ask for it again, and mark the column as text.",
      checksum: "Its capital letters do not fit together, so a letter or digit is wrong. Copy it once more.",
      zero: "Nobody has the address zero.",
      notAddress: "This is not an address.",
      short: (digits: string) => `Too short: ${digits} letters and digits after 0x, where an address has 40.`,
      long: (digits: string) => `Too long: ${digits} letters and digits after 0x, where an address has 40.`,
      letter: (letter: string) =>
        `“${letter}” is in no address: they have the digits 0 to 9 and the letters A to F only.`,
      duplicate: (place: string) => `The same address as row ${place}: it counts once.`,
    },
  },

  voters: {
    heading: "Voters",
    search: "Search the list",
    searchHint: "A name, a number or a part of the address.",
    found: (found: string, of: string) => `${found} of ${of}`,
    none: "Nobody on the list is like that.",
    remove: "Take off",
    removeVoter: (who: string) => `Take ${who} off the list`,
    unchecked: "no checksum",
  },

  add: {
    heading: "Add a member",
    name: "Name, for yourself only",
    address: "Address",
    add: "Add",
    double: (place: string) => `This address is on the list already, in row ${place}.`,
  },

  more: {
    summary: "Add another file, or the members’ replies",
    lead: "Its rows come after those that are there. An address that is on the list already counts once.",
    replace: "Start again with an empty list",
  },

  said: {
    read: (rows: string, file: string) => `Rows read from ${file}: ${rows}.`,
    mended: (place: string) => `Row ${place} was changed.`,
    removed: (place: string) => `Row ${place} was removed.`,
    removedAll: (rows: string) => `Rows removed: ${rows}.`,
    added: (place: string) => `Added as row ${place}.`,
    emptied: "The list is empty.",
    undo: "Undo",
    undone: "The list is as it was before.",
  },

  join: {
    heading: "How members get an address",
    lead: "Each member needs an address of their own, made by a wallet on their phone or computer. Nobody should make it for them: who holds the key casts the vote.",
    send: "Send your members this link. The page behind it shows them their address and how to send it to you; paste their replies here as they come.",
    link: "Copy the link",
    copied: "Copied",
  },

  pick: {
    legend: "Published rolls",
    open: "not closed yet, so no election can use it",
    inspect: "See who is on it",
  },
};
