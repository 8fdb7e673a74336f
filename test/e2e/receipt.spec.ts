import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import decodeCode from "qr/decode.js";
import { type Address, encodeFunctionData, type Hex, type LocalAccount, pad } from "viem";
import { rollElectionAbi } from "@/chain/generated/rollElectionAbi";
import { candidateId } from "@/election/election";
import { inRollOrder } from "@/election/roll";
import { formatCount } from "@/ui/format";
import { deliverBatch } from "../support/deliverBallots";
import { expectReachable } from "../support/expectReachable";
import { installWallet, testAccount } from "../support/installWallet";
import { lieAbout } from "../support/lies";
import { createSigningElection, inventSigners, type SigningElection, signBallot } from "../support/signBallots";
import {
  castInBlock,
  createElection,
  publishRoll,
  reorganise,
  startChain,
  type TestChain,
} from "../support/startChain";
import { change, goDown, type NodeProxy, startProxy } from "../support/startProxy";
import { castBallot, connectWallet, electionLink, expect, openElection, showChain, test } from "./test";

/** Each has a chain of its own to start. */
test.describe.configure({ timeout: 90_000 });

const funded = testAccount(5);
/** A contract that takes whatever it is asked about for its own signature (ERC-1271). */
const wallet = {
  address: "0x00000000000000000000000000000000005aFE00",
  code: "0x631626ba7e60e01b60005260206000f3",
} as const;
const signers = inventSigners(40);

type Up = { chain: TestChain; election: SigningElection; proxies: readonly [NodeProxy, NodeProxy] };

/** A chain of the test's own, two nodes in front of it, and an election on a roll of 42 voters: signers, one with coin, a wallet. */
async function withElection(page: Page, endpoints: 1 | 2, run: (up: Up) => Promise<void>): Promise<void> {
  const chain = await startChain({ accounts: 12 });
  const proxies = [await startProxy(chain.url), await startProxy(chain.url)] as const;
  try {
    await chain.node.setCode({ address: wallet.address, bytecode: wallet.code });
    const everybody = new Map<string, LocalAccount>([...signers, funded].map((account) => [account.address, account]));
    const addresses = inRollOrder([...signers, funded, wallet].map(({ address }) => address));
    // The wallet has no key: nobody signs at its place.
    const voters = addresses.map((address) => everybody.get(address) ?? funded);
    const roll = await publishRoll(chain, addresses);
    const election = await createSigningElection(chain, voters, { candidates: ["Ada — plot 12", "Grace"], roll });
    const urls = proxies.slice(0, endpoints).map(({ url }) => url);
    await showChain(page, { ...chain, configuration: { ...chain.configuration, endpoints: urls } });
    await run({ chain, election, proxies });
  } finally {
    for (const proxy of proxies) await proxy.stop();
    await chain.stop();
  }
}

/** The ballots of so many who only sign, for Ada, in one batch: where they stand, and its block. */
async function deliverSigned({ chain, election }: Up, count: number) {
  const places = signers.slice(0, count).map(({ address }) => placeOf(election, address));
  const ballots = await Promise.all(places.map((index) => signBallot(election, index, "Ada — plot 12")));
  return { ballots, block: await deliverBatch(chain, election, ballots, chain.accounts[7]) };
}

function placeOf({ voters }: SigningElection, voter: Address): number {
  return voters.findIndex(({ address }) => address === voter);
}

function receiptLink(site: string, election: Address, voter: string): string {
  return `${electionLink(site, election)}/receipt/${voter}`;
}

async function openReceipt(page: Page, site: string, election: Address, voter: string): Promise<void> {
  // As with a link from elsewhere, where nothing is known yet.
  await page.goto("about:blank");
  await page.goto(receiptLink(site, election, voter));
}

/** What a code on the page says, as a camera sees it. */
async function scan(page: Page): Promise<string> {
  const picture = await page.getByRole("img", { name: "Code with the link to this receipt" }).screenshot();
  const image = await page.evaluate(
    async (url) => {
      const shown = new Image();
      shown.src = url;
      await shown.decode();
      const pen = new OffscreenCanvas(shown.width, shown.height).getContext("2d");
      pen?.drawImage(shown, 0, 0);
      const data = pen?.getImageData(0, 0, shown.width, shown.height).data ?? [];
      return { width: shown.width, height: shown.height, data: [...data] };
    },
    `data:image/png;base64,${picture.toString("base64")}`,
  );
  return decodeCode({ ...image, data: Uint8Array.from(image.data) });
}

async function printedPages(page: Page): Promise<number> {
  const paper = await page.pdf({ format: "A4", preferCSSPageSize: true });
  return paper.toString("latin1").match(/\/Type \/Page\b/g)?.length ?? 0;
}

async function save(page: Page): Promise<{ name: string; json: unknown }> {
  const saved = page.waitForEvent("download");
  await page.getByRole("button", { name: "Save as a file (JSON)" }).click();
  const download = await saved;
  return { name: download.suggestedFilename(), json: JSON.parse(await readFile(await download.path(), "utf8")) };
}

test("who has voted finds the receipt by keyboard, without a wallet it is the same, and it fits one sheet", async ({
  page,
  chain,
  site,
  browser,
}) => {
  const election = await createElection(chain, { title: "Who keeps the keys?" });
  await installWallet(page, chain.url, funded);
  await openElection(page, site, election);
  await connectWallet(page);
  await castBallot(page, "Grace");
  const link = page.getByRole("link", { name: "Receipt", exact: true });
  await link.focus();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(receiptLink(site, election, funded.address));
  await expect(page).toHaveTitle("Receipt: Who keeps the keys? · Recount");

  const receipt = page.getByRole("article");
  await expect(receipt).toContainText("The contract counts this ballot forGrace");
  await expect(receipt).toContainText(/Counted in block [\d,]+, and final: it cannot be taken back any more\./);
  await expect(receipt).toContainText("The voter, by signing the transaction itself.");
  await expect(receipt).toContainText("The signature on the transaction was checked in your browser.");
  await expect(receipt).toContainText("This vote is public.");
  await expect(receipt).toContainText("What this does not prove.");
  for (const part of [funded.address, election, receiptLink(site, election, funded.address)]) {
    await expect(receipt).toContainText(part);
  }

  const stranger = await browser.newPage();
  await openReceipt(stranger, site, election, funded.address.toLowerCase());
  await expect(stranger.getByRole("article")).toContainText("The contract counts this ballot forGrace");
  expect(await scan(stranger)).toBe(receiptLink(site, election, funded.address));
  expect(await printedPages(stranger)).toBe(1);
  await stranger.emulateMedia({ media: "print", colorScheme: "dark" });
  await expect(stranger.getByRole("button")).toHaveCount(0);
  await expect(stranger.getByText(/^block [\d,]+, /).first()).toBeVisible();
  await stranger.close();
});

test("of a ballot that a relay delivered it shows the voter's own signature, checked, and saves it", async ({
  page,
  site,
}) => {
  await withElection(page, 2, async (up) => {
    const { ballots, block } = await deliverSigned(up, 12);
    const { voter, index, signature } = ballots[5] ?? { voter: "0x" as Hex, index: 0, signature: "0x" };
    const { chain, election } = up;
    await openElection(page, site, election.address);
    await page.getByRole("region", { name: "Who has voted" }).scrollIntoViewIfNeeded();
    await page.getByRole("listitem").filter({ hasText: voter }).getByRole("link").click();

    const receipt = page.getByRole("article");
    await expect(receipt).toContainText("The contract counts this ballot forAdaplot 12");
    await expect(receipt).toContainText(
      `Counted in block ${formatCount(block)}, not yet final: it could still be taken back.`,
    );
    await expect(receipt).toContainText(`Number ${index + 1} of 42 on the roll`);
    await expect(receipt).toContainText("The voter’s key: checked in your browser. The batch held 12 ballots.");
    await expect(receipt).toContainText(signature);
    await expect(receipt).toContainText(chain.accounts[7] ?? "0x");
    const word = Math.floor(index / 32);
    await expect(receipt).toContainText(`Of box(${word}, ${word + 1}) byte ${(index % 32) + 1} of 32 is 1`);
    await expect(receipt).toContainText("Two nodes agree.");
    const { hash, timestamp, transactions } = await chain.node.getBlock({ blockNumber: block });
    for (const proof of [hash, transactions[0] ?? "0x"]) await expect(receipt).toContainText(proof);

    const { name, json } = await save(page);
    expect(name).toBe(`receipt-31337-${election.address.slice(0, 10)}-${voter.slice(0, 10)}.json`);
    expect(json).toMatchObject({
      kind: "recount-receipt",
      state: "inBlock",
      voter,
      choice: "Ada — plot 12",
      block: { number: String(block), hash, timestamp: String(timestamp) },
      transaction: transactions[0],
      sender: chain.accounts[7],
      senderChecked: true,
      signedBy: "key",
      signature,
      signatureChecked: true,
      nodes: { asked: 2, agreeing: 2 },
      box: { voterNumber: index + 1 },
    });
    await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    await page.getByRole("button", { name: "Copy the link" }).click();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(receiptLink(site, election.address, voter));
    expect(await printedPages(page)).toBe(1);
    await chain.node.mine({ blocks: 3 });
    await expect(receipt).toContainText(`Counted in block ${formatCount(block)}, and final`);
  });
});

test("a contract wallet has a receipt, of however long a signature, and it says what is missing where no node kept the transaction", async ({
  page,
  site,
}) => {
  await withElection(page, 1, async (up) => {
    const { chain, election, proxies } = up;
    const signature: Hex = `0x${"ab".repeat(1_400)}`;
    const args = [candidateId("Grace"), BigInt(placeOfWallet(election)), signature] as const;
    const data = encodeFunctionData({ abi: rollElectionAbi, functionName: "castSigned", args });
    const account = chain.accounts[6] ?? "0x";
    const hash = await chain.node.sendTransaction({ to: election.address, data, account, chain: null });
    await chain.node.waitForTransactionReceipt({ hash });
    await openReceipt(page, site, election.address, wallet.address);
    const receipt = page.getByRole("article");
    await expect(receipt).toContainText("The contract counts this ballot forGrace");
    await expect(receipt).toContainText("The voter is a contract wallet. The election’s contract asked it");
    await expect(receipt).toContainText("It has 1,400 bytes; the saved file holds all of them.");
    expect((await save(page)).json).toMatchObject({ signedBy: "wallet", signature, signatureChecked: false });
    expect(await printedPages(page)).toBe(1);

    proxies[0].fail(change("eth_getTransactionByHash", () => null));
    await page.reload();
    await expect(receipt).toContainText("Cannot be shown: no node has kept the transaction.");
    await expect(receipt).toContainText("The contract counts this ballot forGrace");
    expect((await save(page)).json).toMatchObject({ sender: null, signedBy: null, signature: null });
  });
});

/** Between the voters' addresses: it is the lowest. */
function placeOfWallet({ voters }: SigningElection): number {
  const addresses = inRollOrder([...signers, funded, wallet].map(({ address }) => address));
  expect(addresses).toHaveLength(voters.length);
  return addresses.indexOf(wallet.address);
}

test("where nothing is counted it says at which block, and why: before, while and after voting, and off the roll", async ({
  page,
  site,
}) => {
  await withElection(page, 1, async ({ chain, election }) => {
    const later = await createElection(chain, { title: "Later?", opensIn: 600, closesIn: 1200 });
    await openReceipt(page, site, later, funded.address);
    const said = page.getByRole("article");
    const { number } = await chain.node.getBlock();
    await expect(said).toContainText(
      `No ballot can be counted yet. At block ${number} voting has not opened; it opens`,
    );
    await expect(said).toContainText(funded.address);
    await expect(page.getByRole("button", { name: "Print the receipt" })).toHaveCount(0);
    await chain.node.increaseTime({ seconds: 700 });
    await chain.node.mine({ blocks: 1 });
    await expect(said).toContainText(
      `At block ${number + 1n} no ballot of this address is counted. Voting is open until`,
    );
    await chain.node.increaseTime({ seconds: 700 });
    await chain.node.mine({ blocks: 1 });
    await expect(said).toContainText("No ballot of this address was counted. Voting closed");
    await expect(said).toContainText("The last blocks before the close could still be replaced.");
    await chain.node.mine({ blocks: 3 });
    await expect(said).not.toContainText("could still be replaced");

    await openReceipt(page, site, election.address, signers[0]?.address ?? "0x");
    await expect(said).toContainText("no ballot of this address is counted. Voting is open until");
    await openReceipt(page, site, election.address, chain.accounts[0]);
    await expect(said).toContainText("This address is not on the roll.");
  });
});

test("a ballot that is taken back while somebody watches says so, and comes back with its next block", async ({
  page,
  site,
}) => {
  await withElection(page, 1, async ({ chain, election }) => {
    const block = await castInBlock(chain, election.address, funded.address, "Grace");
    await openReceipt(page, site, election.address, funded.address);
    const receipt = page.getByRole("article");
    await expect(receipt).toContainText(`Counted in block ${block}, not yet final`);
    await reorganise(chain, 1);
    await expect(receipt).toContainText(
      `This ballot was taken back. It was counted in block ${block}, which the chain has`,
    );
    await expect(receipt).not.toContainText("Grace");
    await chain.node.mine({ blocks: 1 });
    const next = await castInBlock(chain, election.address, funded.address, "Grace");
    await expect(receipt).toContainText(`Counted in block ${next}, not yet final`);
    await expect(receipt).toContainText("The contract counts this ballot forGrace");
  });
});

test("where nodes contradict each other, or themselves, there is no receipt", async ({ page, site }) => {
  await withElection(page, 2, async ({ chain, election, proxies }) => {
    await castInBlock(chain, election.address, funded.address, "Grace");
    const receipt = page.getByRole("article");
    const counted = "The contract counts this ballot for";
    for (const [lie, why] of [
      [lieAbout("ballotOf", () => candidateId("Ada — plot 12")), "contradict each other on this ballot at block"],
      [lieAbout("ballotOf", () => pad("0x")), "contradict each other on this ballot at block"],
      [lieAbout("box", (words) => words.map((word) => word << 8n)), "contradict each other on this ballot at block"],
      [
        change("eth_getTransactionByHash", (told: object) => ({ ...told, input: "0x12345678" })),
        "contradict each other",
      ],
    ] as const) {
      proxies[1].fail(lie);
      await openReceipt(page, site, election.address, funded.address);
      await expect(page.getByText("No receipt can be shown")).toBeVisible();
      await expect(page.getByText(why)).toBeVisible();
      await expect(receipt).toHaveCount(0);
      proxies[1].fail();
      await expect(receipt).toContainText(counted);
    }
    // One that does not answer is no contradiction, and is told of.
    proxies[1].fail(goDown());
    await openReceipt(page, site, election.address, funded.address);
    await expect(receipt).toContainText("1 of 2 nodes answered in time.");
  });
});

test("one node alone is not believed against its own ballot box, and none at all is no word on a ballot", async ({
  page,
  site,
}) => {
  await withElection(page, 1, async ({ chain, election, proxies: [proxy] }) => {
    await castInBlock(chain, election.address, funded.address, "Grace");
    proxy.fail(lieAbout("box", (words) => words.map((word) => word << 8n)));
    await openReceipt(page, site, election.address, funded.address);
    await expect(
      page.getByText("the contract’s word on this ballot and its ballot box contradict each other"),
    ).toBeVisible();
    proxy.fail(lieAbout("ballotOf", () => pad("0x")));
    await expect(
      page.getByText("the contract’s word on this ballot and the record of ballots contradict"),
    ).toBeVisible();
    proxy.fail();
    const receipt = page.getByRole("article");
    await expect(receipt).toContainText("The contract counts this ballot forGrace");

    proxy.fail(goDown());
    await expect(receipt).toContainText("When this was drawn up the chain could not be read any further.");
    await expect(receipt).toContainText("The contract counts this ballot forGrace");
    await page.reload();
    await expect(page.getByRole("heading", { name: "The chain cannot be read just now" })).toBeVisible();
    await expect(page.getByText(/no ballot/i)).toHaveCount(0);
    proxy.fail();
    await expect(receipt).toContainText("The contract counts this ballot forGrace");
  });
});

test("a link that is cut off or mistyped is told apart from a voter without a ballot", async ({
  page,
  chain,
  site,
}) => {
  const election = await createElection(chain);
  const wrong = funded.address.replace(/[a-f]/, (letter) => letter.toUpperCase());
  for (const [voter, heading] of [
    ["0x1234", "This link names no voter"],
    ["somebody.eth", "This link names no voter"],
    [wrong, "This link holds a wrong letter"],
  ] as const) {
    await openReceipt(page, site, election, voter);
    await expect(page.getByRole("heading", { level: 1, name: heading })).toBeVisible();
    await page.getByRole("link", { name: "Back to the election" }).click();
    await expect(page).toHaveURL(electionLink(site, election));
  }
  await page.goto(`${electionLink(site, election)}/receipt`);
  await expect(page.getByRole("heading", { name: "There is no such page" })).toBeVisible();
});

for (const { colorScheme, width } of [
  { colorScheme: "light", width: 1280 },
  { colorScheme: "dark", width: 360 },
] as const) {
  test(`nothing of a receipt stands in anybody's way (${colorScheme}, ${width} px)`, async ({ page, site }) => {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await page.setViewportSize({ width, height: 740 });
    await withElection(page, 1, async (up) => {
      const { ballots } = await deliverSigned(up, 3);
      const { chain, election, proxies } = up;
      const [relayed] = ballots;
      await openReceipt(page, site, election.address, relayed?.voter ?? "0x");
      await expect(page.getByText("checked in your browser").first()).toBeVisible();
      await expectReachable(page, "a receipt");
      expect(await scan(page)).toBe(receiptLink(site, election.address, relayed?.voter ?? "0x"));
      await openReceipt(page, site, election.address, funded.address);
      await expect(page.getByText("no ballot of this address is counted")).toBeVisible();
      await expectReachable(page, "no ballot");
      await openReceipt(page, site, election.address, "0x1234");
      await expectReachable(page, "a wrong link");
      proxies[0].fail(lieAbout("ballotOf", () => pad("0x")));
      await openReceipt(page, site, election.address, relayed?.voter ?? "0x");
      await expect(page.getByText("No receipt can be shown")).toBeVisible();
      await expectReachable(page, "a contradiction");
      proxies[0].fail();

      const [title, name] = ["W".repeat(200), "M".repeat(200)];
      const long = await createElection(chain, { title, candidates: [name, "Grace"] });
      await castInBlock(chain, long, funded.address, name);
      await openReceipt(page, site, long, funded.address);
      await expect(page.getByText("by signing the transaction itself")).toBeVisible();
      await expectReachable(page, "the longest names");
      expect(await printedPages(page)).toBe(1);
    });
  });
}
