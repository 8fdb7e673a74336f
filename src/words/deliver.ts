/** The sentences of the page on which anybody delivers signed ballots, loaded with it. */
export const deliverWords = {
  heading: "Deliver a ballot",
  pageTitle: "Deliver a ballot · Recount",
  lead: "A signed ballot can be delivered by anybody. Nobody can change it, and it counts once however often it is delivered.",
  privacy:
    "A ballot says who voted for what, and so do its file, link and code. In these elections everybody sees that anyway once it is counted; until then only whoever holds it does.",

  bring: {
    label: "Bring ballots",
    choose: "Choose files",
    drop: "Or drop files here, as many as you like: ballot files, or pictures of ballot codes.",
    paste: "Or paste links, codes or the text of a ballot file",
    pasteHint: "Several at once are fine, and so are words around them.",
    read: "Take these ballots",
    empty: "Paste something first.",
    scan: "Scan a code with the camera",
    reading: "Reading what you brought…",
  },

  scanner: {
    label: "Camera",
    asking: "Your browser asks whether this page may use the camera. The picture stays in this browser.",
    looking: "Hold the code in front of the camera so that all of it is in the picture.",
    other: "That code holds no ballot. Still looking.",
    found: (name: string) => `Found the ballot for ${name}.`,
    stop: "Stop the camera",
    again: "Scan another code",
    close: "Close",
    cannot: "The camera cannot be used.",
    troubles: {
      refused:
        "This page may not use the camera. Allow it beside the address of the page and try again, or choose a picture of the code as a file.",
      none: "This device has no camera that the browser knows of. Choose a picture of the code as a file instead.",
      busy: "Another program is using the camera, or it was unplugged. Close that program and try again.",
      insecure:
        "Browsers lend the camera only to pages that were loaded over an encrypted line (https). Choose a picture of the code as a file instead.",
      failed: "The browser gives no picture from the camera. Try again, or choose a picture of the code as a file.",
    },
    tryAgain: "Try again",
  },

  /** What became of each thing that was brought. */
  brought: {
    label: "What you brought",
    pasted: "What you pasted",
    link: "The link that you opened",
    code: "The code",
    files: (number: string) => `${number} files`,
    taken: (ballots: string) => `${ballots} taken.`,
    repeated: (ballots: string) => `${ballots} brought already.`,
    full: (ballots: string, most: string) =>
      `${ballots} left out: the page holds at most ${most}. Deliver some and bring the rest then.`,
    dismiss: "Dismiss",
    unkept:
      "This browser will not keep what you brought: it is lost when you reload or close the page. Keep the files until the ballots are counted.",
    faults: {
      nothing:
        "There is no ballot in it. A ballot is a file, a link with #/deliver/ in it, or a code of about 200 letters.",
      damaged: "The code is not whole: some of it is missing or was changed. Copy all of it once more.",
      otherVersion:
        "The ballot is of another version than this page. Open the link that came with it, or reload this page.",
      cutOff: "The file is not whole: some of it is missing or was changed. Ask for it once more.",
      otherKind: "It is a file of another kind, not a ballot.",
      wrongField: (field: string) =>
        `The ballot’s field “${field}” is missing or wrong. Ask its voter for the file once more.`,
      tooLarge: "It is larger than any ballot file (1 MB), so it was not read.",
      pictureTooLarge: "The picture is larger than 20 MB, so it was not read. Cut it down to the code.",
      binary: "It is neither text nor a picture, so it holds no ballot.",
      unreadable: "The browser cannot read it. Try to choose it once more.",
      noPicture: "The browser cannot open this picture. Save it as PNG or JPEG.",
      noCode: "No code was found in the picture. It must show all of one code, sharp and with its white rim.",
      otherCode: "The code in the picture holds no ballot.",
    },
    atLine: (line: string, fault: string) => `Line ${line}: ${fault}`,
  },

  list: {
    heading: "Ballots",
    none: "No ballot has been brought yet.",
    removeAll: "Remove all",
    remove: "Remove",
    removeOf: (name: string, voter: string) => `Remove the ballot of ${voter} for ${name}`,
    removed: (ballots: string) => `${ballots} removed from this page.`,
    undo: "Undo",
    place: (number: string) => `voter ${number} on the roll`,
    takes: (name: string, voter: string) => `Deliver the ballot of ${voter} for ${name}`,
    receipt: "Receipt",
    byWallet: "signed by a contract wallet",
  },

  /** Whether a ballot would count, and if not, why. */
  verdict: {
    checking: "Checking whether it would count…",
    unknown: "Whether it would count cannot be read just now. The page tries again by itself.",
    counts: "Would count.",
    countedThis: "Counted already: this voter’s vote is for this very choice.",
    countedFinal: "Counted for good: this voter’s vote is for this very choice.",
    countedOther: (name: string) =>
      `Would not count: this voter’s vote is counted already, for ${name}, and a vote cannot be changed.`,
    notOpenYet: (opens: string) =>
      `Voting has not opened yet. It opens ${opens}; leave the page open or come back with the ballot then.`,
    closed: (closes: string) => `Too late: voting closed ${closes}.`,
    noRoll: "Would not count: this election is open to any address and takes no signed ballots.",
    notOnRoll: "Would not count: another voter, or none, stands at the place on the roll that the ballot names.",
    unknownCandidate: "Would not count: nobody of this name stands in the election.",
    badSignature:
      "Would not count: the signature is not this voter’s, for this election and this choice. The ballot was changed or made up.",
    unreadable: "Cannot be delivered: the election’s texts are damaged, so no signature can be checked against them.",
  },

  /** Two ballots of one voter. */
  rivals: {
    differ:
      "This voter signed more than one ballot. The first that is delivered counts, and the others never do. Choose which one you deliver.",
    same: "Two ballots of this voter for the same choice: one is enough.",
  },

  /** Where the election itself cannot be shown. */
  group: {
    elections: "Elections",
    unknownChain: (id: string) => `Chain ${id} is not known here`,
    unknownChainLead:
      "This page does not know the chain that these ballots name. Open them on the page that the election is run on: the link that came with them leads there.",
    noCode: "There is no election at this address",
    noCodeLead: "These ballots name an address on this chain where no contract stands. They cannot count here.",
    unrecognised: "No election that this page recognises",
    unrecognisedLead:
      "These ballots name a contract that no election factory known to this page has created. Do not pay for delivering them.",
    unreachable: "The election cannot be read just now",
    reading: "Reading the election from the chain…",
    stale: "What is said here may be out of date.",
    chooseNodes: "Choose other nodes",
  },

  actions: {
    label: "Deliver these ballots",
    chosen: (chosen: string, all: string) => `Marked: ${chosen} of the ${all} that would count.`,
    markAll: "Mark all",
    noneCounts: "None of these ballots would count if it were delivered now.",
    allCounted: "All of these ballots are counted. Nothing is left to do.",
    underWay: "Nothing else is left to deliver: wait until a block holds what you sent.",
    noneChosen: "Mark at least one ballot to deliver.",
    byRelay: "Deliver by a relay",
    byRelayHint: (relays: string) =>
      `Costs you nothing: the relay pays the network fee. It learns your network address. Asked in this order: ${relays}.`,
    noRelays: "No relay is set for this chain, so delivering takes a network fee.",
    addRelay: "Add a relay",
    byAccount: "Pay the network fee yourself",
    connect: "Connect a wallet to pay the fee",
  },

  relay: {
    progress: (done: string, all: string) => `${done} of ${all} handed in`,
    working: "Handing the ballots to the relays, one after the other…",
    stop: "Stop",
    goOn: "Go on",
    pausing: "The relays ask for a pause. The page goes on in a moment.",
    done: (ballots: string) => `${ballots} handed in. Each counts once a relay has delivered it and a block holds it.`,
    refused: (ballots: string) => `${ballots} not taken by any relay.`,
    retry: "Try the relays again",
    stopped: "Stopped. What was handed in stays with the relay.",
    with: (relay: string) => `The relay ${relay} says that it keeps this ballot and will deliver it. Not counted yet.`,
    late: (relay: string, blocks: string, duration: string) =>
      `The relay ${relay} said that it keeps this ballot. ${blocks} blocks and ${duration} later it is in none. Mark it and deliver it another way too: it counts once.`,
    troubleOf: (relay: string, trouble: string) => `The relay ${relay} ${trouble}`,
  },

  review: {
    heading: "Check before you pay",
    ballots: "Ballots",
    ballotsText: (ballots: string, transactions: string) => `${ballots} in ${transactions}`,
    oneTransaction: "one transaction",
    transactions: (number: string) => `${number} transactions`,
    election: "Election",
    from: "Paid by",
    chain: "Recorded on",
    fee: "Network fee",
    feeReading: "Asking what it costs…",
    feeUnknown: "Your wallet shows it before you confirm.",
    feeText: (amount: string, gas: string) =>
      `At most ${amount} at the moment (${gas} units of gas). Your wallet shows it before you confirm.`,
    feeNone: "None on the practice chain, and no wallet asks.",
    short: (amount: string) => `This address holds ${amount}, which is less.`,
    shortLead: "Send it a little first, or deliver by a relay.",
    effect: "What it does",
    effectText:
      "It counts these ballots as their voters signed them. You cannot change them, it is no vote of yours, and the record shows that this address delivered them.",
    confirm: (address: string) => `Deliver as ${address}`,
    back: "Not now",
  },

  carry: {
    checking: "Asking the contract whether these ballots would count…",
    signing: "Waiting for your wallet. Open it if it does not ask by itself.",
    of: (number: string, all: string) => `Transaction ${number} of ${all}.`,
    stopWaiting: "Stop waiting",
    failed: "The ballots were not delivered.",
  },

  /** What became of a transaction that carries ballots. */
  sent: {
    label: "Sent from your account",
    ballots: (ballots: string, hash: string) => `${ballots} in the transaction ${hash}.`,
    waiting: "Sent. Waiting for a block to take it up…",
    unknown: "Sent. Waiting for the nodes to hear of it…",
    behind:
      "Sent, but an earlier transaction of this address has to come first. Look in your wallet for one that still waits.",
    lost: "No node knows of it any more: it was dropped, or replaced in the wallet. If the wallet still shows it, wait.",
    replaced: "Cancelled or replaced in the wallet. It delivered nothing; the ballots can be delivered again.",
    failed: "Its block holds it, but it failed, and the fee was paid. The ballots can be delivered again.",
    other:
      "The wallet sent something else, or sent it from another account. Look in your wallet before you pay once more.",
    inBlock: "In a block, not yet final. It could still be taken back.",
    less: (counted: string, all: string) =>
      `${counted} of its ${all} counted: the others came too late, or their voters had voted already.`,
    final: "Final.",
    forget: "Forget this transaction",
    underWay: "In a transaction that you sent, not counted yet.",
  },
};
