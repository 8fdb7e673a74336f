/** What is said about wallets once their part of the page is loaded (see `words.ts`). */
export const walletWords = {
  lead: "Your wallet holds your address and signs your ballot. This page never sees its keys.",
  inBrowser: "Wallets in this browser",
  none: "No wallet was found in this browser.",
  noneLead: "Install one as a browser extension, or open this page in the browser of a wallet app on your phone.",
  practice: "Practice voters",
  practiceLead: "Accounts of the local practice chain. They cost nothing and prove nothing.",
  practiceVoter: (number: string) => `Practice voter ${number}`,
  connecting: "Waiting for the wallet…",
  connectingLead: "Open your wallet if it does not ask by itself.",
  stopWaiting: "Stop waiting",
  disconnect: "Disconnect",
  copy: "Copy address",
  copied: "Copied",
  notConnected: "Not connected.",
  current: "connected",
};
