// `npm test`: everything that must hold, one step after the other. `npm test -- contracts unit` runs only those steps.
import { fileURLToPath } from "node:url";
import { checkNode } from "./checkNode.mjs";
import { installIfNeeded } from "./install.mjs";
import { steps } from "./steps.mjs";

process.chdir(fileURLToPath(new URL("..", import.meta.url)));
const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !(name in steps));

if (unknown.length > 0) {
  console.error(`There is no step ${unknown.join(", ")}. The steps are: ${Object.keys(steps).join(", ")}.`);
  process.exitCode = 2;
} else {
  checkNode();
  await installIfNeeded().catch((error) => {
    console.error(error.message);
    process.exit(1);
  });
  await test(Object.entries(steps).filter(([name]) => wanted.length === 0 || wanted.includes(name)));
}

/** @param {[name: string, step: typeof steps[string]][]} chosen */
async function test(chosen) {
  const sum = { passed: 0, failed: 0 };
  for (const [name, step] of chosen) {
    process.stdout.write(`${name.padEnd(12)} `);
    const begin = performance.now();
    const { passed, failed, output } = await step();
    const seconds = ((performance.now() - begin) / 1000).toFixed(1);

    const words = failed === 0 ? `${passed} passed` : `${passed} passed, ${failed} FAILED`;
    console.log(`${words.padEnd(26)} ${seconds.padStart(6)} s`);
    if (failed > 0) console.log(`\n${output.trim()}\n`);
    sum.passed += passed;
    sum.failed += failed;
  }
  console.log(`\n${sum.passed} passed, ${sum.failed} failed`);
  process.exitCode = sum.failed === 0 ? 0 : 1;
}
