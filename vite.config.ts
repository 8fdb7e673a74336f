import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { type Connect, defineConfig, type Plugin } from "vite";

/**
 * What the built page may load and reach: its own files, and nodes of any chain that the reader or the host configures.
 * Plain http and ws are for nodes on the reader's own machine only.
 */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  // Long lists are read beside the page.
  "worker-src 'self'",
  "style-src 'self'",
  "font-src 'self'",
  // Wallets announce their icons as data (EIP-6963).
  "img-src 'self' data:",
  "connect-src 'self' https: wss: http://127.0.0.1:* ws://127.0.0.1:* http://localhost:* ws://localhost:*",
  "base-uri 'none'",
  "form-action 'none'",
].join("; ");

/** Puts the policy and the fonts' preloads into the built page. The development server injects scripts of its own. */
function sealBuild(): Plugin {
  return {
    name: "seal-build",
    apply: "build",
    transformIndexHtml: {
      order: "post",
      handler: (_, { bundle = {} }) => [
        {
          tag: "meta",
          attrs: { "http-equiv": "Content-Security-Policy", content: contentSecurityPolicy },
          injectTo: "head-prepend",
        },
        ...Object.keys(bundle)
          .filter((file) => file.endsWith(".woff2"))
          .map((file) => ({
            tag: "link",
            attrs: { rel: "preload", href: `./${file}`, as: "font", type: "font/woff2", crossorigin: true },
            injectTo: "head" as const,
          })),
      ],
    },
  };
}

/**
 * Leaves out what viem's `call` carries for what this page never asks: contracts that are not on the chain yet (their
 * bytecode, and a parser for the two lines that describe them), and blocks made up for a call. 7 kB of the first screen.
 * Fails where viem keeps them elsewhere.
 */
function leaveOutUnasked(): Plugin {
  const parts = [
    { file: "constants/contracts.js", pattern: /'0x[0-9a-f]{100,}'/g, left: "'0x'" },
    { file: "actions/public/call.js", pattern: /parseAbi\(\['constructor.*'\]\)/g, left: "[]" },
    { file: "actions/public/call.js", pattern: /BlockOverrides\.toRpc\(blockOverrides\)/g, left: "undefined" },
  ];
  const unmet = new Set(parts);
  return {
    name: "leave-out-unasked",
    apply: "build",
    transform: {
      filter: { id: /viem\/_esm\/(constants\/contracts|actions\/public\/call)\.js$/ },
      handler(code, id) {
        return parts.reduce((rest, part) => {
          if (!id.endsWith(part.file) || rest.search(part.pattern) < 0) return rest;
          unmet.delete(part);
          return rest.replace(part.pattern, part.left);
        }, code);
      },
    },
    buildEnd(error) {
      const [missing] = unmet;
      if (!error && missing) throw new Error(`viem's ${missing.file} does not hold ${missing.pattern} any more.`);
    },
  };
}

/** Serves the chains named by RECOUNT_CHAINS in place of `chains.json`: a local node may listen on any port. */
function localChains(): Plugin {
  const serve = ({ middlewares }: { middlewares: Connect.Server }) => {
    const chains = process.env.RECOUNT_CHAINS;
    if (!chains) return;
    middlewares.use("/chains.json", (_, response) => {
      response.setHeader("Content-Type", "application/json").end(chains);
    });
  };
  return { name: "local-chains", configureServer: serve, configurePreviewServer: serve };
}

export default defineConfig({
  // Relative, so that the build runs from any host, subfolder or IPFS gateway.
  base: "./",
  publicDir: "src/public",
  plugins: [react(), leaveOutUnasked(), sealBuild(), localChains()],
  resolve: {
    alias: {
      "@": fileURLToPath(new URL("src", import.meta.url)),
      // WalletConnect's own dialog, which this page never opens: the empty package that stands in for it.
      "@reown/appkit/core": "@reown/appkit",
    },
  },
  worker: { format: "es" },
  // Fonts stay files of their own: inlined they would need `font-src data:`.
  build: {
    target: "es2022",
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      // What the first screen needs in one file, although later parts share it: thirty small ones compress worse. The same
      // for what it needs besides where an election is on a roll.
      output: {
        codeSplitting: {
          groups: [
            { name: "first", test: /src\/main\.tsx$/ },
            { name: "onRoll", test: /src\/chain\/(readElectionRoll|generated\/rollInitcode)\.ts$/ },
            { name: "signing", test: /src\/features\/vote\/SignActions\.tsx$/ },
            { name: "signBallot", test: /src\/chain\/signBallot\.ts$/ },
          ],
        },
      },
    },
  },
});
