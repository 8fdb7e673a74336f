import type { Page } from "@playwright/test";
import { installWallet, testAccount } from "../support/installWallet";
import { createElection, startChain } from "../support/startChain";
import { castBallot, connectWallet, countOf, electionLink, expect, openElection, test } from "./test";

test("the wallet can be chosen before anything of the election is there", async ({ page, chain, site }) => {
  const election = await createElection(chain);
  await installWallet(page, chain.url, testAccount(22));
  // The chain never answers, so the first screen never stands.
  await page.route(`${chain.url}/`, () => {});
  await page.goto(electionLink(site, election));
  await expect(page.getByText("Reading the election from the chain…")).toBeVisible();

  await page.getByRole("button", { name: "Connect", exact: true }).click();
  await page.getByRole("button", { name: "Test Wallet" }).click();
  await expect(page.getByRole("button", { name: /^Your wallet: 0x/ })).toBeVisible();
});

test("a connection is taken up once, however the reader goes about the pages", async ({ page, chain, site }) => {
  const election = await createElection(chain);
  const wallet = await installWallet(page, chain.url, testAccount(22));
  await openElection(page, site, election);
  await connectWallet(page);
  const asked = () => wallet.requests.filter(({ method }) => method === "eth_accounts").length;
  const before = asked();
  for (const [hash, heading] of [
    ["#/", "Elections"],
    ["#/nodes", "Nodes and relays"],
    ["#/organise", "Organise an election"],
    ["#/join", "Your address for the roll"],
  ] as const) {
    await page.goto(`${site}${hash}`);
    await expect(page.getByRole("heading", { level: 1, name: heading })).toBeVisible();
  }
  await wallet.switchAccount(testAccount(23));
  await page.goto(electionLink(site, election));
  await expect(page.getByRole("banner")).toContainText(testAccount(23).address.slice(0, 6));
  expect(asked()).toBe(before);
});

test("a page whose wallet part cannot be loaded goes on counting, and says so when asked", async ({
  page,
  chain,
  site,
}) => {
  const election = await createElection(chain);
  await page.route("**/openWallet-*.js", (route) => route.abort());
  await openElection(page, site, election);
  await page.getByRole("button", { name: "Connect a wallet" }).click();
  await expect(page.getByRole("alert")).toContainText("Wallets cannot be reached just now.");
  await page.keyboard.press("Escape");
  await expect(page.getByText("Counted in your browser.")).toBeVisible();
});

test("a wallet that does not announce itself is offered as the browser's own", async ({ page, chain, site }) => {
  const election = await createElection(chain);
  await page.addInitScript(() => {
    // Heard before the page does: what was announced is merely there.
    window.addEventListener("eip6963:announceProvider", (event) => {
      event.stopImmediatePropagation();
      Object.assign(window, { ethereum: (event as CustomEvent).detail.provider });
    });
  });
  await installWallet(page, chain.url, testAccount(18));
  await openElection(page, site, election);
  await page.getByRole("button", { name: "Connect", exact: true }).click();
  await page.getByRole("button", { name: "The wallet of this browser" }).click();
  await castBallot(page, "Ada");
  await expect(page.getByText("Your ballot for Ada is counted.")).toBeVisible();
});

test("a wallet that announces itself is offered once, though it is merely there as well", async ({
  page,
  chain,
  site,
}) => {
  const election = await createElection(chain);
  await page.addInitScript(() => {
    window.addEventListener("eip6963:announceProvider", (event) => {
      Object.assign(window, { ethereum: (event as CustomEvent).detail.provider });
    });
  });
  await installWallet(page, chain.url, testAccount(18));
  await openElection(page, site, election);
  await page.getByRole("button", { name: "Connect", exact: true }).click();
  await expect(page.getByRole("button", { name: "Test Wallet" })).toBeVisible();
  await expect(page.getByRole("button", { name: "The wallet of this browser" })).toBeHidden();
});

test.describe("a wallet on another chain", () => {
  test("that does not know the election's is told of it, and switches", async ({ page, chain, site }) => {
    const election = await createElection(chain);
    const wallet = await installWallet(page, chain.url, testAccount(23), 1, []);
    const second = chain.url.replace("127.0.0.1", "localhost");
    const endpoints = [...chain.configuration.endpoints, second];
    await page.route("**/chains.json", (route) => {
      return route.fulfill({ json: { chains: [{ ...chain.configuration, endpoints }] } });
    });
    await openElection(page, site, election);
    await connectWallet(page);
    await page.getByRole("button", { name: "Switch to Practice chain" }).click();
    await expect(page.getByText("You may vote.")).toBeVisible();

    const added = wallet.requests.filter(({ method }) => method === "wallet_addEthereumChain");
    expect(added.map(({ params }) => params)).toEqual([
      [
        {
          chainId: "0x7a69",
          chainName: "Practice chain",
          nativeCurrency: { name: "Ether", symbol: "ETH", decimals: 18 },
          rpcUrls: [chain.url, second],
        },
      ],
    ]);
    await castBallot(page, "Ada");
    await expect(page.getByText("Your ballot for Ada is counted.")).toBeVisible();
  });

  for (const [answer, sentence] of [
    ["reject", "You declined in your wallet."],
    ["busy", "Your wallet is still busy with an earlier request."],
  ] as const) {
    test(`that does not switch (${answer}) is told so, and can be asked again`, async ({ page, chain, site }) => {
      const election = await createElection(chain);
      const wallet = await installWallet(page, chain.url, testAccount(24), 1);
      await openElection(page, site, election);
      await page.getByRole("radio", { name: "Grace" }).check();
      await connectWallet(page);
      wallet.answer(answer);
      await page.getByRole("button", { name: "Switch to Practice chain" }).click();
      await expect(page.getByRole("alert")).toContainText(`The wallet did not switch. ${sentence}`);
      await expect(page.getByRole("radio", { name: "Grace" })).toBeChecked();

      wallet.answer("approve");
      await page.getByRole("button", { name: "Switch to Practice chain" }).click();
      await expect(page.getByRole("button", { name: "Review your ballot" })).toBeEnabled();
    });
  }

  test("that does not want the chain is not said to have declined", async ({ page, chain, site }) => {
    const election = await createElection(chain);
    const wallet = await installWallet(page, chain.url, testAccount(24), 1, []);
    await openElection(page, site, election);
    await connectWallet(page);
    wallet.answer("locked");
    await page.getByRole("button", { name: "Switch to Practice chain" }).click();
    await expect(page.getByRole("alert")).toContainText("Your wallet does not know this chain and did not add it.");
  });

  test("that never answers is waited for three minutes, and switches late", async ({ page, chain, site }) => {
    const election = await createElection(chain);
    const wallet = await installWallet(page, chain.url, testAccount(24), 1);
    await page.clock.install();
    await openElection(page, site, election);
    await connectWallet(page);
    wallet.answer("hold");
    await page.getByRole("button", { name: "Switch to Practice chain" }).click();
    await expect(page.getByText("Waiting for your wallet to switch.")).toBeVisible();
    await page.clock.fastForward("03:01");
    await expect(page.getByRole("alert")).toContainText("Your wallet has not answered for three minutes.");

    wallet.release();
    await expect(page.getByRole("button", { name: "Review your ballot" })).toBeEnabled();
  });
});

test.describe("connecting", () => {
  for (const [answer, sentence] of [
    ["reject", "You declined in your wallet."],
    ["busy", "Your wallet is still busy with an earlier request."],
    ["locked", "Your wallet is locked or does not allow this page."],
  ] as const) {
    test(`to a wallet that does not want it (${answer}) says so, and can be tried again`, async ({
      page,
      chain,
      site,
    }) => {
      const election = await createElection(chain);
      const wallet = await installWallet(page, chain.url, testAccount(25));
      await openElection(page, site, election);
      await page.getByRole("radio", { name: "Grace" }).check();
      wallet.answer(answer);
      await page.getByRole("button", { name: "Connect", exact: true }).click();
      await page.getByRole("button", { name: "Test Wallet" }).click();
      await expect(page.getByRole("alert")).toContainText(`Not connected. ${sentence}`);

      wallet.answer("approve");
      await page.getByRole("button", { name: "Test Wallet" }).click();
      await expect(page.getByText("You may vote.")).toBeVisible();
      await expect(page.getByRole("radio", { name: "Grace" })).toBeChecked();
    });
  }

  test("to a wallet that never answers ends after three minutes, and a late answer connects", async ({
    page,
    chain,
    site,
  }) => {
    const election = await createElection(chain);
    const wallet = await installWallet(page, chain.url, testAccount(25));
    await page.clock.install();
    await openElection(page, site, election);
    wallet.answer("hold");
    await page.getByRole("button", { name: "Connect", exact: true }).click();
    await page.getByRole("button", { name: "Test Wallet" }).click();
    await expect(page.getByText("Open your wallet if it does not ask by itself.")).toBeVisible();
    await page.clock.fastForward("03:01");
    await expect(page.getByRole("alert")).toContainText("Your wallet has not answered for three minutes.");

    wallet.answer("approve");
    wallet.release();
    await expect(page.getByRole("heading", { name: "Your wallet" })).toBeVisible();
  });

  test("need not be waited for", async ({ page, chain, site }) => {
    const election = await createElection(chain);
    const wallet = await installWallet(page, chain.url, testAccount(25));
    await openElection(page, site, election);
    wallet.answer("hold");
    await page.getByRole("button", { name: "Connect", exact: true }).click();
    await page.getByRole("button", { name: "Test Wallet" }).click();
    await page.getByRole("button", { name: "Stop waiting" }).click();
    await page.getByRole("button", { name: /^Practice voter 9\b/ }).click();
    await expect(page.getByText("You may vote.")).toBeVisible();
  });
});

test.describe("on the way to a signature", () => {
  for (const [answer, sentence] of [
    ["busy", "Your wallet is still busy with an earlier request."],
    ["locked", "Your wallet is locked or does not allow this page."],
  ] as const) {
    test(`a wallet that does not sign (${answer}) costs the voter nothing`, async ({ page, chain, site }) => {
      const election = await createElection(chain);
      const wallet = await installWallet(page, chain.url, testAccount(26));
      await openElection(page, site, election);
      await connectWallet(page);
      wallet.answer(answer);
      await castBallot(page, "Grace");
      await expect(page.getByRole("alert")).toContainText(`Your ballot was not cast. ${sentence}`);
      await expect(page.getByRole("radio", { name: "Grace" })).toBeChecked();

      wallet.answer("approve");
      await page.getByRole("button", { name: /^Sign ballot as 0x/ }).click();
      await expect(page.getByText("Your ballot for Grace is counted.")).toBeVisible();
    });
  }

  test("a wallet that answers after ten minutes has voted all the same", async ({ page, chain, site }) => {
    const election = await createElection(chain);
    const wallet = await installWallet(page, chain.url, testAccount(26));
    await page.clock.install();
    await openElection(page, site, election);
    await connectWallet(page);
    wallet.answer("hold");
    await castBallot(page, "Grace");
    await expect(page.getByText("Waiting for your signature.")).toBeVisible();
    await page.clock.fastForward("10:00");
    await expect(page.getByRole("alert")).toContainText("Your wallet has not answered for three minutes.");
    await expect(page.getByRole("radio", { name: "Grace" })).toBeChecked();

    wallet.release();
    await expect(page.getByText("Your ballot for Grace is counted.")).toBeVisible();
  });

  test("another account leads back to the choice, and signs nothing unseen", async ({ page, chain, site }) => {
    const election = await createElection(chain);
    const wallet = await installWallet(page, chain.url, testAccount(26));
    await openElection(page, site, election);
    await connectWallet(page);
    await review(page, "Grace");
    await wallet.switchAccount(testAccount(27));
    await expect(page.getByRole("region", { name: "Check before you sign" })).toBeHidden();
    await expect(page.getByRole("radio", { name: "Grace" })).toBeChecked();
    expect(wallet.signed()).toBe(0);

    await page.getByRole("button", { name: "Review your ballot" }).click();
    await expect(page.getByText(testAccount(27).address)).toBeVisible();
  });

  test("another chain leads back to the switch, and the review waits behind it", async ({ page, chain, site }) => {
    const election = await createElection(chain);
    const wallet = await installWallet(page, chain.url, testAccount(26));
    await openElection(page, site, election);
    await connectWallet(page);
    await review(page, "Grace");
    await wallet.switchChain(1);
    await expect(page.getByRole("button", { name: /^Sign ballot as 0x/ })).toBeHidden();
    await page.getByRole("button", { name: "Switch to Practice chain" }).click();
    await expect(page.getByRole("region", { name: "Check before you sign" })).toContainText("Grace");
    expect(wallet.signed()).toBe(0);
  });
});

test.describe("between signature and sending", () => {
  test("another account's ballot is not taken for the voter's", async ({ page, chain, site }) => {
    const election = await createElection(chain);
    const [voter, other] = [testAccount(26), testAccount(27)];
    const wallet = await installWallet(page, chain.url, voter);
    await openElection(page, site, election);
    await connectWallet(page);
    wallet.sendAs(other);
    await castBallot(page, "Grace");
    await expect(page.getByText("Your wallet sent something else than this ballot")).toBeVisible();
    await expect(countOf(page, "Grace")).toContainText("1 100.0%");
    await expect(page.getByText("Your ballot for Grace is counted.")).toBeHidden();

    await wallet.switchAccount(other);
    await expect(page.getByText("Your ballot for Grace is counted.")).toBeVisible();
  });

  test("what is no ballot at all is called so, and the choice stays", async ({ page, chain, site }) => {
    const election = await createElection(chain);
    const voter = testAccount(26);
    const wallet = await installWallet(page, chain.url, voter);
    await openElection(page, site, election);
    await connectWallet(page);
    wallet.sendInstead({ to: voter.address, data: "0x" });
    await castBallot(page, "Grace");
    await expect(page.getByText("Your wallet sent something else than this ballot")).toBeVisible();
    await page.getByRole("button", { name: "Vote again" }).click();
    await expect(page.getByRole("radio", { name: "Grace" })).toBeChecked();
    await expect(page.getByText("You may vote.")).toBeVisible();
  });

  test("a ballot sent to another chain is not called sent for good", async ({ page, chain, site }) => {
    const elsewhere = await startChain({ accounts: 30 });
    const election = await createElection(chain);
    // The wallet's own node belongs to another chain; the page reads everything from its own.
    await installWallet(page, elsewhere.url, testAccount(26));
    await openElection(page, site, election);
    await connectWallet(page);
    await castBallot(page, "Grace");
    await expect(page.getByText("Sent. Waiting for the nodes to hear of it…")).toBeVisible();
    await chain.node.increaseTime({ seconds: 61 });
    await expect(page.getByText(/^No node knows of your ballot’s transaction any more/)).toBeVisible();
    await expect(page.getByRole("radio", { name: "Grace" })).toBeChecked();
    await elsewhere.stop();
  });
});

test.describe("on a phone without a wallet", () => {
  test.use({ viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true });

  test("the page opens in the browser of a wallet app, at the same election", async ({
    page,
    context,
    chain,
    site,
  }) => {
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    const election = await createElection(chain);
    await openElection(page, site, election);
    await page.getByRole("button", { name: "Connect a wallet" }).tap();
    const apps = page.getByRole("region", { name: "Open this page in a wallet app" });
    await expect(apps.getByRole("link")).toHaveText([
      "MetaMask",
      "Base (Coinbase Wallet)",
      "Trust Wallet",
      "OKX Wallet",
    ]);
    await expect(apps.getByRole("link", { name: "Trust Wallet" })).toHaveAttribute(
      "href",
      `https://link.trustwallet.com/open_url?coin_id=60&url=${encodeURIComponent(electionLink(site, election))}`,
    );
    await expect(page.getByText("Install one as a browser extension")).toBeHidden();

    await apps.getByRole("button", { name: "Copy the link" }).tap();
    await expect(apps.getByRole("button", { name: "Copied" })).toBeVisible();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(electionLink(site, election));
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  });

  test("a wallet in its browser is offered, and no app beside it", async ({ page, chain, site }) => {
    const election = await createElection(chain);
    await installWallet(page, chain.url, testAccount(28));
    await openElection(page, site, election);
    await page.getByRole("button", { name: "Connect a wallet" }).tap();
    await expect(page.getByRole("button", { name: "Test Wallet" })).toBeVisible();
    await expect(page.getByRole("region", { name: "Open this page in a wallet app" })).toBeHidden();
  });
});

test("the wallet is asked for its account, its chain and one ballot, and for nothing that it could lie about", async ({
  page,
  chain,
  site,
}) => {
  const election = await createElection(chain);
  const wallet = await installWallet(page, chain.url, testAccount(28));
  await openElection(page, site, election);
  await connectWallet(page);
  await castBallot(page, "Ada");
  await expect(page.getByText(/^Final in block/)).toBeVisible();

  expect([...new Set(wallet.requests.map(({ method }) => method))].sort()).toEqual([
    "eth_accounts",
    "eth_chainId",
    "eth_requestAccounts",
    "eth_sendTransaction",
    "wallet_requestPermissions",
  ]);
  expect(wallet.signed()).toBe(1);
});

test("the review says what is signed, as the wallet's window shows it", async ({ page, chain, site }) => {
  const election = await createElection(chain);
  const wallet = await installWallet(page, chain.url, testAccount(28));
  await openElection(page, site, election);
  await connectWallet(page);
  await review(page, "Ada");
  const signed = page.getByRole("region", { name: "Check before you sign" });
  await expect(signed).toContainText(`A transaction to the election’s contract ${election}. One vote for`);
  const shown = (await signed.textContent()) ?? "";
  const [, start = "", end = ""] = /Your wallet may show the candidate as (0x\w+)\W+(\w+)\./.exec(shown) ?? [];

  await page.getByRole("button", { name: /^Sign ballot as 0x/ }).click();
  await expect(page.getByText("Your ballot for Ada is counted.")).toBeVisible();
  // The call: four bytes that name the function, then the candidate.
  const sent = wallet.requests.filter(({ method }) => method === "eth_sendTransaction");
  expect(sent.map(({ params }) => params)).toEqual([
    [expect.objectContaining({ to: election, data: expect.stringMatching(/^0x[0-9a-f]{8}[0-9a-f]{64}$/) })],
  ]);
  expect(JSON.stringify(sent)).toMatch(new RegExp(`"0x[0-9a-f]{8}${start.slice(2)}[0-9a-f]{56}${end}"`));
});

/** Marks a candidate and looks at the ballot once more. */
async function review(page: Page, candidate: string): Promise<void> {
  await page.getByRole("radio", { name: candidate }).check();
  await page.getByRole("button", { name: "Review your ballot" }).click();
  await expect(page.getByRole("region", { name: "Check before you sign" })).toBeVisible();
}
