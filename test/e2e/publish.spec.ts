import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { openElectionFactory, openElectionFactoryAbi } from "@/chain/generated/openElectionFactory";
import { installWallet, testAccount } from "../support/installWallet";
import { expect, test } from "./test";

/** Writes a whole draft for anyone who has an address and goes to its review. */
async function writeDraft(page: Page, site: string, title: string): Promise<void> {
  await page.goto(`${site}#/organise`);
  await page.getByRole("button", { name: "New election" }).click();
  await page.getByRole("textbox", { name: "Question" }).fill(title);
  await goTo(page, "Candidates");
  await page.getByText("Paste a list", { exact: true }).click();
  await page.getByLabel("Names, one a line").fill("Ada\nGrace");
  await page.getByRole("button", { name: "Add these names" }).click();
  await goTo(page, "Who may vote");
  await page.getByRole("radio", { name: /^Anyone/ }).check();
  await goTo(page, "Review and publish");
}

async function goTo(page: Page, step: string): Promise<void> {
  await page.getByRole("navigation", { name: "Steps" }).getByRole("button", { name: step }).click();
}

test("an organiser publishes an election for anyone, after a rejection", async ({ page, site, chain }) => {
  const wallet = await installWallet(page, chain.url, testAccount(0));
  const title = "Who shall chair from 2027?";
  await writeDraft(page, site, title);
  await expect(page.getByText(/^About 0\.00\d+\sETH/)).toBeVisible();
  await page.getByRole("button", { name: "Connect a wallet to publish" }).click();
  await page.getByRole("button", { name: "Test Wallet" }).click();

  wallet.answer("reject");
  await page.getByRole("button", { name: /^Publish as 0x/ }).click();
  await expect(page.getByText("Not done yet")).toBeVisible();
  await expect(page.getByText("0 of 1 steps done")).toBeVisible();
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);

  wallet.answer("approve");
  await page.getByRole("button", { name: "Go on: create the election" }).click();
  await expect(page.getByRole("heading", { name: "The election is on the chain" })).toBeVisible();
  await expect(page.getByText("It is final: nobody can change it")).toBeVisible();
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  await page.setViewportSize({ width: 360, height: 800 });
  await page.emulateMedia({ colorScheme: "dark" });

  const factory = { address: openElectionFactory.address, abi: openElectionFactoryAbi } as const;
  const count = await chain.node.readContract({ ...factory, functionName: "electionCount" });
  const [election] = await chain.node.readContract({
    ...factory,
    functionName: "elections",
    args: [count - 1n, count],
  });
  await page.getByRole("link", { name: "Open the election" }).click();
  await expect(page.getByRole("heading", { level: 1, name: title })).toBeVisible();
  await expect(page).toHaveURL(new RegExp(`#/31337/${election}$`));
});
