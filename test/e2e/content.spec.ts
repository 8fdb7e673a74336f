import { installWallet, testAccount } from "../support/installWallet";
import { createElection, sendBallot } from "../support/startChain";
import { connectWallet, countOf, electionLink, expect, openElection, test } from "./test";

test("names and questions that mislead are shown harmless and flagged, on the ballot and in the review", async ({
  page,
  chain,
  site,
}) => {
  const election = await createElection(chain, {
    title: "Who shall \u202ekaeps\u202c?\u200b",
    candidates: ["Ada", "Аdа", `Zal${"\u0301\u0348".repeat(40)}go`, "Gr\u200bace", "Nguyễn Thị Mai"],
  });
  await sendBallot(chain, election, testAccount(21).address, "Аdа");
  await installWallet(page, chain.url, testAccount(22));
  await openElection(page, site, election);

  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Who shall kaeps?");
  await expect(page.getByText("This question contains hidden characters.")).toBeVisible();
  await expect(
    page.getByRole("radio", { name: /^Ada This name looks like another one.* candidate 1 of 5\.$/ }),
  ).toBeVisible();
  await expect(page.getByRole("radio", { name: /^Аdа This name mixes letters.* candidate 2 of 5\.$/ })).toBeVisible();
  await expect(page.getByRole("radio", { name: /go This name piles marks on its letters/ })).toBeVisible();
  await expect(page.getByRole("radio", { name: "Nguyễn Thị Mai", exact: true })).toBeVisible();
  await expect(countOf(page, "Аdа (№ 2)")).toContainText("1 100.0%");

  await connectWallet(page);
  await page.getByRole("radio", { name: "Grace" }).check();
  await page.getByRole("button", { name: "Review your ballot" }).click();
  await expect(page.getByRole("region", { name: "Check before you sign" })).toContainText(
    "GraceThis name contains hidden characters.",
  );
});

test("a description's Markdown is drawn, and can neither load, run nor imitate anything", async ({
  page,
  chain,
  site,
}) => {
  const election = await createElection(chain, {
    description: [
      "# The result",
      "**Three** members stand. [The minutes](https://minutes.example/3), [a trap](javascript:document.title='pwned').",
      "![A portrait](https://elsewhere.example/portrait.png)",
      "<img src=https://elsewhere.example/html.png onerror=\"document.title='pwned'\">",
      "- first\n- second",
    ].join("\n\n"),
  });
  const origins = new Set<string>();
  page.on("request", (request) => origins.add(new URL(request.url()).origin));
  await openElection(page, site, election);

  await expect(page.getByText("Picture: A portrait")).toBeVisible();
  await expect(page.getByRole("listitem").filter({ hasText: "second" })).toBeVisible();
  await expect(page.getByRole("heading", { name: "The result" })).toHaveCount(0);
  await expect(page.getByText("[a trap](javascript:document.title='pwned')")).toBeVisible();
  await expect(page.getByText("<img src=")).toBeVisible();
  const link = page.getByRole("link", { name: "The minutes (minutes.example) (opens in a new tab)" });
  await expect(link).toHaveAttribute("href", "https://minutes.example/3");
  await expect(link).toHaveAttribute("target", "_blank");
  await expect(link).toHaveAttribute("rel", "noopener noreferrer nofollow");
  expect(await page.locator("a[href^='javascript:'], main img, main script").count()).toBe(0);
  expect(await page.title()).not.toBe("pwned");
  expect([...origins].sort()).toEqual([new URL(chain.url).origin, new URL(site).origin].sort());
});

test("the organiser's rules are quoted beside the count, not in the description", async ({ page, chain, site }) => {
  const election = await createElection(chain, {
    description: "Two stand.\n\nQuorum: 25 members\nIn a tie: the committee draws lots",
  });
  await openElection(page, site, election);
  const rules = page.getByRole("region", { name: "The organiser’s rules" });
  await expect(rules.getByRole("term")).toHaveText(["Quorum", "In a tie"]);
  await expect(rules.getByRole("definition")).toHaveText(["25 members", "the committee draws lots"]);
  await expect(rules).toContainText("the contract does not enforce them");
  await expect(page.getByText("Two stand.", { exact: true })).toBeVisible();
  await expect(page.getByText("25 members")).toHaveCount(1);
});

for (const { what, description } of [
  { what: "of many words", description: "One sentence of the description. ".repeat(100) },
  { what: "without a break", description: "x".repeat(16_000) },
]) {
  test(`a long description ${what} is folded, and widens nothing`, async ({ page, chain, site }) => {
    const election = await createElection(chain, { description });
    await page.setViewportSize({ width: 320, height: 740 });
    await page.goto(electionLink(site, election));
    const fold = page.getByRole("button", { name: "Read the whole description" });
    await expect(fold).toHaveAttribute("aria-expanded", "false");
    await expect(page.getByText(description.trim(), { exact: true })).toBeHidden();
    await expect(page.getByText("…", { exact: false }).first()).toBeVisible();

    await fold.click();
    await expect(page.getByText(description.trim(), { exact: true })).toBeVisible();
    const unfold = page.getByRole("button", { name: "Show less" });
    await expect(unfold).toHaveAttribute("aria-expanded", "true");
    await expect(unfold).toBeFocused();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
    await unfold.click();
    await expect(page.getByText(description.trim(), { exact: true })).toBeHidden();
  });
}

test("a description stays readable where the part that draws it cannot be loaded", async ({ page, chain, site }) => {
  const election = await createElection(chain, { description: "**Three** members stand." });
  await page.route("**/assets/Markdown-*.js", (route) => route.abort());
  const failed = page.waitForEvent("requestfailed");
  await openElection(page, site, election);
  await failed;
  await expect(page.getByText("**Three** members stand.")).toBeVisible();
  await expect(page.getByText("Counted in your browser.")).toBeVisible();
});
