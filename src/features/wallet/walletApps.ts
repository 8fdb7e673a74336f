/** A wallet app, and the link that opens a page in the app's own browser. */
export type WalletApp = { name: string; link: string };

/**
 * The wallet apps whose makers say how to open a page in them. Nothing is fetched from any of them; where an app is not
 * installed its link leads to its maker's page.
 * @param page The page's whole address: an election stands behind its hash.
 */
export function walletAppsFor(page: string): readonly WalletApp[] {
  const encoded = encodeURIComponent(page);
  const insideOkx = `okx://wallet/dapp/url?dappUrl=${encoded}`;
  return [
    // As it stands, without its scheme: the app cuts off what comes before and opens the rest over https.
    // https://docs.metamask.io/metamask-connect/evm/guides/metamask-exclusive/use-deeplinks
    { name: "MetaMask", link: `https://link.metamask.io/dapp/${page.replace(/^https?:\/\//, "")}` },
    // https://docs.cdp.coinbase.com/coinbase-wallet/developer-guidance/mobile-dapp-integration
    { name: "Base (Coinbase Wallet)", link: `https://go.cb-w.com/dapp?cb_url=${encoded}` },
    // 60 is Ether's number in SLIP-44. https://developer.trustwallet.com/developer/develop-for-trust/deeplinking
    { name: "Trust Wallet", link: `https://link.trustwallet.com/open_url?coin_id=60&url=${encoded}` },
    // Encoded twice: a link within a link. https://web3.okx.com/build/docs/waas/app-universal-link
    { name: "OKX Wallet", link: `https://web3.okx.com/download?deeplink=${encodeURIComponent(insideOkx)}` },
  ];
}
