import { describe, expect, test } from "vitest";
import { walletAppsFor } from "@/features/wallet/walletApps";

const route = "#/31337/0x5FbDB2315678afecb367f032d93F642f64180aa3";
const page = `https://vote.example/polls/?from=a&to=b${route}`;

function linkOf(app: string): URL {
  const link = walletAppsFor(page).find(({ name }) => name === app)?.link;
  return new URL(link ?? "https://missing.example");
}

describe("the link opens the page, its route behind the hash included, in", () => {
  test("MetaMask", () => {
    expect(linkOf("MetaMask").href).toBe(`https://link.metamask.io/dapp/vote.example/polls/?from=a&to=b${route}`);
  });

  test("Base", () => {
    const link = linkOf("Base (Coinbase Wallet)");
    expect(link.origin + link.pathname).toBe("https://go.cb-w.com/dapp");
    expect([...link.searchParams]).toEqual([["cb_url", page]]);
    expect(link.hash).toBe("");
  });

  test("Trust Wallet", () => {
    const link = linkOf("Trust Wallet");
    expect(link.origin + link.pathname).toBe("https://link.trustwallet.com/open_url");
    expect([...link.searchParams]).toEqual([
      ["coin_id", "60"],
      ["url", page],
    ]);
    expect(link.hash).toBe("");
  });

  test("OKX Wallet", () => {
    const link = linkOf("OKX Wallet");
    expect(link.origin + link.pathname).toBe("https://web3.okx.com/download");
    const inner = new URL(link.searchParams.get("deeplink") ?? "");
    expect(`${inner.protocol}//${inner.host}${inner.pathname}`).toBe("okx://wallet/dapp/url");
    expect([...inner.searchParams]).toEqual([["dappUrl", page]]);
    expect([link.hash, inner.hash]).toEqual(["", ""]);
  });
});
