import { openElectionAbi } from "@/chain/generated/openElectionAbi";
import { openElectionInitcode } from "@/chain/generated/openElectionInitcode";
import { createElection } from "../support/startChain";
import { electionLink, expect, test } from "./test";

test("a link with a mistyped letter is told from one to nowhere", async ({ page, chain, site }) => {
  const election = await createElection(chain);
  const swapped = election.replace(/[a-f]/, (letter) => letter.toUpperCase());
  expect(swapped).not.toBe(election);
  await page.goto(`${site}#/31337/${swapped}`);
  await expect(page.getByText("The capital letters of this address do not fit together")).toBeVisible();

  await page.goto(electionLink(site, "0x00000000000000000000000000000000000000aa"));
  await expect(page.getByRole("heading", { name: "There is no election at this address" })).toBeVisible();

  await page.goto(`${site}#/31337/0x1234`);
  await expect(page.getByRole("heading", { name: "This link is not complete" })).toBeVisible();

  await page.goto(`${site}#/424242/${election}`);
  await expect(page.getByRole("heading", { name: "This page does not know that chain" })).toBeVisible();

  await page.goto(`${site}#/31337/${election.slice(0, -1)}g`);
  await expect(page.getByRole("heading", { name: "This link is not complete" })).toBeVisible();

  await page.goto(`${site}#/${"9".repeat(80)}/${election}`);
  await expect(page.getByRole("heading", { name: "This page does not know that chain" })).toBeVisible();

  await page.goto(`${site}#/1e3/${election}`);
  await expect(page.getByRole("heading", { name: "This link is not complete" })).toBeVisible();

  await page.goto(`${site}#/no/such/page`);
  await expect(page.getByRole("heading", { name: "There is no such page" })).toBeVisible();

  // An address without any capitals carries no checksum and is a link all the same.
  await page.goto(`${site}#/31337/${election.toLowerCase()}`);
  await expect(page.getByRole("heading", { name: "Who shall speak?" })).toBeVisible();
});

test("the same contract from elsewhere than the factory is not recognised, and its figures are not shown", async ({
  page,
  chain,
  site,
}) => {
  const { timestamp } = await chain.node.getBlock();
  const hash = await chain.node.deployContract({
    abi: openElectionAbi,
    bytecode: openElectionInitcode,
    args: [
      {
        title: "Who forged this?",
        description: "",
        candidates: ["Ada", "Grace"],
        opens: timestamp,
        closes: timestamp + 900n,
      },
    ],
    account: chain.accounts[0],
  });
  const { contractAddress } = await chain.node.waitForTransactionReceipt({ hash });
  await page.goto(electionLink(site, contractAddress ?? "0x"));
  await expect(page.getByRole("heading", { name: "This page does not recognise an election here" })).toBeVisible();
  await expect(page.getByText("Who forged this?")).toBeHidden();
});

test("a contract that says yes to everything is no election", async ({ page, chain, site }) => {
  // Runtime code that answers every call with 1, as a token answers some: PUSH1 1, PUSH0, MSTORE, PUSH1 32, PUSH0, RETURN.
  const hash = await chain.node.deployContract({
    abi: [],
    bytecode: "0x6760015f5260205ff35f5260086018f3",
    account: chain.accounts[0],
  });
  const { contractAddress } = await chain.node.waitForTransactionReceipt({ hash });
  expect(await chain.node.getCode({ address: contractAddress ?? "0x" })).toBe("0x60015f5260205ff3");
  await page.goto(electionLink(site, contractAddress ?? "0x"));
  await expect(page.getByRole("heading", { name: "This page does not recognise an election here" })).toBeVisible();
});

test("markup in names and titles is shown as text and widens nothing", async ({ page, chain, site }) => {
  const title = `<img src=x onerror="document.title='pwned'"> ${"W".repeat(120)}`;
  const election = await createElection(chain, {
    title,
    description: "<script>document.title='pwned'</script> [a link](javascript:alert(1))",
    candidates: ["<b>Ada</b>", "\u202eecarG", "x".repeat(200)],
  });
  await page.setViewportSize({ width: 360, height: 740 });
  await page.goto(electionLink(site, election));
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(title);
  await expect(page.getByRole("radio", { name: "<b>Ada</b>" })).toBeVisible();
  await expect(page.getByText("<script>document.title='pwned'</script>")).toBeVisible();
  expect(await page.title()).not.toBe("pwned");
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
});
