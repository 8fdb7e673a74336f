import { shorten } from "@/ui/format";
import { installWallet, testAccount } from "../support/installWallet";
import { castInBlock, createElection, publishRoll, sendBallot, startChain } from "../support/startChain";
import { change, goDown, startProxy } from "../support/startProxy";
import { castBallot, connectWallet, countOf, electionLink, expect, openElection, showChain, test } from "./test";

// The second design that this project grew from: a web page that keeps a list of entitled voters and a chain of blocks
// of its own, on several machines.

test("the original e-voting app: entitled voters, choose a party, pending votes, the chain of blocks", async ({
  page,
  site,
}) => {
  const chain = await startChain();
  await showChain(page, chain);
  const voters = chain.accounts.slice(0, 4);
  const roll = await publishRoll(chain, voters);
  const parties = ["Meadow party", "Orchard party", "Pond party"];
  const election = await createElection(chain, { title: "Which party?", candidates: parties, roll });
  await installWallet(page, chain.url, testAccount(1));

  // The list of entitled voters.
  await page.goto(`${site}#/31337/rolls/${roll}`);
  const everybody = page.getByRole("region", { name: "Everybody on the roll" });
  await expect(everybody.getByRole("listitem")).toHaveCount(4);
  for (const voter of voters) await expect(everybody).toContainText(voter);
  await page.getByLabel("Address", { exact: true }).fill(testAccount(6).address);
  await expect(page.getByText("Not on this roll")).toBeVisible();

  // A party is chosen.
  await openElection(page, site, election);
  await connectWallet(page);
  await expect(page.getByRole("radio")).toHaveCount(3);
  await chain.node.setAutomine(false);
  await castBallot(page, "Orchard party");
  await expect(page.getByText("Sent. Waiting for a block to take it up…")).toBeVisible();
  await sendBallot(chain, election, chain.accounts[0], "Pond party");

  // Votes that wait for a block.
  await page.getByRole("link", { name: "See the blocks that hold the ballots" }).click();
  const waiting = page.getByRole("region", { name: "Sent, not in a block yet" });
  await expect(waiting.getByRole("listitem").filter({ hasText: "You" })).toContainText("Orchard party");
  await expect(waiting).toContainText(`Pond party${shorten(chain.accounts[0])}`);

  // A block is made, and the chain of blocks shows it, joined to the one before.
  await chain.node.mine({ blocks: 1 });
  await chain.node.setAutomine(true);
  const first = await chain.node.getBlock();
  const block = page.getByRole("article", { name: `Block ${first.number}`, exact: true });
  await expect(block.getByRole("listitem").filter({ hasText: "You" })).toContainText("Orchard party");
  await expect(block).toContainText("Pond party");
  await expect(waiting.getByRole("listitem")).toHaveCount(0);
  const second = await castInBlock(chain, election, chain.accounts[2] ?? roll, "Orchard party");
  const newer = page.getByRole("article", { name: `Block ${second}`, exact: true });
  await expect(newer).toContainText(shorten(first.hash ?? roll));
  await expect(newer).toContainText("Orchard party");
  await expect(page.getByText("does not name block")).toHaveCount(0);

  // Everyone has one vote, and the count is the contract's.
  await page.goBack();
  await expect(countOf(page, "Orchard party")).toContainText("2 66.7%");
  await expect(page.getByText("Your ballot for Orchard party is counted.")).toBeVisible();
  await chain.stop();
});

test("the original e-voting app: has the chain been tampered with?", async ({ page, site }) => {
  const chain = await startChain();
  const election = await createElection(chain);
  const first = await castInBlock(chain, election, chain.accounts[0], "Ada");
  const second = await castInBlock(chain, election, chain.accounts[1], "Grace");
  const proxy = await startProxy(chain.url);
  await showChain(page, { ...chain, configuration: { ...chain.configuration, endpoints: [proxy.url] } });
  const ledger = `${electionLink(site, election)}/ledger`;

  await page.goto(ledger);
  await expect(page.getByText("names the block below as the one before it").first()).toBeVisible();
  await expect(page.getByText("Do not rely on these blocks.")).toHaveCount(0);

  // A block is exchanged for another: the one after it does not name it.
  const parentHash = `0x${"ab".repeat(32)}`;
  proxy.fail(change("eth_getBlockByHash", (block: object) => ({ ...block, parentHash })));
  await page.reload();
  await expect(page.getByText(`Block ${second} does not name block ${first} as the one before it.`)).toBeVisible();
  await expect(page.getByText("Do not rely on these blocks.")).toHaveCount(2);

  // A ballot is taken out of the record: the contract's counters say otherwise, so no figure stands.
  proxy.fail(change("eth_getLogs", (logs: unknown[]) => logs.slice(1)));
  await page.goto(electionLink(site, election));
  await page.reload();
  await expect(page.getByText("No figure can be shown")).toBeVisible();
  await expect(countOf(page, "Ada")).toHaveCount(0);

  // Untouched, it counts again.
  proxy.fail();
  await expect(countOf(page, "Ada")).toContainText("1 50.0%");
  await proxy.stop();
  await chain.stop();
});

test("the original e-voting app: no single machine has to run, or to be believed", async ({ page, site }) => {
  const chain = await startChain();
  const election = await createElection(chain);
  await castInBlock(chain, election, chain.accounts[0], "Ada");
  const [one, other] = [await startProxy(chain.url), await startProxy(chain.url)];
  const endpoints = [one.url, other.url];
  await showChain(page, { ...chain, configuration: { ...chain.configuration, endpoints } });
  await openElection(page, site, election);
  await expect(page.getByText("Two nodes agree.")).toBeVisible();

  // Either may go down while votes come in.
  one.fail(goDown());
  await castInBlock(chain, election, chain.accounts[1], "Grace");
  await expect(countOf(page, "Grace")).toContainText("1 50.0%");
  one.fail();
  other.fail(goDown());
  await castInBlock(chain, election, chain.accounts[2] ?? election, "Grace");
  await expect(countOf(page, "Grace")).toContainText("2 66.7%");
  await page.reload();
  await expect(countOf(page, "Grace")).toContainText("2 66.7%");

  for (const { stop } of [one, other, chain]) await stop();
});
