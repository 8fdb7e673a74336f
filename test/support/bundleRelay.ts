import { mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "vite";
import { atEnd } from "../../scripts/atEnd.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** The relay as one file, which starts in a fifth of the time, for trials that start it again and again. Gives its path. */
export async function bundleRelay(): Promise<string> {
  // Inside the project, so that what stays outside of the bundle is found.
  const folder = mkdtempSync(join(root, "node_modules", ".relay-"));
  atEnd(() => rmSync(folder, { recursive: true, force: true }));
  await build({
    configFile: false,
    root,
    logLevel: "error",
    resolve: { alias: { "@": join(root, "src") } },
    ssr: { noExternal: ["viem", "ox", "valibot"] },
    build: { ssr: join(root, "src/relay/main.ts"), outDir: folder, minify: false, copyPublicDir: false },
  });
  return join(folder, "main.js");
}
