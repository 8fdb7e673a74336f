import { createServer } from "vite";
import { createElection } from "../support/startChain";
import { electionLink, expect, openElection, test } from "./test";

test("the page runs from its source too, where React tries every effect twice", async ({ page, chain, site }) => {
  // `site` has named the chain in this process's environment; the development server reads it there.
  expect(site).toBeTruthy();
  // Serving the built page has set this to "production", with which React tries nothing twice.
  process.env.NODE_ENV = "development";
  const server = await createServer({ logLevel: "silent", server: { host: "127.0.0.1", port: 0 } });
  try {
    await server.listen();
    const [source = ""] = server.resolvedUrls?.local ?? [];
    const election = await createElection(chain);
    await openElection(page, source, election);
    expect(page.url()).toBe(electionLink(source, election));

    await page.getByRole("button", { name: "Connect a wallet" }).click();
    await page.getByRole("button", { name: /^Practice voter 9\b/ }).click();
    await expect(page.getByText("You may vote.")).toBeVisible();
    await expect(page.getByRole("dialog")).toBeHidden();
  } finally {
    await server.close();
  }
});
