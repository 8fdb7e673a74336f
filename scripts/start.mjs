// `npm start`: from a fresh clone to a page with living elections. Plain Node, since it runs before anything is installed.
import { fileURLToPath } from "node:url";
import { buildIfNeeded } from "./build.mjs";
import { checkNode } from "./checkNode.mjs";
import { installIfNeeded } from "./install.mjs";

const usage = `Starts a practice chain with elections on it, a relay, and the page.

  npm start                    with a crowd that goes on voting
  npm start -- --no-crowd      without it`;

const preferred = { chain: 8545, page: 4173, relay: 8791 };

process.chdir(fileURLToPath(new URL("..", import.meta.url)));
const args = process.argv.slice(2);
const unknown = args.find((arg) => arg !== "--no-crowd");

if (unknown) {
  console.log(usage);
  process.exitCode = unknown === "--help" ? 0 : 2;
} else {
  await start().catch((error) => {
    console.error(`\n${error.message}`);
    process.exit(1);
  });
}

async function start() {
  checkNode();
  await installIfNeeded();
  if (await buildIfNeeded("contracts")) console.log("Built the contracts.");
  if (await buildIfNeeded("page")) console.log("Built the page.");

  const { register } = await import("tsx/esm/api");
  register();
  const { describePractice, startPractice } = await import("./practice/startPractice.ts");
  const { startPracticeRelay } = await import("./practice/startPracticeRelay.ts");
  const { servePage } = await import("./servePage.ts");
  const { startCrowd } = await import("./practice/startCrowd.ts");

  const { anvil, node, elections } = await startPractice(preferred.chain, Math.floor(Date.now() / 1000));
  void anvil.ended.then((reason) => {
    console.error(
      `\nThe chain's node (anvil) has ended: ${reason}\nEverything else ends with it. Start again: npm start`,
    );
    process.exit(1);
  });
  const relay = await startPracticeRelay(anvil, preferred.relay);
  const page = await servePage(preferred.page, describePractice(anvil, [relay.url]));
  if (!args.includes("--no-crowd")) startCrowd(node, elections);

  noteMoved("chain", preferred.chain, anvil.port);
  noteMoved("page", preferred.page, Number(new URL(page).port));
  noteMoved("relay", preferred.relay, Number(new URL(relay.url).port));
  console.log(`
  Recount   ${page}

  ${elections.length} practice elections are waiting, and practice voters to vote with: no wallet is needed.
  A relay at ${relay.url} delivers signed ballots, for voters without a coin.

  To use a wallet of your own, add this network to it
    Network    Practice chain
    RPC URL    ${anvil.url}
    Chain id   31337
    Currency   ETH
  and give it a coin for its network fees
    npm run coins -- 0xYourAddress${anvil.port === preferred.chain ? "" : ` --rpc-url ${anvil.url}`}

  Ctrl-C ends everything.
`);
}

/**
 * @param {string} what
 * @param {number} wanted
 * @param {number} got
 */
function noteMoved(what, wanted, got) {
  if (got !== wanted) console.log(`Port ${wanted} is taken, so the ${what} has port ${got}.`);
}
