import type { Page } from "@playwright/test";
import { type Address, getAddress, toFunctionSelector } from "viem";
import { inRollOrder } from "@/election/roll";
import { writeRules } from "@/election/rules";
import { inventVoters } from "../../scripts/practice/publishRoll";
import { expectReachable } from "../support/expectReachable";
import { installWallet, testAccount } from "../support/installWallet";
import { lieAbout } from "../support/lies";
import { castInBlock, createElection, publishRoll, reorganise, sendBallot, startChain } from "../support/startChain";
import { startProxy } from "../support/startProxy";
import { castBallot, connectWallet, countOf, electionLink, expect, openElection, showChain, test } from "./test";

const [listed, second, stranger] = [testAccount(4), testAccount(5), testAccount(6)];
const description = writeRules("", [{ label: "Contact", text: "Priya, hut by the gate" }]);

/** So many members, the two listed accounts among them, in the order of the roll. */
function members(count: number): Address[] {
  return inRollOrder([listed.address, second.address, ...inventVoters(count - 2)]);
}

const roll = members(120);
const numberOf = (voter: Address, voters = roll) => voters.indexOf(voter) + 1;

/** A chain of the test's own with an election on a roll, shown by the page. */
async function putUp(page: Page, wishes: Parameters<typeof createElection>[1] = {}, voters = roll) {
  const chain = await startChain({ accounts: 10 });
  const published = await publishRoll(chain, voters);
  const election = await createElection(chain, { description, closesIn: 9000, roll: published, ...wishes });
  await showChain(page, chain);
  return { chain, election, published };
}

/** Connects an address that may not be on the roll. */
async function connectStranger(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Connect", exact: true }).click();
  await page.getByRole("button", { name: "Test Wallet" }).click();
}

function register(page: Page) {
  return page.getByRole("region", { name: "Who has voted" });
}

test("a voter on the roll sees their number, votes at their place, and finds themselves among those who voted", async ({
  page,
  site,
}) => {
  const { chain, election } = await putUp(page);
  await castInBlock(chain, election, second.address, "Ada");
  const wallet = await installWallet(page, chain.url, listed);
  await openElection(page, site, election);
  await expect(page.getByText("Only voters on the roll may vote.")).toBeVisible();
  await expect(page.getByText("Voters on the roll: 120").first()).toBeVisible();
  await expect(page.getByText("1 of 120 · 0.8%")).toBeVisible();

  await connectWallet(page);
  await expect(page.getByText(`You are voter ${numberOf(listed.address)} of 120.`)).toBeVisible();
  await page.getByRole("radio", { name: "Grace" }).check();
  await page.getByRole("button", { name: "Review your ballot" }).click();
  await expect(page.getByRole("region", { name: "Check before you sign" })).toContainText(
    "the organiser, who knows which member holds which address, can see every vote, and the running tally is visible",
  );
  await page.getByRole("button", { name: /^Sign ballot as 0x/ }).click();

  await expect(page.getByText("Your ballot for Grace is counted.")).toBeVisible();
  const block = await chain.node.getBlockNumber();
  await expect(page.getByText(`It stands in block ${block}.`)).toBeVisible();
  await expect(page.getByText("2 of 120 · 1.7%")).toBeVisible();
  await expect(countOf(page, "Grace")).toContainText("1 50.0%");
  const sent = wallet.requests.find(({ method }) => method === "eth_sendTransaction");
  expect(JSON.stringify(sent)).toContain(`"data":"${toFunctionSelector("vote(bytes32,uint256)")}`);

  await register(page).scrollIntoViewIfNeeded();
  await expect(register(page)).toContainText("2 of 120 have voted.");
  await page.getByRole("button", { name: `Show my own line, number ${numberOf(listed.address)}` }).click();
  const own = register(page).getByRole("listitem").filter({ hasText: listed.address });
  await expect(own).toContainText("You");
  await expect(own).toContainText("voted");
  await expect(own).not.toContainText("not voted");

  await page.reload();
  await expect(page.getByText("Your ballot for Grace is counted.")).toBeVisible();

  // Once it is final, whoever uses this tab next does not find it marked.
  await chain.node.mine({ blocks: 4 });
  await expect(page.getByText(/^Final in block/)).toBeVisible();
  await wallet.switchAccount(stranger);
  await expect(page.getByText("This address is not on the roll.")).toBeVisible();
  await expect(page.getByRole("radio", { name: "Grace" })).not.toBeChecked();
  await chain.stop();
});

test("an election that somebody else put up on a club's roll says so", async ({ page, site }) => {
  const { chain, election, published } = await putUp(page);
  await openElection(page, site, election);
  const othersRoll = page.getByText(/published by 0x\S+, not by this organiser/);
  await expect(othersRoll).toHaveCount(0);
  const stranger = chain.accounts[3] ?? chain.accounts[0];
  await openElection(page, site, await createElection(chain, { title: "Again", organiser: stranger, roll: published }));
  await expect(othersRoll).toContainText(chain.accounts[0].slice(0, 6));
});

test("an address that is not on the roll is told so before any choice, and whom to ask; another account may be", async ({
  page,
  site,
}) => {
  const { chain, election, published } = await putUp(page);
  const wallet = await installWallet(page, chain.url, stranger);
  await openElection(page, site, election);
  await page.getByRole("radio", { name: "Grace" }).check();
  await connectStranger(page);

  await expect(page.getByText("This address is not on the roll.")).toBeVisible();
  const told = page.getByRole("region", { name: "What you can do" });
  await expect(told).toContainText(stranger.address);
  await expect(told).toContainText(chain.accounts[0]);
  await expect(told).toContainText("Priya, hut by the gate");
  await expect(told.getByRole("link", { name: "See who is on the roll" })).toHaveAttribute(
    "href",
    `#/31337/rolls/${published}`,
  );
  await expect(page.getByRole("radio", { name: "Ada" })).toBeDisabled();
  await expect(page.getByRole("button", { name: "Review your ballot" })).toBeHidden();

  await wallet.showAlso([listed]);
  await expect(told).toContainText(`${listed.address}, which is on the roll as voter ${numberOf(listed.address)}`);

  // The choice that was made before is still there.
  await wallet.switchAccount(listed);
  await expect(page.getByText(`You are voter ${numberOf(listed.address)} of 120.`)).toBeVisible();
  await expect(page.getByRole("radio", { name: "Grace" })).toBeChecked();
  await page.getByRole("button", { name: "Review your ballot" }).click();

  // Switched once more, in the middle of the review: nothing can be signed.
  await wallet.switchAccount(stranger);
  await expect(page.getByText("This address is not on the roll.")).toBeVisible();
  await expect(page.getByRole("button", { name: /^Sign ballot as/ })).toBeHidden();
  expect(wallet.signed()).toBe(0);
  await wallet.switchAccount(listed);
  await page.getByRole("button", { name: /^Sign ballot as 0x/ }).click();
  await expect(page.getByText("Your ballot for Grace is counted.")).toBeVisible();
  await chain.stop();
});

test("who has voted already is told for whom, and in which block", async ({ page, site }) => {
  const { chain, election } = await putUp(page);
  const block = await castInBlock(chain, election, listed.address, "Ada");
  await chain.node.mine({ blocks: 3 });
  await installWallet(page, chain.url, listed);
  await openElection(page, site, election);
  await connectStranger(page);
  await expect(page.getByText(`Your ballot for Ada is counted. It stands in block ${block}.`)).toBeVisible();
  await expect(page.getByRole("button", { name: "Review your ballot" })).toBeHidden();
  await chain.stop();
});

test("before the opening members can check that they are on the roll", async ({ page, site }) => {
  const { chain, election } = await putUp(page, { opensIn: 600, closesIn: 900 });
  const wallet = await installWallet(page, chain.url, listed);
  await page.goto(electionLink(site, election));
  await expect(page.getByText("Connect your wallet now to see whether you are on the roll.")).toBeVisible();
  await connectStranger(page);
  await expect(page.getByText(`You are voter ${numberOf(listed.address)} of 120.`)).toBeVisible();
  await wallet.switchAccount(stranger);
  await expect(page.getByText("This address is not on the roll.")).toBeVisible();
  await chain.stop();
});

test("a ballot whose block is replaced is taken back everywhere", async ({ page, site }) => {
  const { chain, election } = await putUp(page);
  await installWallet(page, chain.url, listed);
  await openElection(page, site, election);
  await connectWallet(page);
  await castBallot(page, "Ada");
  await expect(page.getByText("1 of 120 · 0.8%")).toBeVisible();
  await register(page).scrollIntoViewIfNeeded();
  await expect(register(page)).toContainText("1 of 120 have voted.");

  await reorganise(chain, 1);
  await expect(page.getByText("0 of 120 · 0.0%")).toBeVisible();
  await expect(register(page)).toContainText("0 of 120 have voted.");
  await page.getByRole("button", { name: "Vote again" }).click();
  await castBallot(page, "Grace");
  await expect(page.getByText("Your ballot for Grace is counted.")).toBeVisible();
  await expect(register(page)).toContainText("1 of 120 have voted.");
  await chain.stop();
});

test("where two nodes contradict each other on the roll nobody is told that they may vote, or may not", async ({
  page,
  site,
}) => {
  const { chain, election } = await putUp(page);
  const proxy = await startProxy(chain.url);
  const endpoints = [chain.url, proxy.url];
  await showChain(page, { ...chain, configuration: { ...chain.configuration, endpoints } });
  proxy.fail(lieAbout("indexOf", (index) => (index + 1n) % 120n));
  await installWallet(page, chain.url, listed);
  await openElection(page, site, election);
  await connectStranger(page);
  await expect(page.getByText("Not known yet.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Review your ballot" })).toBeDisabled();

  proxy.fail();
  await expect(page.getByText(`You are voter ${numberOf(listed.address)} of 120.`)).toBeVisible();
  await expect(page.getByRole("button", { name: "Review your ballot" })).toBeEnabled();
  await proxy.stop();
  await chain.stop();
});

test("10,000 voters are shown page by page, and found by number or address", async ({ page, site }) => {
  const many = members(10_000);
  const { chain, election } = await putUp(page, {}, many);
  await castInBlock(chain, election, second.address, "Ada");
  await openElection(page, site, election);
  await register(page).scrollIntoViewIfNeeded();
  await expect(register(page)).toContainText("1 of 10,000 have voted.");
  const lines = register(page).getByRole("listitem");
  await expect(lines).toHaveCount(50);
  await expect(lines.first()).toContainText(getAddress(many[0] ?? "0x"));
  await page.getByRole("button", { name: "Next" }).click();
  await expect(lines.first()).toContainText(getAddress(many[50] ?? "0x"));
  await expect(register(page)).toContainText("51 to 100 of 10,000");

  const field = page.getByLabel("Find a voter");
  const current = lines.and(page.locator("[aria-current=true]"));
  await field.fill(second.address);
  await field.press("Enter");
  await expect(register(page)).toContainText(
    `Voter ${numberOf(second.address, many).toLocaleString("en-GB")} has voted.`,
  );
  await expect(current).toContainText(second.address);
  await field.fill("10,000");
  await field.press("Enter");
  await expect(register(page)).toContainText("Voter 10,000 has not voted.");
  await expect(current).toContainText(getAddress(many.at(-1) ?? "0x"));
  await expect(current).toBeInViewport();

  for (const [written, answer] of [
    ["10001", "The roll has numbers from 1 to 10,000."],
    [stranger.address, "This address is not on the roll."],
    ["0x12", "Write a whole address"],
    [stranger.address.replace("0x97", "0x98"), "The capital letters of this address do not fit together"],
  ] as const) {
    await field.fill(written);
    await field.press("Enter");
    await expect(register(page)).toContainText(answer);
    await expect(current).toHaveCount(0);
  }
  await chain.stop();
});

test("where the ballot box contradicts the count nobody is marked", async ({ page, site }) => {
  const { chain, election } = await putUp(page);
  await castInBlock(chain, election, listed.address, "Ada");
  const proxy = await startProxy(chain.url);
  await showChain(page, { ...chain, configuration: { ...chain.configuration, endpoints: [proxy.url] } });
  const lie = lieAbout("box", (told) => told.map((word) => word << 1n));
  proxy.fail(lie);
  await openElection(page, site, election);
  await register(page).scrollIntoViewIfNeeded();
  await expect(register(page)).toContainText("Who has voted cannot be shown");
  await expect(register(page).getByRole("listitem")).toHaveCount(0);
  proxy.fail();
  await expect(register(page)).toContainText("1 of 120 have voted.");

  // What was shown before is taken away too.
  proxy.fail(lie);
  await castInBlock(chain, election, second.address, "Ada");
  await expect(register(page)).toContainText("Who has voted cannot be shown");
  await expect(register(page).getByRole("listitem")).toHaveCount(0);
  await proxy.stop();
  await chain.stop();
});

test("list, wall and ledger show an election on a roll as any other, with its turnout", async ({ page, site }) => {
  const { chain, election } = await putUp(page, { title: "Who keeps the keys?" });
  const block = await castInBlock(chain, election, listed.address, "Ada");
  await page.goto(site);
  await expect(page.getByRole("link", { name: /Who keeps the keys\?/ })).toContainText("1 of 120 voted");
  await page.goto(`${electionLink(site, election)}/wall`);
  await expect(page.getByText("1 of 120 · 0.8%")).toBeVisible();
  await expect(page.getByText("Voters on the roll: 120")).toBeVisible();

  await page.goto(`${electionLink(site, election)}/ledger`);
  await expect(page.getByRole("heading", { name: `Block ${block}` })).toBeVisible();
  await expect(page.getByText(/^Block \d+: the election is put up/)).toBeVisible();
  await chain.node.setAutomine(false);
  await sendBallot(chain, election, second.address, "Grace");
  await expect(page.getByRole("region", { name: "Sent, not in a block yet" })).toContainText("Grace");
  await chain.stop();
});

for (const { colorScheme, width } of [
  { colorScheme: "light", width: 1280 },
  { colorScheme: "dark", width: 360 },
] as const) {
  test.describe(`on a roll nothing stands in the way of assistive technology (${colorScheme}, ${width} px)`, () => {
    test.use({ viewport: { width, height: 800 }, colorScheme });
    test.describe.configure({ timeout: 90_000 });

    test("whether one is on it or not", async ({ page, site }) => {
      const { chain, election } = await putUp(page);
      const wallet = await installWallet(page, chain.url, stranger);
      await openElection(page, site, election);
      await connectStranger(page);
      await expect(page.getByRole("region", { name: "What you can do" })).toBeVisible();
      await expectReachable(page, "not on the roll");

      await wallet.switchAccount(listed);
      await voteByKeyboard(page);
      await expect(page.getByText("Your ballot for Grace is counted.")).toBeVisible();
      await register(page).scrollIntoViewIfNeeded();
      await page.getByLabel("Find a voter").fill(listed.address);
      await page.getByLabel("Find a voter").press("Enter");
      await expect(register(page)).toContainText(`Voter ${numberOf(listed.address)} has voted.`);
      await expectReachable(page, "who has voted");
      await chain.stop();
    });
  });
}

async function voteByKeyboard(page: Page): Promise<void> {
  // Until the roll was read there is nothing to review, and the key would pass the button.
  await expect(page.getByText("You may vote.")).toBeVisible();
  await page.getByRole("radio", { name: "Ada" }).focus();
  await page.keyboard.press("Space");
  await page.keyboard.press("ArrowDown");
  await expect(page.getByRole("radio", { name: "Grace" })).toBeChecked();
  await page.keyboard.press("Tab");
  await expect(page.getByRole("button", { name: "Review your ballot" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "Check before you sign" })).toBeFocused();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
}
