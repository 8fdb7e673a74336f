import { installWallet, testAccount } from "../support/installWallet";
import { createElection, sendBallot } from "../support/startChain";
import { castBallot, connectWallet, countOf, electionLink, expect, openElection, test } from "./test";

const day = 24 * 60 * 60 * 1000;

for (const [way, offset] of [
  ["ahead", day],
  ["behind", -day],
] as const) {
  test(`a clock that is a day ${way} changes neither the phase nor the time left`, async ({ page, chain, site }) => {
    const election = await createElection(chain, { closesIn: 7200 });
    await page.clock.install({ time: Date.now() + offset });
    await openElection(page, site, election);
    await expect(page.getByText(/^1 hour 5\d minutes left$|^2 hours left$/)).toBeVisible();
    await expect(page.getByRole("radio", { name: "Ada" })).toBeEnabled();
    await expect(page.getByText(/at block [\d,]+ · (now|\d seconds? ago)/)).toBeVisible();
    await expect(page.getByText(/may be out of date/)).toBeHidden();
  });
}

test("offline the last figures stay, called old, and the choice too; back online the count goes on", async ({
  page,
  context,
  chain,
  site,
}) => {
  const election = await createElection(chain);
  await sendBallot(chain, election, testAccount(3).address, "Ada");
  await openElection(page, site, election);
  await expect(countOf(page, "Ada")).toContainText("1 100.0%");
  await page.getByRole("radio", { name: "Grace" }).check();

  await context.setOffline(true);
  await expect(page.getByText(/The node does not answer\. These figures are from/)).toBeVisible();
  await expect(countOf(page, "Ada")).toContainText("1 100.0%");
  await sendBallot(chain, election, testAccount(4).address, "Grace");

  await context.setOffline(false);
  await expect(countOf(page, "Grace")).toContainText("1 50.0%");
  await expect(page.getByText(/The node does not answer/)).toBeHidden();
  await expect(page.getByRole("radio", { name: "Grace" })).toBeChecked();
});

test("a marked choice outlives a reload, but not the tab", async ({ page, context, chain, site }) => {
  const election = await createElection(chain);
  await openElection(page, site, election);
  await page.getByRole("radio", { name: "Grace" }).check();
  await page.reload();
  await expect(page.getByRole("radio", { name: "Grace" })).toBeChecked();

  const other = await context.newPage();
  await openElection(other, site, election);
  await expect(other.getByRole("radio", { name: "Grace" })).not.toBeChecked();
});

test.describe("a whole vote, where the browser's storage", () => {
  const troubles: [string, () => void][] = [
    [
      "is forbidden",
      () => {
        for (const area of ["localStorage", "sessionStorage"]) {
          Object.defineProperty(window, area, {
            get: () => {
              throw new DOMException("Access is denied for this document.", "SecurityError");
            },
          });
        }
      },
    ],
    [
      "is full",
      () => {
        Storage.prototype.setItem = () => {
          throw new DOMException("Setting the value exceeded the quota.", "QuotaExceededError");
        };
      },
    ],
    [
      "holds what makes no sense",
      () => {
        const getItem = Storage.prototype.getItem;
        Storage.prototype.getItem = function (key) {
          return getItem.call(this, key) ?? '{"state":{"hash":7,"chains":';
        };
      },
    ],
    [
      "holds what another version of the page left",
      () => {
        const getItem = Storage.prototype.getItem;
        Storage.prototype.getItem = function (key) {
          return getItem.call(this, key) ?? '{"version":99,"state":{},"hash":"0x12","candidate":7,"sentAt":-1}';
        };
      },
    ],
  ];
  for (const [index, [trouble, cause]] of troubles.entries()) {
    test(trouble, async ({ page, chain, site }) => {
      const election = await createElection(chain);
      const complaints: string[] = [];
      page.on("pageerror", (error) => complaints.push(error.message));
      await page.addInitScript(cause);
      await installWallet(page, chain.url, testAccount(5 + index));
      await openElection(page, site, election);
      await connectWallet(page);
      await castBallot(page, "Ada");
      await expect(page.getByText("Sent. Waiting for a block to take it up…")).toBeVisible();
      await expect(page.getByText("Your ballot for Ada is counted.")).toBeVisible();
      await expect(countOf(page, "Ada")).toContainText("1 100.0%");
      expect(complaints).toEqual([]);
    });
  }
});

test("what the browser remembers of a ballot on its way is forgotten once it is final", async ({
  page,
  chain,
  site,
}) => {
  const election = await createElection(chain);
  await installWallet(page, chain.url, testAccount(9));
  await page.goto(electionLink(site, election));
  await connectWallet(page);
  const remembered = () => page.evaluate(() => Object.keys(localStorage).filter((key) => key.includes("sent")));
  await castBallot(page, "Ada");
  await expect(page.getByText(/^In block/)).toBeVisible();
  expect(await remembered()).toHaveLength(1);
  await expect(page.getByText(/^Final in block/)).toBeVisible();
  await expect.poll(remembered).toEqual([]);
});
