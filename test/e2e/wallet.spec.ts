import { installWallet, testAccount } from "../support/installWallet";
import { createElection } from "../support/startChain";
import { castBallot, connectWallet, electionLink, expect, openElection, test } from "./test";

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

test.describe("a wallet on another chain", () => {
  test("that does not know the election's is told of it, and switches", async ({ page, chain, site }) => {
    const election = await createElection(chain);
    const wallet = await installWallet(page, chain.url, testAccount(23), 1, []);
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
          rpcUrls: [chain.url],
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
