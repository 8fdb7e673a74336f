import { expect, type Page } from "@playwright/test";
import { writeBallotFile } from "@/election/ballotFile";
import type { SignedBallot } from "@/election/signedBallot";

/** A file as a browser is handed it. */
export function asFile(name: string, content: string | Buffer, mimeType = "application/json") {
  return { name, mimeType, buffer: Buffer.from(content) };
}

/** Opens the page on which ballots are delivered. */
export async function openDeliver(page: Page, site: string): Promise<void> {
  await page.goto(`${site}#/deliver`);
  await expect(page.getByRole("heading", { name: "Deliver a ballot" })).toBeVisible();
}

/** Chooses the files of these ballots, all at once. */
export async function bringBallots(page: Page, ballots: readonly SignedBallot[]): Promise<void> {
  const files = ballots.map((ballot) => asFile(`ballot-${ballot.index + 1}.json`, writeBallotFile(ballot)));
  await page.getByTestId("ballot-files").setInputFiles(files);
}

/** The slip of the ballot of the voter at that place on the roll, from 0. */
export function slipOf(page: Page, index: number) {
  const place = new RegExp(`voter ${(index + 1).toLocaleString("en-GB")} on the roll`);
  return page.getByRole("region", { name: "Ballots", exact: true }).getByRole("listitem").filter({ hasText: place });
}

/** Connects the wallet that `installWallet` put into the page, to pay for delivering what is marked, up to the last look. */
export async function reviewPayment(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Pay the network fee yourself" }).click();
  const connect = page.getByRole("button", { name: "Connect a wallet to pay the fee" });
  const review = page.getByRole("region", { name: "Check before you pay" });
  await expect(connect.or(review)).toBeVisible();
  if (await connect.isVisible()) {
    await connect.click();
    await page.getByRole("button", { name: "Test Wallet" }).click();
  }
  await expect(review).toBeVisible();
}
