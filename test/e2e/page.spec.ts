import { gzipSync } from "node:zlib";
import type { Page } from "@playwright/test";
import type { Address, LocalAccount } from "viem";
import { deliverBatch } from "../support/deliverBallots";
import { installWallet, testAccount } from "../support/installWallet";
import { createSigningElection, inventSigners, signBallot } from "../support/signBallots";
import { createElection, publishRoll, type TestChain } from "../support/startChain";
import { startRelay } from "../support/startRelay";
import { castBallot, connectWallet, expect, openElection, showChain, test } from "./test";

/** The most JavaScript, gzip bytes, until ballot and tally show, and until a voter can sign. */
const budget = { toWatch: 150_000, toSign: 200_000 };

for (const kind of ["that is open to all", "on a roll"]) {
  test(`an election ${kind} stays within the budget of JavaScript and loads nothing from elsewhere`, async ({
    page,
    chain,
    site,
  }) => {
    const voter = testAccount(14);
    const roll = kind === "on a roll" ? await publishRoll(chain, [voter.address]) : undefined;
    await staysWithinBudget(
      page,
      chain,
      site,
      voter,
      await createElection(chain, { title: kind, ...(roll && { roll }) }),
    );
  });
}

test("an election to which a relay delivers stays within the budget as well", async ({ page, chain, site }) => {
  const voter = testAccount(14);
  const [signer] = inventSigners(1);
  if (!signer) throw new RangeError("Nobody signs.");
  const voters = signer.address.toLowerCase() < voter.address.toLowerCase() ? [signer, voter] : [voter, signer];
  const election = await createSigningElection(chain, voters, { title: "delivered" });
  await deliverBatch(chain, election, [await signBallot(election, voters.indexOf(signer), "Grace")]);
  await staysWithinBudget(page, chain, site, voter, election.address);
});

test("where a relay is known signing stays within the budget as well", async ({ page, chain, site }) => {
  test.setTimeout(90_000);
  const voter = testAccount(14);
  const roll = await publishRoll(chain, [voter.address]);
  const election = await createElection(chain, { title: "signed", roll });
  const relay = await startRelay(chain, { environment: { RELAY_LONGEST_WAIT: "0" } });
  await showChain(page, { ...chain, configuration: { ...chain.configuration, relays: [relay.url] } });
  await staysWithinBudget(page, chain, site, voter, election, [relay.url]);
  await relay.kill();
});

async function staysWithinBudget(
  page: Page,
  chain: TestChain,
  site: string,
  voter: LocalAccount,
  election: Address,
  relays: readonly string[] = [],
) {
  await installWallet(page, chain.url, voter);
  const scripts = new Map<string, Promise<number>>();
  const origins = new Set<string>();
  page.on("response", (response) => {
    origins.add(new URL(response.url()).origin);
    if (response.request().resourceType() === "script") {
      scripts.set(
        response.url(),
        response.body().then((body) => gzipSync(body).length),
      );
    }
  });
  const loaded = async (which = [...scripts.keys()]) => {
    const sizes = await Promise.all(which.map((url) => scripts.get(url) ?? 0));
    return sizes.reduce((sum, size) => sum + size, 0);
  };

  await page.addInitScript(watchForCount);
  await openElection(page, site, election);
  const before = await page.evaluate(scriptsBeforeCount);
  expect(before.filter((url) => /wallet/i.test(url))).toEqual([]);
  const toWatch = await loaded(before);
  await connectWallet(page);
  await page.getByRole("radio", { name: "Ada" }).check();
  await page.getByRole("button", { name: "Review your ballot" }).click();
  await page.getByRole("button", { name: /^Sign ballot as 0x/ }).click();
  await expect(page.getByText("Your ballot for Ada is counted.")).toBeVisible();
  const toSign = await loaded();

  test.info().annotations.push({ type: "bytes", description: `${toWatch} to watch, ${toSign} to sign` });
  expect(toWatch).toBeGreaterThan(50_000);
  expect(toWatch).toBeLessThanOrEqual(budget.toWatch);
  expect(toSign).toBeLessThanOrEqual(budget.toSign);
  expect([...origins].sort()).toEqual([chain.url, site, ...relays].map((url) => new URL(url).origin).sort());
}

/** Runs in the page: notes the moment when ballot and tally are there. */
function watchForCount() {
  new MutationObserver((_, observer) => {
    const text = document.body?.textContent ?? "";
    if (!text.includes("Counted in your browser.") || !document.querySelector("input[type=radio]")) return;
    performance.mark("counted");
    observer.disconnect();
  }).observe(document, { childList: true, subtree: true });
}

/** Runs in the page: the scripts that were asked for before that moment. */
function scriptsBeforeCount(): string[] {
  const [counted] = performance.getEntriesByName("counted");
  const isEarlier = ({ name, startTime }: PerformanceEntry) =>
    name.endsWith(".js") && startTime <= (counted?.startTime ?? Number.POSITIVE_INFINITY);
  return performance
    .getEntriesByType("resource")
    .filter(isEarlier)
    .map(({ name }) => name);
}

test("the page's policy blocks evaluated and foreign scripts", async ({ page, site }) => {
  await page.goto(site);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  const policy = await page.locator("meta[http-equiv=Content-Security-Policy]").getAttribute("content");
  expect(policy).toContain("default-src 'none'");
  expect(policy).not.toContain("unsafe");

  const blocked = await page.evaluate(async () => {
    const violations: string[] = [];
    document.addEventListener("securitypolicyviolation", ({ effectiveDirective }) =>
      violations.push(effectiveDirective),
    );
    const inline = document.createElement("script");
    inline.textContent = "document.title = 'injected'";
    document.head.append(inline);
    const foreign = document.createElement("script");
    foreign.src = "https://elsewhere.example/script.js";
    document.head.append(foreign);
    // In a frame's callback: what the debugger itself evaluates is exempt from the policy.
    const evaluated = await new Promise((resolve) => {
      requestAnimationFrame(() => {
        try {
          resolve(new Function("return 2")());
        } catch (error) {
          resolve((error as Error).name);
        }
      });
    });
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    return { violations, evaluated, title: document.title };
  });
  expect(blocked.evaluated).toBe("EvalError");
  expect(blocked.title).not.toBe("injected");
  expect(blocked.violations).toEqual(expect.arrayContaining(["script-src-elem"]));
});

test("nothing on the way to a vote breaks the page's policy", async ({ page, chain, site }) => {
  const election = await createElection(chain);
  const complaints: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error") complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(error.message));
  await installWallet(page, chain.url, testAccount(15));
  await openElection(page, site, election);
  await connectWallet(page);
  await page.getByRole("radio", { name: "Ada" }).check();
  await page.getByRole("button", { name: "Review your ballot" }).click();
  await page.getByRole("button", { name: /^Sign ballot as 0x/ }).click();
  await expect(page.getByText("Your ballot for Ada is counted.")).toBeVisible();
  expect(complaints).toEqual([]);
});

test("a part that cannot be loaded is said to be missing, and the rest of the page goes on", async ({
  page,
  chain,
  site,
}) => {
  const election = await createElection(chain);
  await installWallet(page, chain.url, testAccount(16));
  await openElection(page, site, election);
  await connectWallet(page);
  await page.route("**/castBallot-*.js", (route) => route.abort());
  await castBallot(page, "Grace");
  await expect(page.getByText("A part of the page could not be loaded. Your choice is still marked")).toBeVisible();
  await page.getByRole("button", { name: "Change my choice" }).click();
  await expect(page.getByRole("radio", { name: "Grace" })).toBeChecked();

  await page.route("**/HomePage-*.js", (route) => route.abort());
  await page.getByRole("link", { name: "Elections", exact: true }).click();
  await expect(page.getByText("A part of the page could not be loaded. Check your connection")).toBeVisible();
  await page.goBack();
  await expect(page.getByRole("heading", { level: 1, name: "Who shall speak?" })).toBeVisible();

  // Of the parts' styles too, which are loaded beside them.
  await page.route("**/WallPage-*.css", (route) => route.abort());
  await page.getByRole("link", { name: "Show the count on a big screen" }).click();
  await expect(page.getByText("A part of the page could not be loaded. Check your connection")).toBeVisible();
});
