import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

/** Node has no WebSocket of its own before 22, except on request. */
const execArgv = "WebSocket" in globalThis ? [] : ["--experimental-websocket"];

export default defineConfig({
  root: fileURLToPath(new URL("..", import.meta.url)),
  resolve: { alias: { "@": fileURLToPath(new URL("../src", import.meta.url)) } },
  test: {
    projects: [
      // Pure functions: loading viem once for all files takes half as long as once for each.
      { extends: true, test: { name: "unit", include: ["test/unit/**/*.test.ts"], isolate: false } },
      // Each file starts its own chain and mostly waits for it, so more of them run at a time than there are processors.
      // The limit is for a machine that does much else meanwhile.
      {
        extends: true,
        test: {
          name: "integration",
          include: ["test/integration/**/*.test.ts"],
          maxWorkers: 4,
          testTimeout: 30_000,
          execArgv,
        },
      },
      // Minutes each, and not part of `npm test`. They measure nothing, but one has the machine for itself.
      {
        extends: true,
        test: {
          name: "deep",
          include: ["test/deep/**/*.test.ts"],
          fileParallelism: false,
          testTimeout: 1_800_000,
          execArgv,
        },
      },
    ],
  },
});
