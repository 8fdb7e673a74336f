import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { runVisibly } from "./run.mjs";

const commands = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome.exe"];
const places = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
  "C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe",
];

/**
 * The path of a Chromium or Chrome: an installed one, else Playwright's own, else, as root on Debian, apt's.
 * @returns {Promise<string>}
 * @throws {Error} where none could be had, with what to install.
 */
export async function findBrowser() {
  const installed = installedBrowser() ?? (await playwrightBrowser()) ?? (await aptBrowser());
  if (installed) return installed;
  throw new Error(
    "The end-to-end tests need a browser. Install Chromium or Chrome, or name one with the variable CHROMIUM_PATH.",
  );
}

function installedBrowser() {
  const named = process.env.CHROMIUM_PATH;
  const folders = (process.env.PATH ?? "").split(delimiter).filter((folder) => folder !== "");
  const found = folders.flatMap((folder) => commands.map((command) => join(folder, command)));
  return [...(named ? [named] : []), ...found, ...places].find((path) => existsSync(path));
}

async function playwrightBrowser() {
  const { chromium } = await import("@playwright/test");
  const path = chromium.executablePath();
  if (!existsSync(path)) {
    console.log("No browser is installed; fetching Playwright's Chromium …");
    await runVisibly(process.execPath, ["node_modules/@playwright/test/cli.js", "install", "chromium"]);
  }
  return existsSync(path) ? path : undefined;
}

async function aptBrowser() {
  if (process.getuid?.() !== 0 || !existsSync("/etc/debian_version")) return undefined;
  console.log("Installing Chromium from Debian …");
  await runVisibly("apt-get", ["update"]);
  await runVisibly("apt-get", ["install", "--yes", "--no-install-recommends", "chromium"]);
  return installedBrowser();
}
