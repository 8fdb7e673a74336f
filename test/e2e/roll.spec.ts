import AxeBuilder from "@axe-core/playwright";
import { type Address, checksumAddress, numberToHex } from "viem";
import { rollDigest } from "@/election/roll";
import { installWallet, testAccount } from "../support/installWallet";
import { createElection, publishRoll, startChain, type TestChain } from "../support/startChain";
import { startRoll } from "../support/startRoll";
import { expect, showChain, test } from "./test";

/** The addresses of as many members. */
function members(count: number): Address[] {
  return Array.from({ length: count }, (_, index) => checksumAddress(numberToHex(index * 3 + 1, { size: 20 })));
}

test.describe("rolls on the chain", () => {
  let chain: TestChain;

  test.beforeEach(async ({ page }) => {
    chain = await startChain();
    await showChain(page, chain);
  });

  test.afterEach(() => chain.stop());

  test("a roll is listed, inspected, checked, searched and taken along", async ({ page, site }) => {
    const voters = members(60);
    const roll = await publishRoll(chain, voters);
    const unclosed = await startRoll(chain, voters.slice(0, 1));
    await createElection(chain, { title: "Who keeps the keys?", roll });
    await page.goto(`${site}#/31337/rolls`);
    const rows = page.getByRole("main").getByRole("listitem");
    await expect(rows).toContainText(["1 voter", "60 voters"]);
    await expect(rows.first()).toContainText("Not closed yet");

    await page.getByRole("link", { name: /60 voters/ }).click();
    await expect(page.getByRole("heading", { level: 1, name: "A roll of 60 voters" })).toBeVisible();
    await expect(page.getByText("All 60 voters were read and give the roll’s fingerprint.")).toBeVisible();
    await expect(page.getByText(rollDigest(voters))).toBeVisible();
    await expect(page.getByRole("link", { name: "Who keeps the keys?" })).toBeVisible();

    const ask = page.getByLabel("Address", { exact: true });
    await ask.fill(`${voters[41]}`.toLowerCase());
    await expect(page.getByText("Voter 42 of 60")).toBeVisible();
    await ask.fill(chain.accounts[0]);
    await expect(page.getByText("Not on this roll")).toBeVisible();
    await ask.fill("0x12");
    await expect(page.getByText("This is not a whole address.")).toBeVisible();

    const everybody = page.getByRole("region", { name: "Everybody on the roll" });
    await expect(everybody.getByRole("listitem")).toHaveCount(25);
    await everybody.getByRole("button", { name: "Next" }).click();
    await everybody.getByRole("button", { name: "Next" }).click();
    await expect(everybody.getByText("51 to 60 of 60")).toBeVisible();
    await everybody.getByLabel("Search").fill(`${voters[41]}`.slice(-6));
    await expect(everybody.getByRole("listitem")).toContainText([`${voters[41]}`]);
    const downloading = page.waitForEvent("download");
    await everybody.getByRole("button", { name: "Download all as CSV" }).click();
    expect((await downloading).suggestedFilename()).toBe(`roll-${roll}.csv`);

    expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
    await page.goto(`${site}#/31337/rolls/${unclosed}`);
    await expect(page.getByText("It can still grow", { exact: false })).toBeVisible();
  });

  test("the address of the connected wallet is asked for by itself", async ({ page, site }) => {
    const roll = await publishRoll(chain, [testAccount(3).address, ...members(4)]);
    await installWallet(page, chain.url, testAccount(3));
    await page.goto(`${site}#/31337/rolls/${roll}`);
    await page.getByRole("button", { name: "Connect", exact: true }).click();
    await page.getByRole("button", { name: "Test Wallet" }).click();
    await expect(page.getByLabel("Address", { exact: true })).toHaveValue(testAccount(3).address);
    await expect(page.getByText("Voter 5 of 5")).toBeVisible();
  });

  test("what is no roll is said to be none", async ({ page, site }) => {
    await page.goto(`${site}#/31337/rolls/${await createElection(chain)}`);
    await expect(page.getByRole("heading", { name: "This page does not recognise a roll here" })).toBeVisible();
    await page.goto(`${site}#/31337/rolls/${chain.accounts[0]}`);
    await expect(page.getByRole("heading", { name: "There is no roll at this address" })).toBeVisible();
    await page.goto(`${site}#/31337/rolls/0x12`);
    await expect(page.getByRole("heading", { name: "This link is not complete" })).toBeVisible();
    await page.goto(`${site}#/31337/rolls`);
    await expect(page.getByText("No roll has been published here yet")).toBeVisible();
  });
});

test.describe("a member’s address", () => {
  test("is shown checksummed, and mailed in a form that can be pasted back", async ({ page, site }) => {
    const { address } = testAccount(1);
    await page.goto(`${site}#/join`);
    await page.getByLabel("Your address", { exact: true }).fill(address.toLowerCase());
    await page.getByLabel("Your name").fill("Ada Lindqvist");
    const shown = page.getByRole("region", { name: "The address to send" });
    await expect(shown.getByText(address)).toBeVisible();
    await expect(shown.getByText("typing error would not be noticed", { exact: false })).toBeVisible();
    await expect(shown.getByRole("img", { name: "QR code of the address" })).toBeVisible();
    const link = new URL(`${await shown.getByRole("link").getAttribute("href")}`);
    expect(link.searchParams.get("body")).toBe(`Name: Ada Lindqvist\r\nAddress: ${address}`);
    expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  });

  test("that is wrong, or is no address at all, is not shown", async ({ page, site }) => {
    await page.goto(`${site}#/join`);
    const field = page.getByLabel("Your address", { exact: true });
    for (const [text, fault] of [
      [testAccount(1).address.replace("C5", "c5"), "do not fit together"],
      [`0x${"ab".repeat(32)}`, "looks like a private key"],
      ["ada.eth", "Copy the address itself"],
      ["0x70997970C51812dc3A010C7d01b50e0d17dc79C", "39 letters and digits"],
    ] as const) {
      await field.fill(text);
      await expect(field).toHaveAccessibleDescription(new RegExp(fault));
      await expect(page.getByRole("region", { name: "The address to send" })).toBeHidden();
    }
  });

  test("comes from the wallet, by keyboard", async ({ page, site, chain }) => {
    await installWallet(page, chain.url, testAccount(2));
    await page.goto(`${site}#/join`);
    await page.getByRole("button", { name: "Take the address of my wallet" }).press("Enter");
    await page.getByRole("button", { name: "Test Wallet" }).press("Enter");
    await expect(page.getByLabel("Your address", { exact: true })).toHaveValue(testAccount(2).address);
    await expect(page.getByRole("region", { name: "The address to send" })).toContainText(testAccount(2).address);
  });
});
