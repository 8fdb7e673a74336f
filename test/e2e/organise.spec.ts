import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import Papa from "papaparse";
import { type Address, checksumAddress, numberToHex } from "viem";
import { rollAbi } from "@/chain/generated/rollAbi";
import { rollElectionAbi } from "@/chain/generated/rollElectionAbi";
import { rollElectionFactory, rollElectionFactoryAbi } from "@/chain/generated/rollElectionFactory";
import { rollFactory, rollFactoryAbi } from "@/chain/generated/rollFactory";
import { inRollOrder } from "@/election/roll";
import { installWallet, testAccount, type WalletControl } from "../support/installWallet";
import { startChain, type TestChain } from "../support/startChain";
import { castBallot, electionLink, expect, showChain, test } from "./test";

const [organiser, ada, bilal, stranger] = [testAccount(0), testAccount(1), testAccount(2), testAccount(3)];
const others = Array.from({ length: 2998 }, (_, index) => checksumAddress(numberToHex(index * 7 + 1, { size: 20 })));
const voters = inRollOrder([ada.address, bilal.address, ...others]);

/** The members as a spreadsheet saves them: one address misspelt, one named twice, one missing. */
function membersFile() {
  const lines = others.map((voter, index) => `Member ${index};${voter}`);
  lines.splice(100, 0, `Ada Lindqvist;${ada.address.replace("C", "c")}`);
  lines.splice(1500, 0, `Bilal Haddad;${bilal.address}`, `Bilal H.;${bilal.address.toLowerCase()}`, "Chiara Moretti;");
  const text = `\ufeffName;Address\r\n${lines.join("\r\n")}\r\n`;
  return { name: "members.csv", mimeType: "text/csv", buffer: Buffer.from(text) };
}

async function goTo(page: Page, step: string): Promise<void> {
  await page.getByRole("navigation", { name: "Steps" }).getByRole("button", { name: step }).click();
}

/** Writes question, candidates and times; the draft is open. */
async function writeBallot(page: Page, title: string, names: readonly string[]): Promise<void> {
  await goTo(page, "Question");
  await page.getByRole("textbox", { name: "Question" }).fill(title);
  await goTo(page, "Candidates");
  await page.getByText("Paste a list", { exact: true }).click();
  await page.getByLabel("Names, one a line").fill(names.join("\n"));
  await page.getByRole("button", { name: "Add these names" }).click();
  await goTo(page, "Time and rules");
  await page.getByLabel("Opens").selectOption("0");
  await page.getByLabel("Quorum").fill("Half of the members");
}

async function connect(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Connect a wallet to publish" }).click();
  await page.getByRole("button", { name: "Test Wallet" }).click();
}

/** The newest elections on a roll, as the factory lists them. */
async function newestElection({ node }: TestChain): Promise<Address> {
  const factory = { address: rollElectionFactory.address, abi: rollElectionFactoryAbi } as const;
  const count = await node.readContract({ ...factory, functionName: "electionCount" });
  const [election = "0x"] = await node.readContract({
    ...factory,
    functionName: "elections",
    args: [count - 1n, count],
  });
  return election;
}

async function save(page: Page, button: string): Promise<string> {
  const saved = page.waitForEvent("download");
  await page.getByRole("button", { name: button }).click();
  return readFile(await (await saved).path(), "utf8");
}

/** A roll of 3,000 from a file with mistakes, published with a reload and a rejection on the way. */
async function publishElection(page: Page, site: string, wallet: WalletControl): Promise<void> {
  await page.goto(`${site}#/organise`);
  await page.getByRole("button", { name: "New election" }).click();
  await writeBallot(page, "Who shall chair the allotment society?", ["Ada Lindqvist", "Bilal Haddad"]);
  await goTo(page, "Who may vote");
  await page.getByRole("radio", { name: "The voters on a roll" }).check();
  await page.getByTestId("list-file").setInputFiles(membersFile());
  await expect(page.getByText("2,999 of 3,002 rows are voters")).toBeVisible();

  const faulty = page.getByRole("region", { name: "Rows with mistakes" });
  await faulty.getByRole("textbox", { name: "Address in row 102" }).fill(ada.address);
  await faulty.getByRole("textbox", { name: "Address in row 102" }).press("Enter");
  await expect(faulty.getByRole("listitem")).toHaveCount(2);
  await faulty.getByRole("button", { name: "Remove row 1,503" }).click();
  await faulty.getByRole("button", { name: "Remove row 1,504" }).click();
  await expect(page.getByText("All 3,000 rows are voters")).toBeVisible();

  await goTo(page, "Review and publish");
  await connect(page);
  await page.getByRole("button", { name: /^Publish as 0x/ }).click();
  await expect(page.getByText(/^[12] of 6 steps done$/)).toBeVisible();
  await page.reload();
  await expect(page.getByRole("heading", { name: "Publishing" })).toBeVisible();

  wallet.answer("reject");
  await page.getByRole("button", { name: /^Go on: / }).click();
  await expect(page.getByText("Not done yet")).toBeVisible();
  await expect(page.getByText("You declined in your wallet.", { exact: false })).toBeVisible();

  wallet.answer("approve");
  await page.getByRole("button", { name: /^Go on: / }).click();
  await expect(
    page.getByText("A key lost after the roll is closed cannot be replaced", { exact: false }),
  ).toBeVisible();
  await expect(page.getByText("4 of 6 steps done")).toBeVisible();
  await page.getByRole("button", { name: "Close the roll with 3,000 voters" }).click();
  await expect(page.getByRole("heading", { name: "The election is on the chain" })).toBeVisible();
  await expect(page.getByText("It is final", { exact: false })).toBeVisible();
}

test("an organiser publishes a roll from a file with mistakes, and its members vote twice on it", async ({
  page,
  site,
}) => {
  test.setTimeout(180_000);
  const chain = await startChain({ blockTime: 1, accounts: 10 });
  try {
    page.on("dialog", (dialog) => void dialog.accept());
    await showChain(page, chain);
    const wallet = await installWallet(page, chain.url, organiser);
    const sentBefore = await chain.node.getTransactionCount({ address: organiser.address });
    await publishElection(page, site, wallet);

    // What stands on the chain, asked by nothing of the page.
    const election = await newestElection(chain);
    const contract = { address: election, abi: rollElectionAbi } as const;
    const roll = await chain.node.readContract({ ...contract, functionName: "roll" });
    const listed = await chain.node.readContract({
      address: roll,
      abi: rollAbi,
      functionName: "voters",
      args: [0n, 3000n],
    });
    expect(listed.map((voter) => voter.toLowerCase())).toEqual(voters.map((voter) => voter.toLowerCase()));
    const events = await chain.node.getContractEvents({ address: roll, abi: rollAbi, fromBlock: 0n });
    expect(events.map(({ eventName }) => eventName)).toEqual(["Added", "Added", "Added", "Closed"]);
    // The roll, three chunks, the close and the election: nothing was paid for twice.
    expect(await chain.node.getTransactionCount({ address: organiser.address })).toBe(sentBefore + 6);

    for (const [voter, choice] of [
      [ada, "Ada Lindqvist"],
      [bilal, "Ada Lindqvist"],
    ] as const) {
      await wallet.switchAccount(voter);
      await expect(page.getByRole("banner")).toContainText(voter.address.slice(0, 6));
      await page.goto(electionLink(site, election));
      const number = voters.indexOf(voter.address) + 1;
      await expect(page.getByText(`You are voter ${number.toLocaleString("en-GB")} of 3,000.`)).toBeVisible();
      await castBallot(page, choice);
      await expect(page.getByText(`Your ballot for ${choice} is counted.`)).toBeVisible();
      await page.goto(`${site}#/`);
    }
    await wallet.switchAccount(stranger);
    await page.goto(electionLink(site, election));
    await expect(page.getByText("This address is not on the roll.")).toBeVisible();
    await expect(page.getByText("2 of 3,000 · 0.1%")).toBeVisible();

    const [, counts, ballots] = await chain.node.readContract({ ...contract, functionName: "results" });
    expect(counts).toEqual([2n, 0n]);
    await page.goto(`${electionLink(site, election)}/minutes`);
    const minutes = page.getByRole("article");
    await expect(minutes).toContainText("Turnout: 2 of 3,000 voters (0.1%)");
    await expect(minutes.getByRole("row")).toContainText([/Votes/, `${counts[0]}`, `${counts[1]}`, `${ballots}`]);
    await expect(minutes).toContainText("Half of the members");
    await expect(minutes).toContainText(roll);
    const csv = await save(page, "Ballots for a spreadsheet (CSV)");
    const { data } = Papa.parse<string[]>(csv.replace(/^\ufeff/, "").trimEnd(), { delimiter: "," });
    const rows = data.slice(data.findIndex((row) => row[0] === "number") + 1);
    expect(rows.map((row) => row[1])).toEqual([ada.address, bilal.address]);

    await wallet.switchAccount(organiser);
    await page.goto(`${site}#/31337/rolls/${roll}`);
    await page.getByRole("button", { name: "Use it for a new election" }).click();
    await writeBallot(page, "Shall we buy a shed?", ["Yes", "No"]);
    await goTo(page, "Review and publish");
    await page.getByRole("button", { name: /^Publish as 0x/ }).click();
    await expect(page.getByRole("heading", { name: "The election is on the chain" })).toBeVisible();
    const second = await newestElection(chain);
    expect(second).not.toBe(election);
    const onRoll = { address: second, abi: rollElectionAbi, functionName: "roll" } as const;
    expect(await chain.node.readContract(onRoll)).toBe(roll);
    const rolls = { address: rollFactory.address, abi: rollFactoryAbi, functionName: "rollCount" } as const;
    expect(await chain.node.readContract(rolls)).toBe(1n);
  } finally {
    await chain.stop();
  }
});
