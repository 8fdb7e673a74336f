import { installWallet, testAccount } from "../support/installWallet";
import { createElection } from "../support/startChain";
import { electionLink, expect, openElection, test } from "./test";

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
