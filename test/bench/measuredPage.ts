import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Browser, Page } from "@playwright/test";
import { build } from "vite";
import { atEnd } from "../../scripts/atEnd.mjs";
import { readUse } from "../support/readUse";
import { serveFolder } from "../support/serveFolder";
import { startBrowser } from "./watchedPage";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** What a job in a page came to. */
export type Measured<Result> = {
  result: Result;
  /** From the call to its end, by the page's clock. */
  milliseconds: number;
  /** How much more RAM the page's process had at its most than when it was opened, in bytes; NaN where nobody tells. */
  growth: number;
};

/** What a page can do: each job takes and gives what can travel as JSON. */
// Only `never` fits the argument of every job.
type Jobs = Record<string, (argument: never) => Promise<unknown>>;

/** A fresh page with a module of ours, alone in its browser. */
export type MeasuredPage<All extends Jobs> = {
  run: <Name extends keyof All & string>(
    name: Name,
    argument: Parameters<All[Name]>[0],
  ) => Promise<Measured<Awaited<ReturnType<All[Name]>>>>;
  close: () => Promise<void>;
};

/**
 * Opens pages that do a module's `jobs`. It is built as the page is, and each page has a browser of its own, so that none
 * finds what another has left behind.
 * @param module A path from the project's root.
 */
export async function preparePages<All extends Jobs>(
  module: string,
): Promise<{ open: () => Promise<MeasuredPage<All>> }> {
  // Inside the project, so that packages are found.
  const folder = mkdtempSync(join(root, "node_modules", ".bench-"));
  atEnd(() => rmSync(folder, { recursive: true, force: true }));
  await build({
    configFile: false,
    root,
    logLevel: "error",
    resolve: { alias: { "@": join(root, "src") } },
    build: {
      outDir: folder,
      target: "es2022",
      copyPublicDir: false,
      lib: { entry: join(root, module), formats: ["es"], fileName: () => "module.js" },
    },
  });
  writeFileSync(
    join(folder, "index.html"),
    `<!doctype html><title>Measuring</title><script type="module">
      import { jobs } from "./module.js";
      window.run = async (name, argument) => {
        const begin = performance.now();
        const result = await jobs[name](argument);
        return { result, milliseconds: performance.now() - begin };
      };
    </script>`,
  );
  const host = await serveFolder(folder, "/");

  return {
    open: async () => {
      const browser = await startBrowser();
      const page = await browser.newPage();
      await page.goto(host.url);
      await page.waitForFunction("window.run !== undefined");
      const processes = (await renderers(browser)).map((pid) => ({ pid, before: forgetMost(pid) }));
      return { run: (name, argument) => run(processes, page, name, argument), close: () => browser.close() };
    },
  };
}

type Process = { pid: number; before: number };

async function run<Result>(
  processes: readonly Process[],
  page: Page,
  name: string,
  argument: unknown,
): Promise<Measured<Result>> {
  for (const { pid } of processes) forgetMost(pid);
  const call = `window.run(${JSON.stringify(name)}, ${JSON.stringify(argument)})`;
  // Whoever writes the module knows what its exports give.
  const done = await page.evaluate<{ result: Result; milliseconds: number }>(call);
  return { ...done, growth: Math.max(...processes.map(({ pid, before }) => mostMemory(pid) - before)) };
}

async function renderers(browser: Browser): Promise<number[]> {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send("SystemInfo.getProcessInfo");
  await session.detach();
  return processInfo.filter(({ type }) => type === "renderer").map(({ id }) => id);
}

/** Has the system forget the most memory that a process ever had, and gives what it has now (proc(5), clear_refs). */
function forgetMost(pid: number): number {
  if (process.platform !== "linux") return Number.NaN;
  writeFileSync(`/proc/${pid}/clear_refs`, "5");
  return mostMemory(pid);
}

/** The most RAM that a process had, in bytes. */
function mostMemory(pid: number): number {
  return (readUse(pid)?.mostMemory ?? Number.NaN) * 1024 * 1024;
}
