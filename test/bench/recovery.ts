import { setTimeout as pass } from "node:timers/promises";
import { servePage } from "../../scripts/servePage";
import { answerStatus, holdAnswers } from "../support/faults";
import { castInBlock, createElection, startChain } from "../support/startChain";
import { type Fault, goDown, startProxy } from "../support/startProxy";
import { type Benchmark, spread } from "./table";
import { startBrowser, watchElection } from "./watchedPage";

/** How long the outages last, in seconds, and how often each is measured. */
const lengths = [3, 30];
const times = 3;

const outages: readonly [string, () => Fault][] = [
  ["cuts the line", goDown],
  ["answers 503", () => answerStatus(503)],
  ["does not answer, and never will what it was asked", () => holdAnswers().fault],
];

/** From the moment the only node returns to the screen showing the vote that came meanwhile. */
export const benchmark: Benchmark = {
  title: "Recovery, after the only node returned",
  measure: async () => {
    const chain = await startChain({ accounts: outages.length * lengths.length * times });
    const browser = await startBrowser();
    const election = await createElection(chain);
    const site = await servePage(4700, { chains: [chain.configuration] });
    const proxy = await startProxy(chain.url);
    const endpoints = [proxy.url, proxy.socketUrl];
    const page = await watchElection(browser, site, { ...chain.configuration, endpoints }, election);

    const voters = chain.accounts.values();
    const rows = [];
    let ballots = 0;
    for (const [name, fault] of outages) {
      for (const length of lengths) {
        const recoveries: number[] = [];
        for (let time = 0; time < times; time += 1) {
          proxy.fail(fault());
          proxy.sockets.refuse(true);
          proxy.sockets.drop();
          await pass(1000 * (length + Math.random()));
          await castInBlock(chain, election, voters.next().value ?? "0x", "Ada");
          ballots += 1;
          const returned = Date.now();
          proxy.fail();
          proxy.sockets.refuse(false);
          recoveries.push((await page.shows(ballots)) - returned);
        }
        rows.push({ "the node": name, "for about": `${length} s`, ...spread(recoveries) });
      }
    }
    await browser.close();
    await proxy.stop();
    await chain.stop();
    return rows;
  },
};
