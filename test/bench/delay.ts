import { setTimeout as pass } from "node:timers/promises";
import { servePage } from "../../scripts/servePage";
import { createElection, sendBallot, startChain } from "../support/startChain";
import { type Benchmark, spread } from "./table";
import { startBrowser, watchElection } from "./watchedPage";

const votes = 30;

/** From the moment a vote's block is made to the vote on the screen, with a socket and without, for the same votes. */
export const benchmark: Benchmark = {
  title: "Vote to screen, after its block",
  measure: async () => {
    const chain = await startChain({ accounts: votes });
    const browser = await startBrowser();
    const election = await createElection(chain);
    const site = await servePage(4700, { chains: [chain.configuration] });
    const { url } = chain;
    const listening = await watchElection(browser, site, chain.configuration, election);
    const asking = await watchElection(browser, site, { ...chain.configuration, endpoints: [url] }, election);

    const bySocket: number[] = [];
    const byAsking: number[] = [];
    await chain.node.setAutomine(false);
    for (const [index, voter] of chain.accounts.entries()) {
      // At any moment between two questions.
      await pass(200 + Math.random() * 1000);
      await sendBallot(chain, election, voter, index % 3 === 0 ? "Grace" : "Ada");
      const made = Date.now();
      await chain.node.mine({ blocks: 1 });
      const shown = await Promise.all([listening.shows(index + 1), asking.shows(index + 1)]);
      bySocket.push(shown[0] - made);
      byAsking.push(shown[1] - made);
    }
    await browser.close();
    await chain.stop();

    const mean = (delays: readonly number[]) => delays.reduce((sum, delay) => sum + delay, 0) / delays.length;
    const ratio = (delays: readonly number[]) => (mean(delays) / mean(bySocket)).toFixed(1);
    return [
      { "heard of the block": "by socket", ...spread(bySocket), ratio: ratio(bySocket) },
      { "heard of the block": "by asking", ...spread(byAsking), ratio: ratio(byAsking) },
    ];
  },
};
